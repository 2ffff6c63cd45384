import test from 'node:test';
import assert from 'node:assert/strict';
import {EngineError} from '../../../source/model/engine-error.ts';
import type {Container} from '../../../source/model/container.ts';
import {containerActions} from '../../../source/panes/containers/actions.ts';
import {
	aside,
	container,
	idOf,
	live,
	recorder,
	volume,
} from './samples.ts';

const action = (id: string) => containerActions.find(candidate => candidate.id === `container.${id}`)!;
const disabled = (id: string, state: Container['state']) => action(id).disabledReason?.(container({state}), live());
const given = (input = '', ...options: readonly string[]) => ({input, options: new Set(options)});
type Run = {readonly input?: string; readonly options?: readonly string[]; readonly answer?: unknown};

const run = async (id: string, {input = '', options = [], answer}: Run = {}) => {
	const {engine, asked} = recorder(answer);
	const result = await action(id).run(container(), {...given(input, ...options), engine, ...aside});
	return {result, asked};
};

const askedBy = async (id: string, how?: Run) => {
	const {asked} = await run(id, how);
	return asked;
};

const resultOf = async (id: string, how?: Run) => {
	const {result} = await run(id, how);
	return result;
};

const failure = (kind: 'conflict' | 'failed', words: string) => new EngineError(kind, {operation: 'start', endpoint: 'unix:///s', words});

test('keys, confirmations and verbs', () => {
	assert.deepEqual(containerActions.map(({id, keys, confirm}) => [id, ...keys, confirm]), [
		['container.start', 'S', 'never'],
		['container.stop', 's', 'yes-no'],
		['container.restart', 'r', 'never'],
		['container.shell', 'E', 'never'],
		['container.remove', 'd', 'yes-no'],
		['container.attach', 'a', 'yes-no'],
		['container.pause', 'p', 'never'],
		['container.unpause', 'p', 'never'],
		['container.kill', 'ctrl+k', 'yes-no'],
		['container.rename', 'R', 'never'],
		['container.shell-as', 'never'],
		['container.shell-root', 'never'],
		['container.command', 'never'],
	]);
	assert.deepEqual([action('stop').title, action('stop').progress, action('stop').past], ['stop', 'stopping', 'stopped']);
	assert.deepEqual(containerActions.filter(({bulk}) => !bulk).map(({id}) => id), ['container.shell', 'container.attach', 'container.rename', 'container.shell-as', 'container.shell-root', 'container.command']);
});

test('in every state that is known exactly one of pause and unpause is to be had, or none', () => {
	for (const state of ['running', 'paused', 'restarting', 'created', 'exited', 'dead', 'removing'] as const) {
		const enabled = ['pause', 'unpause'].filter(id => disabled(id, state) === undefined);
		assert.deepEqual(enabled, state === 'running' ? ['pause'] : (state === 'paused' ? ['unpause'] : []), state);
	}
});

test('why something cannot be done', () => {
	assert.equal(disabled('start', 'running'), 'it is running already');
	assert.equal(disabled('start', 'paused'), 'it is paused: unpause it');
	assert.equal(disabled('start', 'exited'), undefined);
	assert.equal(disabled('start', 'dead'), 'it is dead: it can only be removed');
	assert.equal(disabled('stop', 'exited'), 'it is not running');
	assert.equal(disabled('stop', 'created'), 'it was never started');
	assert.equal(disabled('stop', 'paused'), undefined);
	assert.equal(disabled('stop', 'restarting'), undefined);
	assert.equal(disabled('restart', 'exited'), undefined);
	assert.equal(disabled('restart', 'removing'), 'it is being removed');
	assert.equal(disabled('kill', 'exited'), 'it is not running');
	assert.equal(disabled('remove', 'removing'), 'it is being removed already');
	assert.equal(disabled('remove', 'running'), undefined);
	assert.equal(disabled('rename', 'dead'), 'it is dead: it can only be removed');
});

test('the docker commands that do the same', () => {
	const row = container();
	const command = (id: string, ...more: Parameters<typeof given>) => action(id).command(row, given(...more));
	assert.equal(command('start'), 'docker start web');
	assert.equal(command('stop'), 'docker stop web');
	assert.equal(command('restart'), 'docker restart web');
	assert.equal(command('pause'), 'docker pause web');
	assert.equal(command('unpause'), 'docker unpause web');
	assert.equal(command('kill', 'SIGHUP'), 'docker kill --signal SIGHUP web');
	assert.equal(command('rename', 'api'), 'docker rename web api');
	assert.equal(command('remove'), 'docker rm web');
	assert.equal(command('remove', '', 'force', 'anonymous-volumes'), 'docker rm --force --volumes web');
});

test('the engine is asked by id', async () => {
	const id = idOf('c1');
	assert.deepEqual(await askedBy('start', {answer: true}), [['containers.start', id, {}]]);
	assert.deepEqual(await askedBy('kill', {input: 'SIGUSR1'}), [['containers.kill', id, 'SIGUSR1', {}]]);
	assert.deepEqual(await askedBy('rename', {input: 'api'}), [['containers.rename', id, 'api', {}]]);
	assert.deepEqual(await askedBy('remove', {options: ['anonymous-volumes']}), [['containers.remove', id, {force: false, anonymousVolumes: true}]]);
	assert.deepEqual(await askedBy('unpause'), [['containers.unpause', id, {}]]);
	assert.deepEqual(await askedBy('restart'), [['containers.restart', id, {}]]);
	assert.deepEqual(await askedBy('pause'), [['containers.pause', id, {}]]);
});

test('results say more where there is more to say', async () => {
	assert.equal(await resultOf('start', {answer: true}), undefined);
	assert.equal(await resultOf('start', {answer: false}), 'it was running already');
	assert.equal(await resultOf('stop', {answer: true}), undefined);
	assert.equal(await resultOf('stop', {answer: false}), 'it had stopped already');
	assert.equal(await resultOf('kill', {input: 'SIGTERM'}), 'SIGTERM');
	assert.equal(await resultOf('rename', {input: 'api'}), 'now api');
});

test('a removal keeps off what runs, unless told otherwise', () => {
	const refusal = (state: Container['state'], ...options: readonly string[]) => action('remove').refusal?.(container({state}), new Set(options), live());
	assert.equal(refusal('running'), 'it is running: stop it first, or have it killed as told below');
	assert.equal(refusal('paused'), 'it is paused: stop it first, or have it killed as told below');
	assert.equal(refusal('running', 'force'), undefined);
	assert.equal(refusal('exited'), undefined);
});

test('a removal tells what is lost', () => {
	const anonymous = idOf('f1');
	const shared = idOf('f2');
	const mount = {type: 'volume', readOnly: false} as const;
	const row = container({state: 'exited', mounts: [{...mount, source: anonymous, destination: '/data'}, {...mount, source: shared, destination: '/cache'}, {...mount, source: 'pgdata', destination: '/db'}, {...mount, type: 'bind', source: '/srv', destination: '/srv'}]});
	const other = container({id: idOf('c2'), name: 'other', mounts: [{...mount, source: shared, destination: '/x'}]});
	const losses = (target: Container, ...options: readonly string[]) => action('remove').losses?.(target, new Set(options), live({containers: [target, other], volumes: [volume()]}));
	assert.deepEqual(losses(row), ['changes in its writable layer']);
	assert.deepEqual(losses(row, 'anonymous-volumes'), ['changes in its writable layer', 'data of anonymous volume f10000000000, mounted at /data']);
	assert.deepEqual(losses(container({state: 'created'})), []);
});

test('a volume that has a label of an anonymous one is lost by any name', () => {
	const row = container({state: 'exited', mounts: [{type: 'volume', source: 'odd', destination: '/data', readOnly: false}]});
	const picture = live({containers: [row], volumes: [volume({id: 'odd', name: 'odd', anonymous: true})]});
	assert.ok(action('remove').losses?.(row, new Set(['anonymous-volumes']), picture).some(text => text.includes('/data')));
});

test('a container that changed since the dialog opened is left alone, one in a restart loop is not', () => {
	const print = (state: Container['state']) => action('remove').fingerprint?.(container({state}));
	assert.notEqual(print('exited'), print('running'));
	assert.equal(print('restarting'), print('running'));
	assert.equal(action('remove').describe?.(container({state: 'exited', exitCode: 1}), live()), 'exited 1, nginx:1.27');
});

test('names as docker allows them', () => {
	const problem = (text: string) => action('rename').input?.problem?.(text, container(), live({containers: [container(), container({id: idOf('c2'), name: 'db'})]}));
	for (const text of ['api', 'a1', 'A_b.c-d', '0x']) {
		assert.equal(problem(text), undefined, text);
	}

	for (const text of ['', 'a', '-web', '_web', 'my web', 'web/1', 'straße', 'ſa']) {
		assert.ok(problem(text), text);
	}

	assert.equal(problem('web'), 'that is its name already');
	assert.equal(problem('db'), 'container db (running) has this name');
	assert.equal(action('rename').input?.initial?.(container()), 'web');
});

test('the usual signals can be chosen, the deadly one first', () => {
	const values = action('kill').input?.choices?.(container(), live()).map(({value}) => value);
	assert.deepEqual(values?.slice(0, 7), ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']);
});

test('a port that is taken is told with who has it, as every engine words it', () => {
	const holder = container({id: idOf('c2'), name: 'proxy', ports: [{hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'}, {hostAddress: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp'}]});
	const explain = (words: string, containers: readonly Container[] = [container(), holder]) => action('start').explain?.(failure('failed', words), container(), live({containers}));
	for (const words of [
		'driver failed programming external connectivity on endpoint web (1f): Bind for 0.0.0.0:8080 failed: port is already allocated',
		'Bind for :::8080 failed: port is already allocated',
		'failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use',
		'failed to bind host port 0.0.0.0:8080/tcp: address already in use',
		'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use',
		'listen tcp6 [::]:8080: bind: address already in use',
	]) {
		assert.equal(explain(words), 'start web: port 8080 is taken by container proxy', words);
	}

	assert.equal(explain('Bind for 0.0.0.0:8080 failed: port is already allocated', [container()]), 'start web: port 8080 is taken by another program where the engine runs');
	assert.equal(explain('no such image'), undefined);
});

test('a refused removal is explained by what runs now', () => {
	const explain = (kind: 'conflict' | 'failed', words: string, state: Container['state']) => action('remove').explain?.(failure(kind, words), container({state: 'exited'}), live({containers: [container({state})]}));
	assert.equal(explain('conflict', 'cannot remove container', 'running'), 'remove web: it is running');
	assert.equal(explain('failed', 'container is running', 'paused'), 'remove web: it is paused');
	assert.equal(explain('conflict', 'removal is already in progress', 'removing'), undefined);
	assert.equal(explain('failed', 'driver broke', 'running'), undefined);
});
