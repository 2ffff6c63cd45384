import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {overviewJson} from '../../source/commands/overview-json.ts';
import {overviewText} from '../../source/commands/overview-text.ts';
import {readOverview} from '../../source/commands/read-overview.ts';
import {startDemoEngine} from '../../source/demo/main.ts';
import {connect} from '../../source/engine/connect.ts';

async function connectedDemo(context: TestContext) {
	const demo = await startDemoEngine({lively: false});
	context.after(async () => demo.stop());
	const engine = await connect({address: {kind: 'unix', path: demo.socketPath}, url: demo.address, context: 'default', chosenBy: 'the flag --host'}, {readOnly: true});
	context.after(engine.close);
	return {demo, engine};
}

test('a disk that takes long to measure does not hold the lists', async context => {
	const {demo, engine} = await connectedDemo(context);
	demo.faults.set({hang: true, match: '^GET /system/df$'});
	const live = await readOverview(engine, {measureWithin: 50});
	assert.equal(live.disk.error?.kind, 'timeout');
	assert.deepEqual([live.containers, live.images, live.networks, live.volumes].map(({loaded}) => loaded), [true, true, true, true]);
	const text = overviewText(live, {now: Date.now(), ascii: false});
	assert.match(text, /\n\nDisk\nnot measured in time\n$/);
	assert.match(text, /^shop_pgdata +local +— /m, 'a size that is not known is not 0');
	assert.equal(overviewJson(live).disk, null);
});

test('a container whose end cannot be inspected keeps what the list says', async context => {
	const {demo, engine} = await connectedDemo(context);
	demo.faults.set({status: 404, match: String.raw`^GET /containers/[\da-f]+/json$`});
	const {containers} = await readOverview(engine);
	assert.equal(containers.error, undefined);
	const ended = containers.items.filter(({exitCode}) => exitCode === 137);
	assert.deepEqual(ended.map(({oomKilled}) => oomKilled), [undefined, undefined]);
});

test('an interruption ends every request', async context => {
	const {demo, engine} = await connectedDemo(context);
	demo.faults.set({hang: true});
	const interruption = new AbortController();
	const reading = readOverview(engine, {signal: interruption.signal});
	interruption.abort();
	const {containers, images, networks, volumes, disk} = await reading;
	assert.deepEqual([containers, images, networks, volumes, disk].map(({error}) => error?.kind), Array.from({length: 5}, () => 'cancelled'));
});

test('what the engine does not know is null for machines', async context => {
	const {engine} = await connectedDemo(context);
	const live = await readOverview(engine);
	const usage = live.disk.usage!;
	const {images, disk} = overviewJson({
		...live,
		images: {...live.images, items: live.images.items.slice(0, 1).map(image => ({...image, created: 0}))},
		disk: {usage: {...usage, volumes: new Map([['one', {size: -1, references: -1}]])}},
	});
	assert.deepEqual(images?.map(({created}) => created), [null]);
	assert.deepEqual(disk?.volumes, [{name: 'one', size: null, references: null}]);
	assert.equal(disk?.measuredAt, new Date(usage.measuredAt).toISOString());
});

test('one list alone, without a measurement of the disk', async context => {
	const {demo, engine} = await connectedDemo(context);
	demo.faults.set({hang: true, match: '^GET /system/df$'});
	const live = await readOverview(engine, {isMeasured: false});
	const text = overviewText(live, {now: Date.now(), ascii: false}, 'networks');
	assert.match(text, /^\S.*\n\nNetworks \d+\nNAME /v);
	assert.doesNotMatch(text, /Containers \d|Volumes|Disk/v);
});
