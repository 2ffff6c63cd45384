import assert from 'node:assert/strict';
import {once} from 'node:events';
import {open, readdir} from 'node:fs/promises';
import {createServer, type Socket} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import type {OverviewJson} from '../../source/commands/overview-json.ts';
import {startDemoEngine, type DemoEngine, type DemoEngineOptions} from '../../source/demo/main.ts';
import {printedLists} from './overview-lists.ts';
import {shipshape, startShipshape, temporaryFolder} from './shipshape.ts';

async function demoEngine(context: TestContext, options: DemoEngineOptions = {}): Promise<DemoEngine> {
	const demo = await startDemoEngine({lively: false, ...options});
	context.after(async () => demo.stop());
	return demo;
}

test('a pipe gets every list, aligned and whole', async context => {
	const demo = await demoEngine(context);
	const {code, stdout, stderr} = await shipshape(['-H', demo.address]);
	assert.deepEqual([code, stderr], [0, '']);
	assert.doesNotMatch(stdout, /[\p{Control}--\n]|…/v, 'no control sequence, nothing cut');
	const {engine, lists} = printedLists(stdout);
	assert.equal(engine, `default  ${demo.address}  Docker 27.3.1 · 8 CPU · 31.29 GiB`);
	assert.deepEqual(lists.map(({title, columns}) => [title.replace(/\d+/, 'N'), ...columns]), [
		['Containers N', 'NAME', 'IMAGE', 'STATE', 'PORTS', 'AGE'],
		['Images N', 'REPOSITORY:TAG', 'ID', 'SIZE', 'USED BY', 'CREATED'],
		['Networks N', 'NAME', 'DRIVER', 'SCOPE', 'SUBNET', 'GATEWAY', 'CONTAINERS'],
		['Volumes N', 'NAME', 'DRIVER', 'SIZE', 'USED BY', 'CREATED'],
		['Disk', 'TYPE', 'TOTAL', 'ACTIVE', 'SIZE', 'RECLAIMABLE'],
	]);
	const [containers, images] = lists;
	assert.deepEqual(containers!.rows.map(row => row['NAME']), [...demo.world.containers.values()].map(({name}) => name).toSorted());
	assert.equal(containers!.title, `Containers ${demo.world.containers.size}`);
	assert.equal(images!.title, `Images ${images!.rows.length}`);
	const stateOf = (name: string) => containers!.rows.find(row => row['NAME'] === name)?.['STATE'];
	assert.deepEqual([stateOf('shop-worker-1'), stateOf('stuck-job'), stateOf('shop-api-1')], ['exited 137 OOM', 'exited 137', 'running healthy']);
	assert.ok(containers!.rows.some(row => row['IMAGE'] === 'registry.example.com:5000/analytics/quarterly/report-generator:2026-11-15-build.4821'));
});

test('the engine is asked once for each thing, and for nothing that changes it', async context => {
	const demo = await demoEngine(context);
	await shipshape(['-H', demo.address]);
	const asked = demo.requests.map(({method, path: place}) => `${method} ${place}`).filter(request => !/\/containers\/[\da-f]{64}\/json$/.test(request));
	assert.deepEqual(asked.toSorted(), ['GET /containers/json', 'GET /images/json', 'GET /info', 'GET /networks', 'GET /system/df', 'GET /version', 'GET /volumes']);
	assert.equal(demo.requests.length - asked.length, 2, 'only the two that ended with 137 are inspected');
});

test('without UTF-8, or with --ascii, no character of ours is outside of ASCII', async context => {
	const demo = await demoEngine(context);
	const [locale, flag] = await Promise.all([shipshape(['-H', demo.address], {environment: {LANG: 'C'}}), shipshape(['-H', demo.address, '--ascii'])]);
	for (const {code, stdout} of [locale, flag]) {
		assert.equal(code, 0);
		assert.match(stdout, /^\p{ASCII}+$/u);
		assert.match(stdout, /Docker 27\.3\.1 - 8 CPU - /);
	}
});

test('machines get one shape: whole ids, bytes, ISO times', async context => {
	const demo = await demoEngine(context);
	const {code, stdout, stderr} = await shipshape(['--json', '-H', demo.address]);
	assert.deepEqual([code, stderr], [0, '']);
	const {engine, containers, images, networks, volumes, disk, ...others} = JSON.parse(stdout) as OverviewJson;
	assert.deepEqual(others, {});
	assert.deepEqual([engine.url, engine.context, engine.chosenBy, engine.demo, engine.version, engine.memory], [demo.address, 'default', 'the flag --host', false, '27.3.1', 33_600_000_000]);
	assert.deepEqual(new Set(containers?.map(({id}) => id)), new Set(demo.world.containers.keys()));
	assert.deepEqual(new Set(volumes?.map(({name}) => name)), new Set(disk?.volumes.map(({name}) => name)));
	assert.deepEqual(new Set(images?.map(({id}) => id)), new Set(disk?.images.map(({id}) => id)));
	assert.equal(containers?.find(({name}) => name === 'shop-worker-1')?.oomKilled, true);
	assert.ok(networks?.some(({name, subnets}) => name === 'monitoring_default' && subnets.length === 2));
	const moments = [containers, images, networks, volumes, disk?.cache].flatMap(list => list?.map(({created}) => created) ?? []);
	assert.ok(moments.length > 50);
	for (const moment of moments) {
		assert.equal(moment, new Date(moment ?? '').toISOString());
	}

	assert.deepEqual(disk?.lines.map(({kind}) => kind), ['images', 'containers', 'volumes', 'cache']);
	const volumeSizes = disk?.volumes.map(({size}) => size ?? 0) ?? [];
	assert.equal(disk?.lines[2]?.size, volumeSizes.reduce((sum, size) => sum + size, 0));
});

test('a list that fails is told, and is never an empty one; the others are printed', async context => {
	const demo = await demoEngine(context);
	demo.faults.set({status: 500, match: '^GET /containers/json$'});
	demo.faults.set({status: 500, match: '^GET /system/df$'});
	const {code, stdout, stderr} = await shipshape(['-H', demo.address]);
	assert.equal(code, 1);
	assert.equal(stderr.match(/^shipshape: .*: demo fault: status 500$/gm)?.length, 2);
	const parts = stdout.trimEnd().split('\n\n');
	assert.equal(parts[1], 'Containers\ncould not be read');
	assert.equal(parts[5], 'Disk\ncould not be read');
	assert.match(parts[2] ?? '', /^Images \d+\nREPOSITORY:TAG +ID +SIZE +CREATED\n/, 'who uses an image is not known then');
	assert.match(parts[3] ?? '', /^Networks \d+\nNAME +DRIVER +SCOPE +SUBNET +GATEWAY\n/);

	const json = await shipshape(['-H', demo.address, '--json']);
	const {containers, disk, images} = JSON.parse(json.stdout) as OverviewJson;
	assert.deepEqual([json.code, containers, disk, Array.isArray(images)], [1, null, null, true]);
});

test('an empty list says so', async context => {
	const demo = await demoEngine(context);
	demo.world.volumes.clear();
	const {code, stdout} = await shipshape(['-H', demo.address]);
	assert.equal(code, 0);
	assert.match(stdout, /\n\nVolumes 0\nnone\n\n/);
});

test('--demo says that it is simulated, and cleans up', async context => {
	const folder = await temporaryFolder(context);
	const {code, stdout} = await shipshape(['--demo', '--json'], {environment: {TMPDIR: folder}});
	assert.equal(code, 0);
	assert.equal((JSON.parse(stdout) as OverviewJson).engine.demo, true);
	const printed = await shipshape(['--demo'], {environment: {TMPDIR: folder}});
	assert.match(printed.stdout, /^DEMO {2}demo {2}Docker /);
	const left = await readdir(folder);
	assert.deepEqual(left.filter(name => name.startsWith('shipshape-')), []);
});

test('a reader that goes away ends it quietly', async context => {
	const demo = await demoEngine(context, {containers: 3000});
	const {child, ending} = startShipshape(['-H', demo.address]);
	child.stdout?.once('data', () => {
		child.stdout?.destroy();
	});
	const {code, stdout, stderr} = await ending;
	assert.deepEqual([code, stderr], [0, '']);
	assert.doesNotMatch(stdout, /^Disk$/m, 'it was still writing');
});

test('output that cannot be written is a failure', {skip: process.platform === 'linux' ? false : '/dev/full is Linux\'s'}, async context => {
	const demo = await demoEngine(context);
	const full = await open('/dev/full', 'w');
	context.after(async () => full.close());
	const {code, stderr} = await shipshape(['-H', demo.address], {stdout: full.fd});
	assert.equal(code, 1);
	assert.match(stderr, /^shipshape: the output could not be written: ENOSPC/);
});

test('an interruption gives up what is under way, with the shell\'s exit code', async context => {
	const folder = await temporaryFolder(context);
	const silent = createServer();
	const socketPath = path.join(folder, 'silent.sock');
	silent.listen(socketPath);
	context.after(() => {
		silent.close();
	});
	const {child, ending} = startShipshape(['-H', `unix://${socketPath}`]);
	const [connection] = await once(silent, 'connection') as [Socket];
	context.after(() => {
		connection.destroy();
	});
	child.kill('SIGINT');
	assert.deepEqual(await ending, {code: 130, stdout: '', stderr: ''});
});
