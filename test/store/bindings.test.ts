import assert from 'node:assert/strict';
import test from 'node:test';
import type {Engine} from '../../source/engine/engine.ts';
import type {Container, ContainerDetails} from '../../source/model/container.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import {createBindingsReader} from '../../source/store/bindings.ts';
import {createLive, type Live} from '../../source/store/live.ts';
import {container, details} from '../panes/containers/samples.ts';

/** An engine that notes whom it inspects, and how many at once at most. */
function bench(t: {after(done: () => void): void}, inspect: (id: string) => Promise<ContainerDetails> = async id => details({id, wantedPorts: [{hostAddress: '', hostPort: 8080, containerPort: 80, protocol: 'tcp'}]})) {
	const live = createLive();
	const asked: string[] = [];
	const load = {now: 0, most: 0};
	const engine = {containers: {async inspect(id: string) {
		asked.push(id);
		load.most = Math.max(load.most, ++load.now);
		try {
			return await inspect(id);
		} finally {
			load.now--;
		}
	}}} as unknown as Engine;
	const reader = createBindingsReader(live, () => engine);
	t.after(reader.stop);
	const show = (items: readonly Container[]) => {
		live.setState({containers: {items, loaded: true}});
	};

	const until = async (isSo: (state: Live) => boolean) => new Promise<void>(resolve => {
		if (isSo(live.getState())) {
			resolve();
			return;
		}

		const stop = live.subscribe(state => {
			if (isSo(state)) {
				stop();
				resolve();
			}
		});
	});
	return {live, asked, load, reader, show, until};
}

const stopped = (id: string, change: Partial<Container> = {}) => container({id, name: id, state: 'exited', exitCode: 0, ports: [], ...change});

test('nothing is asked before somebody looks', t => {
	const {asked, show} = bench(t);
	show([stopped('a')]);
	assert.deepEqual(asked, []);
});

test('only what does not run or is in the host\'s network is inspected, a few at a time, and once', async t => {
	const {live, asked, load, reader, show, until} = bench(t, async id => {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		return details({id});
	});
	const many = Array.from({length: 20}, (_, index) => stopped(`stopped-${index}`));
	show([container({id: 'running'}), container({id: 'paused', state: 'paused'}), container({id: 'host', networkMode: 'host'}), ...many]);
	reader.want();
	await until(({bindings}) => bindings.complete);
	assert.deepEqual(new Set(asked), new Set(['host', ...many.map(({id}) => id)]));
	assert.equal(asked.length, 21);
	assert.ok(load.most <= 4, String(load.most));
	assert.equal(live.getState().bindings.bindings.size, 21);
	show([...live.getState().containers.items, stopped('new')]);
	await until(({bindings}) => bindings.bindings.has('new'));
	assert.equal(asked.length, 22, 'only the new one');
});

test('a container is read again when its state changed, and forgotten when it is gone', async t => {
	const {asked, reader, show, until} = bench(t);
	show([stopped('a'), stopped('b')]);
	reader.want();
	await until(({bindings}) => bindings.bindings.size === 2);
	show([stopped('a', {state: 'created', exitCode: undefined})]);
	await until(({bindings}) => bindings.bindings.size === 1);
	await until(() => asked.filter(id => id === 'a').length === 2);
	assert.equal(asked.filter(id => id === 'b').length, 1);
});

test('a start that failed changes nothing in the list: whoever looks again learns of it', async t => {
	let failure = '';
	const {live, reader, show, until} = bench(t, async id => details({id, error: failure}));
	show([stopped('a', {state: 'created', exitCode: undefined})]);
	reader.want();
	await until(({bindings}) => bindings.complete);
	reader.leave();
	failure = 'port is already allocated';
	reader.want();
	await until(({bindings}) => bindings.bindings.get('a')?.failure === failure);
	assert.equal(live.getState().bindings.error, undefined);
});

test('what is gone meanwhile is left out; any other failure is told, and the next look tries again', async t => {
	let kind: 'not-found' | 'failed' = 'not-found';
	const {live, asked, reader, show, until} = bench(t, async () => {
		throw new EngineError(kind, {operation: 'inspect', endpoint: 'x'});
	});
	show([stopped('a')]);
	reader.want();
	await until(({bindings}) => bindings.complete);
	assert.deepEqual([live.getState().bindings.bindings.size, live.getState().bindings.error], [0, undefined]);
	kind = 'failed';
	reader.again();
	await until(({bindings}) => bindings.error !== undefined);
	assert.equal(asked.length, 2);
});
