import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from './availability.ts';
import {startDockerd} from './dockerd.ts';
import {askEngine} from './engine-request.ts';
import {populate} from './world.ts';
import {type WorldName} from './world-recipes.ts';

const skip = skipReason();

type State = {
	readonly Status: string;
	readonly ExitCode: number;
	readonly OOMKilled: boolean;
	readonly Dead: boolean;
	readonly Error: string;
	readonly Health?: {readonly Status: string};
};

test('the world has a container in every state, and goes again', {skip}, async t => {
	const dockerd = await startDockerd();
	t.after(dockerd.stop);
	const world = await populate(dockerd);
	const stateOf = async (name: WorldName): Promise<State> => {
		const {State: state} = await askEngine(dockerd.socketPath, 'GET', `/containers/${world.id(name)}/json`) as {readonly State: State};
		return state;
	};

	const [running, healthy, unhealthy, paused, created, ended, failed, killed, starved, dead, unstarted] = await Promise.all(([
		'running', 'healthy', 'unhealthy', 'paused', 'created', 'exited-0', 'exited-3', 'killed', 'out-of-memory', 'dead', 'failed-start',
	] as const).map(async name => stateOf(name)));
	assert.equal(running?.Status, 'running');
	assert.equal(healthy?.Health?.Status, 'healthy');
	assert.equal(unhealthy?.Health?.Status, 'unhealthy');
	assert.equal(paused?.Status, 'paused');
	assert.equal(created?.Status, 'created');
	assert.deepEqual([ended?.Status, ended?.ExitCode], ['exited', 0]);
	assert.deepEqual([failed?.Status, failed?.ExitCode], ['exited', 3]);
	assert.deepEqual([killed?.ExitCode, killed?.OOMKilled], [137, false]);
	assert.deepEqual([starved?.ExitCode, starved?.OOMKilled], [137, true]);
	assert.equal(dead?.Dead, true);
	assert.deepEqual([unstarted?.Status, unstarted?.ExitCode], ['created', 127]);
	const restarting = await dockerd.docker(['inspect', '--format', '{{.RestartCount}}', 'restarting']);
	assert.ok(Number(restarting) >= 2);
	const services = await dockerd.docker(['ps', '--filter', 'label=com.docker.compose.project=shop', '--format', '{{.Names}}']);
	assert.deepEqual(services.split('\n').toSorted(), ['shop-db-1', 'shop-web-1', 'shop-web-2']);
	assert.throws(() => world.id('published'), /no container "published"/v);

	await world.undo();
	assert.equal(await dockerd.docker(['ps', '--all', '--quiet']), '');
	assert.equal(await dockerd.docker(['volume', 'ls', '--quiet']), '');
	assert.doesNotMatch(await dockerd.docker(['network', 'ls']), /shop/v);
});

test('where there is a network, ports are published and contended for', {skip}, async t => {
	const dockerd = await startDockerd({network: true});
	t.after(dockerd.stop);
	const world = await populate(dockerd, {only: ['port-conflict', 'published']});
	assert.equal(await dockerd.docker(['port', 'published']), '80/tcp -> 127.0.0.1:18080');
	const {State: state} = await askEngine(dockerd.socketPath, 'GET', `/containers/${world.id('port-conflict')}/json`) as {readonly State: State};
	assert.match(state.Error, /port is already allocated/v);
});
