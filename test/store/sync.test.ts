import assert from 'node:assert/strict';
import test from 'node:test';
import {EngineError} from '../../source/model/engine-error.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createLive, type Live} from '../../source/store/live.ts';
import {startSync} from '../../source/store/sync.ts';
import {containerOf, scriptEngine} from '../support/scripted-engine.ts';

const open = (connect: () => Promise<Engine>) => {
	const live = createLive();
	const endpoint = {address: {kind: 'unix', path: '/scripted.sock'}, url: 'unix:///scripted.sock', context: 'default', chosenBy: 'a test'} as const;
	const sync = startSync({endpoint, live, connect});
	const until = async (holds: (state: Live) => boolean): Promise<Live> => new Promise(resolve => {
		const check = (state: Live) => {
			if (holds(state)) {
				stop();
				resolve(state);
			}
		};

		const stop = live.subscribe(check);
		check(live.getState());
	});
	return {live, sync, until};
};

const connected = ({connection}: Live) => connection.status === 'connected';
const ids = ({containers}: Live) => containers.items.map(({id}) => id).join(',');

test('the event stream is opened before the lists are read, each list once', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	const {sync, until} = open(async () => scripted.engine);
	const state = await until(connected);
	assert.equal(scripted.asked[0], 'events');
	assert.deepEqual(scripted.asked.slice(1).toSorted(), ['images', 'list', 'networks', 'volumes']);
	assert.equal(ids(state), 'a');
	sync.close();
});

test('an event reads again only what it touches, and a removal nothing at all', async () => {
	const scripted = scriptEngine({containers: [containerOf('a'), containerOf('b')]});
	const {sync, until} = open(async () => scripted.engine);
	await until(connected);
	const before = scripted.asked.length;
	scripted.world.containers = [containerOf('a', {state: 'paused'})];
	scripted.emit({action: 'destroy', id: 'b'});
	scripted.emit({action: 'pause', id: 'a'});
	await until(({containers}) => containers.items[0]?.state === 'paused');
	assert.deepEqual(scripted.asked.slice(before), ['list a']);
	sync.close();
});

test('a list that does not know yet of a death is asked again until it does', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	const {sync, until} = open(async () => scripted.engine);
	await until(connected);
	let answers = 0;
	scripted.setGate(async request => {
		if (request === 'list a' && ++answers === 3) {
			scripted.world.containers = [containerOf('a', {state: 'exited', exitCode: 0})];
		}
	});
	scripted.emit({action: 'die', id: 'a'});
	const state = await until(({containers}) => containers.items[0]?.state === 'exited');
	assert.equal(answers, 3);
	assert.equal(state.containers.items[0]?.exitCode, 0);
	sync.close();
});

test('only containers that ended with 137 are inspected, once each, to tell lack of memory from a kill', async () => {
	const scripted = scriptEngine({
		containers: [containerOf('killed', {state: 'exited', exitCode: 137}), containerOf('starved', {state: 'exited', exitCode: 137}), containerOf('failed', {state: 'exited', exitCode: 1})],
		outOfMemory: new Set(['starved']),
	});
	const {sync, until} = open(async () => scripted.engine);
	const state = await until(({containers}) => containers.items.filter(({oomKilled}) => oomKilled !== undefined).length === 2);
	assert.deepEqual(state.containers.items.map(({id, oomKilled}) => [id, oomKilled]), [['killed', false], ['starved', true], ['failed', undefined]]);
	await until(connected);
	scripted.emit({action: 'rename', id: 'starved'});
	await scripted.untilAnswered('list starved');
	assert.equal(scripted.asked.filter(request => request.startsWith('inspect')).length, 2);
	sync.close();
});

test('a lost engine leaves its picture stale, and everything is read again when it is back', async () => {
	const first = scriptEngine({containers: [containerOf('a'), containerOf('b')]});
	const second = scriptEngine({containers: [containerOf('b'), containerOf('c')]});
	const engines = [first, second];
	const {sync, until, live} = open(async () => engines.shift()!.engine);
	await until(connected);
	first.end();
	const stale = live.getState();
	assert.equal(stale.connection.status, 'lost');
	assert.equal(ids(stale), 'a,b');
	sync.refresh();
	const back = await until(connected);
	assert.equal(ids(back), 'b,c');
	assert.equal(back.replaced, undefined);
	assert.ok(first.asked.includes('close'));
	sync.close();
});

test('an engine that turns out to be another one is told', async () => {
	const first = scriptEngine({}, {id: 'one'});
	const engines = [first, scriptEngine({}, {id: 'two', name: 'other'})];
	const {sync, until} = open(async () => engines.shift()!.engine);
	await until(connected);
	first.end();
	sync.refresh();
	const back = await until(connected);
	assert.match(back.replaced?.to ?? '', /^other/);
	sync.close();
});

test('a failed list is no empty list', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	scripted.setGate(async request => {
		if (request === 'volumes') {
			throw new EngineError('failed', {operation: 'list volumes', endpoint: 'unix:///scripted.sock', status: 500, words: 'no'});
		}
	});
	const {sync, until} = open(async () => scripted.engine);
	const state = await until(connected);
	assert.equal(state.volumes.loaded, false);
	assert.match(state.volumes.error?.message ?? '', /list volumes/);
	assert.equal(state.networks.loaded, true);
	sync.close();
});

test('one request that timed out does not lose the engine when it still answers; silence does', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	const {sync, until, live} = open(async () => scripted.engine);
	await until(connected);
	const silence = new EngineError('timeout', {operation: 'list', endpoint: 'unix:///scripted.sock'});
	let deaf = false;
	scripted.setGate(async request => {
		if (request.startsWith('list') || deaf) {
			throw silence;
		}
	});
	scripted.emit({action: 'start', id: 'a'});
	await scripted.untilAnswered('ping');
	await until(connected);
	assert.equal(live.getState().connection.status, 'connected');
	deaf = true;
	sync.refresh();
	const lost = await until(({connection}) => connection.status === 'lost');
	assert.equal(ids(lost), 'a');
	sync.close();
});

test('an engine that cannot be reached is tried again, and says why', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	let tries = 0;
	const {sync, until} = open(async () => {
		if (++tries === 1) {
			throw new EngineError('refused', {operation: 'connect', endpoint: 'unix:///scripted.sock'});
		}

		return scripted.engine;
	});
	const failed = await until(({connection}) => connection.status === 'failed');
	assert.strictEqual(failed.connection.status, 'failed');
	assert.match(failed.connection.error.message, /nothing listens/);
	sync.refresh();
	assert.equal(ids(await until(connected)), 'a');
	sync.close();
});

test('removing two hundred containers costs no request each', async () => {
	const names = Array.from({length: 200}, (_, index) => `c${index}`);
	const scripted = scriptEngine({containers: names.map(id => containerOf(id))});
	const {sync, until} = open(async () => scripted.engine);
	await until(connected);
	const before = scripted.asked.length;
	for (const id of names) {
		scripted.world.containers = scripted.world.containers.filter(container => container.id !== id);
		scripted.emit({action: 'kill', id});
		scripted.emit({action: 'die', id});
		scripted.emit({action: 'destroy', id});
	}

	await until(({containers}) => containers.items.length === 0);
	assert.ok(scripted.asked.length - before <= 2, scripted.asked.slice(before).join(' '));
	sync.close();
});

test('what happens while the first lists are read neither hides the rest of them nor comes back when it is gone', async () => {
	const scripted = scriptEngine({containers: [containerOf('a'), containerOf('b')], volumes: [{id: 'v', name: 'v', anonymous: false, driver: 'local', mountpoint: '', created: 0, labels: {}, unreadable: []}]});
	const held = Promise.withResolvers<void>();
	scripted.setGate(async request => {
		if (request === 'list' || request === 'volumes') {
			await held.promise;
		}
	});
	const {live, sync, until} = open(async () => scripted.engine);
	const changes: string[] = [];
	live.subscribe(state => {
		if (state.containers.loaded) {
			changes.push(ids(state));
		}
	});
	await scripted.untilAnswered('images');
	scripted.emit({action: 'pause', id: 'a'});
	scripted.emit({action: 'destroy', id: 'b'});
	scripted.emit({type: 'volume', action: 'destroy', id: 'v'});
	// Longer than the pause before what an event touches is read again.
	await new Promise(resolve => {
		setTimeout(resolve, 100);
	});
	// The lists still have what was removed meanwhile, as an engine's do that began to answer before.
	held.resolve();
	const state = await until(({containers, volumes}) => containers.loaded && volumes.loaded);
	assert.deepEqual(state.volumes.items, []);
	await scripted.untilAnswered('list a');
	await until(connected);
	assert.deepEqual([...new Set(changes)], ['a']);
	sync.close();
});

test('a list that could not be read is read again by itself, and an event does not have to see to it', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	const {sync, until} = open(async () => scripted.engine);
	await until(connected);
	let failures = 2;
	scripted.setGate(async request => {
		if (['list', 'list a', 'images'].includes(request) && failures-- > 0) {
			throw new EngineError('failed', {operation: 'list', endpoint: 'unix:///scripted.sock', status: 500});
		}
	});
	scripted.world.containers = [containerOf('a', {state: 'paused'})];
	scripted.emit({action: 'pause', id: 'a'});
	scripted.emit({type: 'image', action: 'pull', id: 'i'});
	const failed = await until(({containers, images}) => containers.error !== undefined && images.error !== undefined);
	assert.equal(ids(failed), 'a');
	const state = await until(({containers, images}) => containers.error === undefined && images.error === undefined);
	assert.equal(state.containers.items[0]?.state, 'paused');
	assert.deepEqual(state.connection, {status: 'connected'});
	sync.close();
});

test('an engine whose events end while its lists are read is not taken for connected', async () => {
	const first = scriptEngine({containers: [containerOf('a')]});
	const second = scriptEngine({containers: [containerOf('b')]});
	const engines = [first.engine, second.engine];
	first.setGate(async request => {
		if (request === 'list') {
			first.end();
		}
	});
	const {sync, until} = open(async () => engines.shift()!);
	const state = await until(connected);
	assert.equal(ids(state), 'b');
	sync.close();
});

test('nothing of one engine is left when another one answers in its place', async () => {
	const image = {id: 'sha256:1', parentId: '', tags: ['old'], digests: [], created: 0, size: 0, labels: {}, unreadable: []};
	const first = scriptEngine({containers: [containerOf('a')], images: [image]});
	const second = scriptEngine({containers: [containerOf('b')]}, {id: 'another', name: 'other'});
	const {promise: never} = Promise.withResolvers<void>();
	// What is slow to come must not leave what was there before.
	second.setGate(async request => request === 'images' ? never : undefined);
	const engines = [first.engine, second.engine];
	const {sync, until} = open(async () => engines.shift()!);
	await until(({images}) => images.items.length === 1);
	await until(connected);
	first.end();
	const state = await until(({info}) => info?.id === 'another');
	assert.equal(ids(state), '');
	const later = await until(current => connected(current) && ids(current) === 'b');
	assert.deepEqual(later.images, {items: [], loaded: false});
	assert.match(later.replaced?.to ?? '', /^other /v);
	sync.close();
});

test('while nobody can look nothing is heard, and afterwards everything is read again, once', async () => {
	const scripted = scriptEngine({containers: [containerOf('a')]});
	const {live, sync, until} = open(async () => scripted.engine);
	await until(connected);
	sync.rest();
	scripted.world.containers = [containerOf('b')];
	scripted.emit({action: 'create', id: 'b'});
	assert.equal(ids(live.getState()), 'a');
	sync.wake();
	sync.rest();
	sync.wake();
	await until(state => ids(state) === 'b');
	assert.equal(live.getState().connection.status, 'connected');
	scripted.world.containers = [];
	const before = scripted.asked.length;
	scripted.emit({action: 'destroy', id: 'b'});
	await until(state => ids(state) === '');
	assert.deepEqual(scripted.asked.slice(before), []);
	sync.close();
});
