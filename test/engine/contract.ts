import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {
	after,
	before,
	describe,
	test,
} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {compareVersions, newestTested} from '../../source/engine/version.ts';
import type {EngineErrorKind} from '../../source/model/engine-error.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import {sampleOf, type Reading} from '../../source/model/statistics.ts';
import {askEngine} from '../support/engine-request.ts';
import {unixEndpoint} from './fake-engine.ts';

/** An engine to hold to the contract. */
export type Subject = {
	readonly socketPath: string;
	/** A tagged image that has `sh` and `sleep`. */
	readonly image: string;
	readonly stop: () => Promise<void>;
};

/** Where engines differ, and may. */
export type Differences = {
	/** Podman 4 answers 500 where Docker answers 409. */
	readonly conflict?: readonly EngineErrorKind[];
	/** Podman tells nothing of networks that come and go. */
	readonly hasNetworkEvents?: boolean;
	/** Docker's sizes add up; Podman's image has its metadata's size as well. */
	readonly hasExactHistory?: boolean;
	/** The demo's programs are played, not run: they make no files. */
	readonly runsPrograms?: boolean;
	/** A program that ends when it is told to, with this code. */
	readonly obedient?: {readonly command: readonly string[]; readonly exitCode: number};
	/** The demo without a life of its own stops things at once. */
	readonly takesTime?: boolean;
};

type Watch = {
	readonly seen: readonly EngineEvent[];
	/** Resolves once an event of `id` with this action has come. */
	has(id: string, action: string): Promise<void>;
};

/** Asks again until `probe` gives something: for what an engine tells no event of. */
async function eventually<Result>(what: string, probe: () => Promise<Result | undefined>): Promise<Result> {
	const deadline = Date.now() + 15_000;
	while (Date.now() < deadline) {
		const result = await probe();
		if (result !== undefined) {
			return result;
		}

		await sleep(25);
	}

	return assert.fail(`${what} never came`);
}

async function watch(engine: Engine, signal: AbortSignal): Promise<Watch> {
	const seen: EngineEvent[] = [];
	await engine.events({
		onEvent(event) {
			seen.push(event);
		},
		onEnd(error) {
			throw error;
		},
	}, signal);
	return {
		seen,
		async has(id, action) {
			await eventually(`the event ${action} of ${id}`, async () => seen.find(event => event.id === id && event.action === action));
		},
	};
}

const unique = (prefix: string): string => `${prefix}-${randomBytes(4).toString('hex')}`;

/** Everything that any engine must do through the adapter, run on each of them. */
export function engineContract(name: string, open: () => Promise<Subject>, differences: Differences = {}, skip: string | false = false): void {
	const {
		conflict = ['conflict'],
		hasNetworkEvents = true,
		hasExactHistory = true,
		runsPrograms = true,
		obedient = {command: ['sh', '-c', 'trap "exit 3" TERM; while true; do sleep 0.05; done'], exitCode: 3},
		takesTime = true,
	} = differences;

	describe(`the contract, kept by ${name}`, {skip}, () => {
		let subject: Subject;
		let engine: Engine;
		let watched: Watch;
		const ending = new AbortController();

		const create = async (options: Readonly<Record<string, unknown>> & {readonly name?: string} = {}): Promise<{readonly id: string; readonly name: string}> => {
			const {name: containerName = unique('contract'), ...body} = options;
			const answer = await askEngine(subject.socketPath, 'POST', `/v1.41/containers/create?name=${containerName}`, {
				Image: subject.image, Cmd: ['sh', '-c', 'sleep 1000'], HostConfig: {NetworkMode: 'none'}, ...body,
			});
			return {id: (answer as {readonly Id: string}).Id, name: containerName};
		};

		const find = async (id: string) => {
			const containers = await engine.containers.list();
			return containers.find(container => container.id === id) ?? assert.fail(`${id} is not listed`);
		};

		const remove = async (id: string): Promise<void> => {
			await engine.containers.remove(id, {force: true, anonymousVolumes: true});
		};

		before(async () => {
			subject = await open();
			engine = await connect(unixEndpoint(subject.socketPath));
			watched = await watch(engine, ending.signal);
		});

		after(async () => {
			ending.abort();
			engine.close();
			await subject.stop();
		});

		test('it says who it is', async () => {
			const {info} = engine;
			assert.notEqual(info.id, '');
			assert.match(info.version, /^\d+\./v);
			assert.ok(compareVersions(info.apiVersion, newestTested) <= 0);
			assert.ok(info.cpus > 0);
			assert.ok(info.memory > 1_000_000);
			await engine.system.ping();
			assert.deepEqual(await engine.system.info(), info);
		});

		test('a new container is listed with all that it is', async () => {
			const {id, name: containerName} = await create({
				Labels: {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', odd: 'a\u{1B}[31mb'},
				Env: ['A=1'],
				Tty: true,
			});
			const container = await find(id);
			assert.equal(container.name, containerName);
			assert.equal(container.state, 'created');
			assert.equal(container.exitCode, undefined);
			assert.deepEqual([container.project, container.service, container.labels.odd], ['shop', 'web', 'a␛[31mb']);
			assert.ok(Math.abs(container.created - Date.now()) < 60_000 || !runsPrograms);
			assert.deepEqual(container.unreadable, []);
			assert.deepEqual(await engine.containers.list({ids: [id]}), [container]);
			assert.deepEqual(await engine.containers.list({ids: ['f'.repeat(64)]}), []);

			const details = await engine.containers.inspect(id);
			assert.deepEqual([details.id, details.name, details.state, details.tty, details.started], [id, containerName, 'created', true, undefined]);
			assert.ok(details.env.includes('A=1'));
			assert.match(JSON.stringify(details.raw), /"Config":/v);
			await watched.has(id, 'create');
			await remove(id);
			await watched.has(id, 'destroy');
		});

		test('a life: start, pause, unpause, stop, restart, kill, rename, remove', async () => {
			const {id} = await create({Cmd: obedient.command});
			const {containers} = engine;
			assert.equal(await containers.start(id), true);
			assert.equal(await containers.start(id), false);
			assert.equal((await find(id)).state, 'running');
			assert.notEqual((await containers.inspect(id)).started, undefined);
			await containers.pause(id);
			await watched.has(id, 'pause');
			assert.equal((await eventually('paused', async () => {
				const container = await find(id);
				return container.state === 'paused' ? container : undefined;
			})).state, 'paused');
			await containers.unpause(id);
			await watched.has(id, 'unpause');
			assert.equal(await containers.stop(id, {seconds: 5}), true);
			assert.equal(await containers.stop(id), false);
			const ended = await eventually('exited', async () => {
				const container = await find(id);
				return container.state === 'exited' ? container : undefined;
			});
			assert.equal((await containers.inspect(id)).exitCode, ended.exitCode);
			assert.equal(ended.exitCode, obedient.exitCode);
			await containers.restart(id, {seconds: 1});
			assert.equal((await find(id)).state, 'running');
			await containers.kill(id, 'SIGKILL');
			assert.equal((await eventually('killed', async () => {
				const container = await find(id);
				return container.state === 'exited' ? container : undefined;
			})).exitCode, 137);
			const renamed = unique('renamed');
			await containers.rename(id, renamed);
			assert.equal((await find(id)).name, renamed);
			await containers.remove(id);
			await assert.rejects(containers.inspect(id), {kind: 'not-found'});
			assert.equal((await containers.list()).some(container => container.id === id), false);
			for (const action of ['create', 'start', 'pause', 'unpause', 'die', 'rename', 'destroy']) {
				await watched.has(id, action);
			}

			assert.equal(watched.seen.some(event => event.action.startsWith('exec')), false);
		});

		test('what cannot be done is refused, with the engine\'s words', async () => {
			const first = await create();
			const second = await create();
			await engine.containers.start(first.id);
			await engine.containers.list();
			const refused = (error: {readonly kind: EngineErrorKind; readonly message: string; readonly context: {readonly words?: string}}): true => {
				assert.ok(conflict.includes(error.kind), `${error.kind}: ${error.message}`);
				assert.notEqual(error.context.words ?? '', '');
				return true;
			};

			await assert.rejects(engine.containers.rename(second.id, first.name), refused);
			await assert.rejects(engine.containers.remove(first.id), refused);
			await assert.rejects(engine.containers.kill(second.id, 'SIGTERM'), refused);
			// Docker 20.10 calls this a failure of its own.
			await assert.rejects(engine.containers.unpause(first.id), (error: {readonly kind: EngineErrorKind}) => [...conflict, 'failed'].includes(error.kind));
			await assert.rejects(engine.containers.remove(first.id), new RegExp(`remove container ${first.name}: the engine`, 'v'));
			await remove(first.id);
			await remove(second.id);
		});

		test('what a container uses: counters that go on, and none while it does not run', async () => {
			const {id} = await create({Cmd: ['sh', '-c', 'while true; do sleep 0.01; done'], HostConfig: {NetworkMode: 'none', Memory: 1024 ** 3}});
			assert.equal(await engine.stats.read(id), undefined);
			await engine.containers.start(id);
			const first = await engine.stats.read(id) ?? assert.fail('no reading');
			assert.ok(first.memory > 0 && first.memory < first.memoryLimit);
			assert.deepEqual([first.memoryLimit, first.isLimited], [1024 ** 3, true]);
			assert.ok(first.processors > 0);
			assert.ok(Math.abs(first.time - Date.now()) < 60_000 || !runsPrograms);
			const since = Date.now();
			await engine.stats.read(id);
			assert.ok(!engine.stats.isPrompt || Date.now() - since < 900);

			const following = new AbortController();
			const readings: Reading[] = [];
			const followed = engine.stats.follow(id, reading => {
				if (reading) {
					readings.push(reading);
				}
			}, following.signal);
			await eventually('two readings', async () => readings[1]);
			following.abort();
			await assert.rejects(followed, {kind: 'cancelled'});
			const {cpu, blockRates} = sampleOf(readings[1]!, readings[0]);
			assert.ok(cpu !== undefined && cpu >= 0 && cpu <= 100 * engine.info.cpus, String(cpu));
			assert.ok(blockRates);

			await engine.containers.kill(id, 'SIGKILL');
			await eventually('no reading', async () => await engine.stats.read(id) === undefined ? true : undefined);
			await remove(id);
			await assert.rejects(engine.stats.read(id), {kind: 'not-found'});
			await assert.rejects(engine.stats.follow(id, () => assert.fail('a reading'), following.signal));
		});

		test('what does not exist is told as such', async () => {
			const id = 'f'.repeat(64);
			const {containers, images, networks, volumes} = engine;
			const calls = [
				async () => containers.inspect(id),
				async () => containers.start(id),
				async () => containers.stop(id),
				async () => containers.restart(id),
				async () => containers.kill(id, 'SIGTERM'),
				async () => containers.pause(id),
				async () => containers.remove(id),
				async () => containers.processes(id),
				async () => containers.changes(id),
				async () => containers.rename(id, 'other'),
				async () => images.inspect('no-such:1'),
				async () => images.history('no-such:1'),
				async () => images.remove('no-such:1'),
				async () => networks.inspect(id),
				async () => networks.remove(id),
				async () => volumes.inspect('no-such'),
				async () => volumes.remove('no-such'),
			];
			for (const call of calls) {
				await assert.rejects(call, {kind: 'not-found'}, String(call));
			}
		});

		test('processes and changes of a running container', async () => {
			const {id} = await create({Cmd: ['sh', '-c', 'echo x > /tmp/made; sleep 1000']});
			await engine.containers.start(id);
			const table = await engine.containers.processes(id);
			assert.ok(table.titles.includes('PID'));
			assert.ok(table.rows.length > 0);
			assert.ok(table.rows.every(row => row.length === table.titles.length));
			assert.ok(Array.isArray(await engine.containers.changes(id)));
			if (runsPrograms) {
				const change = await eventually('the new file', async () => (await engine.containers.changes(id)).find(item => item.path === '/tmp/made'));
				assert.equal(change.kind, 'added');
			}

			await remove(id);
		});

		test('volumes: named ones outlive their container, anonymous ones go with it', async () => {
			const named = unique('data');
			assert.equal(await engine.volumes.create({name: named, labels: {'com.docker.compose.project': 'shop'}}), named);
			await watched.has(named, 'create');
			const {id} = await create({Volumes: {'/anonymous': {}}, HostConfig: {NetworkMode: 'none', Binds: [`${named}:/data:ro`]}});
			const {mounts} = await find(id);
			const details = await engine.containers.inspect(id);
			assert.deepEqual(details.mounts.find(mount => mount.destination === '/data'), {
				type: 'volume', source: named, destination: '/data', readOnly: true, driver: 'local',
			});
			const anonymous = details.mounts.find(mount => mount.destination === '/anonymous')?.source ?? assert.fail('no anonymous volume');
			assert.ok(mounts.length >= 2 || mounts.length === 0, 'a list of Podman\'s tells no mounts');
			const volumes = await engine.volumes.list();
			const facts = (volumeName: string) => {
				const volume = volumes.find(item => item.name === volumeName);
				return [volume?.anonymous, volume?.driver, volume?.project];
			};

			assert.deepEqual([facts(named), facts(anonymous)], [[false, 'local', 'shop'], [true, 'local', undefined]]);
			await assert.rejects(engine.volumes.remove(named), (error: {readonly kind: EngineErrorKind}) => conflict.includes(error.kind));
			await engine.containers.remove(id, {anonymousVolumes: true});
			const left = new Set((await engine.volumes.list()).map(volume => volume.name));
			assert.ok(left.has(named));
			assert.ok(!left.has(anonymous));
			await engine.volumes.remove(named);
			await watched.has(named, 'destroy');
			await assert.rejects(engine.volumes.remove(named), {kind: 'not-found'});
		});

		test('networks: made, joined, left, removed', async () => {
			const networkName = unique('net');
			const networkId = await engine.networks.create({
				name: networkName, subnet: '10.213.7.0/24', gateway: '10.213.7.1', internal: true,
			});
			const network = (await engine.networks.list()).find(item => item.id === networkId) ?? assert.fail('not listed');
			assert.deepEqual([network.name, network.driver, network.internal, network.predefined, network.subnets], [networkName, 'bridge', true, false, [{subnet: '10.213.7.0/24', gateway: '10.213.7.1'}]]);
			const otherId = await engine.networks.create({name: unique('other')});
			const {id} = await create({HostConfig: {NetworkMode: networkName}});
			await engine.networks.connect(otherId, id, {aliases: ['nick']});
			const {attachments} = await engine.containers.inspect(id);
			assert.equal(attachments.length, 2);
			assert.ok(attachments.some(attachment => attachment.networkName === networkName));
			assert.ok(attachments.some(attachment => attachment.aliases.includes('nick')));
			await engine.networks.disconnect(otherId, id, {force: true});
			assert.equal((await engine.containers.inspect(id)).attachments.length, 1);
			assert.equal((await engine.networks.inspect(otherId)).id, otherId);
			await remove(id);
			await engine.networks.remove(otherId);
			await engine.networks.remove(networkId);
			assert.equal((await engine.networks.list()).some(item => item.id === networkId), false);
			if (!hasNetworkEvents) {
				return;
			}

			await watched.has(networkId, 'create');
			await watched.has(networkId, 'destroy');
		});

		test('images: listed, inspected, and their history adds up to their size', async () => {
			const image = (await engine.images.list()).find(item => item.tags.some(tag => tag.endsWith(subject.image))) ?? assert.fail('not listed');
			assert.match(image.id, /^sha256:[\da-f]{64}$/v);
			assert.deepEqual(image.unreadable, []);
			const details = await engine.images.inspect(image.id);
			assert.equal(details.id, image.id);
			assert.ok(details.tags.some(tag => tag.endsWith(subject.image)));
			assert.ok(details.layers.length > 0);
			assert.equal((await engine.images.inspect(subject.image)).id, image.id);
			const history = await engine.images.history(image.id);
			const sum = history.reduce((total, entry) => total + entry.size, 0);
			assert.ok(sum > 0);
			if (hasExactHistory) {
				assert.equal(sum, image.size);
			} else {
				assert.ok(Math.abs(sum - image.size) < 0.01 * image.size);
			}

			assert.ok(history.every(entry => !entry.id.includes('missing')));
		});

		test('images: a name is taken off; the one of a container is kept', async () => {
			const {id: imageId} = await engine.images.inspect(subject.image);
			const repository = unique('contract');
			await askEngine(subject.socketPath, 'POST', `/v1.41/images/${encodeURIComponent(subject.image)}/tag?repo=${repository}&tag=extra`);
			await watched.has(imageId, 'tag');
			const {id} = await create();
			const {untagged, deleted} = await engine.images.remove(`${repository}:extra`);
			assert.deepEqual(untagged.map(tag => tag.endsWith(`${repository}:extra`)), [true]);
			assert.deepEqual(deleted, []);
			await watched.has(imageId, 'untag');
			await assert.rejects(engine.images.remove(imageId), (error: {readonly kind: EngineErrorKind}) => conflict.includes(error.kind));
			assert.equal((await engine.images.inspect(subject.image)).id, imageId);
			await remove(id);
		});

		test('disk usage counts what the lists have', async () => {
			const {id} = await create();
			const usage = await engine.system.diskUsage();
			const [images, containers, volumes, cache] = usage.lines;
			assert.deepEqual(usage.lines.map(line => line.kind), ['images', 'containers', 'volumes', 'cache']);
			const [listedContainers, listedImages, listedVolumes] = [await engine.containers.list(), await engine.images.list(), await engine.volumes.list()];
			assert.deepEqual([images?.count, containers?.count, volumes?.count], [listedImages.length, listedContainers.length, listedVolumes.length]);
			assert.ok((images?.size ?? 0) > 0);
			assert.ok(usage.lines.every(line => line.active <= line.count && line.reclaimable <= line.size && line.reclaimable >= 0));
			assert.equal(cache?.count, usage.cache.length);
			assert.ok(usage.containers.has(id));
			assert.ok(listedImages.every(image => usage.images.has(image.id)));
			assert.ok(Math.abs(usage.measuredAt - Date.now()) < 60_000);
			const [first, second] = await Promise.all([engine.system.diskUsage(), engine.system.diskUsage()]);
			assert.deepEqual(first, second);
			await remove(id);
		});

		test('what takes too long is given up: by the clock, and by the signal', {skip: takesTime ? false : 'nothing takes long here'}, async () => {
			const deaf = {Cmd: ['sh', '-c', 'trap "" TERM; while true; do sleep 1; done']};
			const [first, second] = [await create(deaf), await create(deaf)];
			await engine.containers.start(first.id);
			await engine.containers.start(second.id);
			const since = Date.now();
			await assert.rejects(engine.containers.stop(first.id, {seconds: 60, timeout: 300}), {kind: 'timeout'});
			const controller = new AbortController();
			const stopping = assert.rejects(engine.containers.stop(second.id, {seconds: 60, signal: controller.signal}), {kind: 'cancelled'});
			setTimeout(() => {
				controller.abort();
			}, 100);
			await stopping;
			assert.ok(Date.now() - since < 10_000);
			await engine.system.ping();
			for (const {id} of [first, second]) {
				await engine.containers.kill(id, 'SIGKILL');
				await watched.has(id, 'die');
				await remove(id);
			}
		});

		test('read-only, nothing is changed', async () => {
			const reading = await connect(unixEndpoint(subject.socketPath), {readOnly: true});
			const {id} = await create();
			await assert.rejects(reading.containers.remove(id, {force: true}), {kind: 'read-only'});
			await assert.rejects(reading.containers.start(id), {kind: 'read-only'});
			await assert.rejects(reading.volumes.create({}), {kind: 'read-only'});
			assert.equal((await reading.containers.inspect(id)).state, 'created');
			reading.close();
			await remove(id);
		});
	});
}
