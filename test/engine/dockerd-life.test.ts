import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {EngineError} from '../../source/model/engine-error.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import {skipReason} from '../support/availability.ts';
import {startDockerd, type Dockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {unixEndpoint} from './fake-engine.ts';

describe('a dockerd in its bad hours', {skip: skipReason()}, () => {
	let dockerd: Dockerd;
	let engine: Engine;

	before(async () => {
		dockerd = await startDockerd();
		await busyboxImage(dockerd);
		engine = await connect(unixEndpoint(dockerd.socketPath));
	});

	after(async () => {
		engine.close();
		await dockerd.stop();
	});

	test('health shows in list, events and inspection, and the probes make no noise', async () => {
		const events: EngineEvent[] = [];
		const healthy = Promise.withResolvers<void>();
		const controller = new AbortController();
		await engine.events({
			onEvent(event) {
				events.push(event);
				if (event.action === 'health_status') {
					healthy.resolve();
				}
			},
			onEnd: healthy.reject,
		}, controller.signal);
		const id = await dockerd.docker(['run', '-d', '--network', 'none', '--health-cmd', 'echo fine; sleep 0.5', '--health-interval', '1s', '--health-start-period', '30s', 'busybox', 'sleep', '1000']);
		const find = async () => (await engine.containers.list({ids: [id]}))[0];
		assert.equal((await find())?.health, 'starting');
		await healthy.promise;
		controller.abort();
		assert.equal((await find())?.health, 'healthy');
		const {health} = await engine.containers.inspect(id);
		assert.equal(health?.status, 'healthy');
		assert.deepEqual([health.checks[0]?.exitCode, health.checks[0]?.output], [0, 'fine\n']);
		assert.equal(events.find(event => event.action === 'health_status')?.attributes['detail'], 'healthy');
		assert.deepEqual(events.filter(event => event.action.startsWith('exec')), []);
		await engine.containers.remove(id, {force: true});
	});

	test('killed for lack of memory is told by the inspection', async () => {
		const id = await dockerd.docker(['create', '--network', 'none', '--memory', '16m', '--memory-swap', '16m', 'busybox', 'sh', '-c', 'sleep 0.5; dd if=/dev/zero of=/dev/null bs=100M count=2']);
		await engine.containers.start(id);
		await dockerd.docker(['wait', id]);
		const details = await engine.containers.inspect(id);
		assert.deepEqual([details.oomKilled, details.memoryLimit], [true, 16 * 1024 * 1024]);
		assert.equal((await engine.containers.list({ids: [id]}))[0]?.exitCode, details.exitCode);
		await engine.containers.remove(id);
	});

	test('removing a predefined network is refused with words', async () => {
		const none = (await engine.networks.list()).find(network => network.name === 'none') ?? assert.fail('no network none');
		assert.equal(none.predefined, true);
		await assert.rejects(engine.networks.remove(none.id), {kind: 'rejected', message: /remove network none: the engine refused: .*pre-defined/v});
	});

	test('a running container shows in its network, by address', async () => {
		const networkId = await engine.networks.create({name: 'lan', subnet: '10.214.1.0/24'});
		const id = await dockerd.docker(['run', '-d', '--network', 'lan', '--network-alias', 'nick', '--name', 'inhabitant', 'busybox', 'sleep', '1000']);
		const [endpoint] = (await engine.networks.inspect(networkId)).endpoints;
		assert.deepEqual([endpoint?.containerId, endpoint?.containerName, endpoint?.ipv4], [id, 'inhabitant', '10.214.1.2/24']);
		const [container] = await engine.containers.list({ids: [id]});
		assert.equal(container?.attachments[0]?.ipv4, '10.214.1.2');
		await assert.rejects(engine.networks.remove(networkId), {kind: 'rejected', message: /has active endpoints/v});
		await engine.networks.disconnect(networkId, id, {force: true});
		await engine.containers.remove(id, {force: true});
		await engine.networks.remove(networkId);
	});

	test('an engine that hangs meets the time limit and is there again afterwards', async () => {
		dockerd.pause();
		try {
			await assert.rejects(engine.containers.list({timeout: 300}), {kind: 'timeout'});
			await assert.rejects(connect(unixEndpoint(dockerd.socketPath), {timeout: 300}), {kind: 'timeout'});
		} finally {
			dockerd.resume();
		}

		assert.deepEqual(await engine.containers.list(), []);
	});

	test('an engine that is killed ends events and calls at once; the same adapter works when it is back', async () => {
		const id = await dockerd.docker(['run', '-d', '--network', 'none', 'busybox', 'sh', '-c', 'trap "" TERM; while true; do sleep 1; done']);
		const ended = Promise.withResolvers<Error>();
		const begun = Promise.withResolvers<void>();
		await engine.events({
			onEvent(event) {
				// The first thing of a stop is its signal.
				if (event.action === 'kill') {
					begun.resolve();
				}
			},
			onEnd: ended.resolve,
		}, new AbortController().signal);
		const stopping = assert.rejects(engine.containers.stop(id, {seconds: 100}), {kind: 'lost'});
		await begun.promise;
		await dockerd.kill();
		await stopping;
		assert.equal(((await ended.promise) as EngineError).kind, 'lost');
		await assert.rejects(engine.containers.list(), {kind: 'refused'});
		await assert.rejects(connect(unixEndpoint(dockerd.socketPath)), {kind: 'refused'});

		await dockerd.start();
		assert.equal((await engine.containers.list()).some(container => container.id === id), true);
		await engine.containers.remove(id, {force: true});
	});
});
