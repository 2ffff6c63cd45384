import assert from 'node:assert/strict';
import test, {after as afterAll, before as beforeAll} from 'node:test';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {findCleanUp, type CleanUp} from '../../source/model/clean-up-candidates.ts';
import {planCleanUp} from '../../source/model/clean-up-plan.ts';
import type {Candidate} from '../../source/model/clean-up.ts';
import {readCleanUpFacts} from '../../source/store/clean-up-facts.ts';
import {runCleanUp, type CleanUpRun} from '../../source/store/clean-up-run.ts';
import {podmanAvailability, skipReason} from '../support/availability.ts';
import {askEngine} from '../support/engine-request.ts';
import {busyboxImage} from '../support/images.ts';
import {startPodman, type PodmanService} from '../support/podman.ts';
import {startProxy, type Proxy} from '../support/proxy.ts';
import {unixEndpoint} from '../engine/fake-engine.ts';

const skip = skipReason(podmanAvailability());
let service: PodmanService;
let proxy: Proxy;
let engine: Engine;

beforeAll(async () => {
	if (skip) {
		return;
	}

	service = await startPodman();
	await busyboxImage(service);
	proxy = await startProxy(service.socketPath);
	engine = await connect(unixEndpoint(proxy.socketPath));
});
afterAll(async () => {
	engine?.close();
	await proxy?.stop();
	await service?.stop();
});

/** Asks past the proxy: another client. */
const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => askEngine(service.socketPath, method, path, body);

type Settings = {readonly image?: string; readonly command?: readonly string[]; readonly network?: string; readonly binds?: readonly string[]; readonly volumes?: readonly string[]};

const create = async (name: string, {image = 'busybox', command = ['true'], network = 'none', binds = [], volumes = []}: Settings = {}): Promise<void> => {
	await ask('POST', `/containers/create?name=${name}`, {
		Image: image, Cmd: command, HostConfig: {NetworkMode: network, Binds: binds}, Volumes: Object.fromEntries(volumes.map(path => [path, {}])),
	});
};

const start = async (name: string): Promise<void> => {
	await ask('POST', `/containers/${name}/start`);
};

const ended = async (name: string, settings?: Settings): Promise<void> => {
	await create(name, settings);
	await start(name);
	await ask('POST', `/containers/${name}/wait`);
};

/** An image of one more layer; dangling without a name. Gives its id. */
const commit = async (name?: string): Promise<string> => {
	await ended('making', {command: ['sh', '-c', `echo ${name ?? 'dangling'} > /made`]});
	const {Id: id} = await ask('POST', `/commit?container=making${name === undefined ? '' : `&repo=${name}&tag=1`}`, {}) as {readonly Id: string};
	await ask('DELETE', '/containers/making');
	return `sha256:${id.replace('sha256:', '')}`;
};

const createVolume = async (name?: string): Promise<string> => {
	const {Name: made} = await ask('POST', '/volumes/create', name === undefined ? {} : {Name: name}) as {readonly Name: string};
	return made;
};

const createNetwork = async (name: string): Promise<void> => {
	await ask('POST', '/networks/create', {Name: name, Driver: 'bridge'});
};

const look = async (): Promise<CleanUp> => {
	const [containers, images, networks, volumes, usage] = await Promise.all([engine.containers.list(), engine.images.list(), engine.networks.list(), engine.volumes.list(), engine.system.diskUsage()]);
	const facts = await readCleanUpFacts(engine, {containers, images}, AbortSignal.timeout(60_000));
	return findCleanUp({now: 0, knowsContainers: true, containers, images, networks, volumes, usage, facts});
};

/** Everything there is, as ids of candidates would be. */
const everything = async (): Promise<readonly string[]> => {
	const [containers, images, networks, volumes] = await Promise.all([engine.containers.list(), engine.images.list(), engine.networks.list(), engine.volumes.list()]);
	return [
		...containers.map(({id}) => `container:${id}`),
		...images.map(({id}) => `image:${id}`),
		...networks.map(({id}) => `network:${id}`),
		...volumes.map(({id}) => `volume:${id}`),
	].toSorted();
};

const remove = async (cleanUp: CleanUp, ids: Iterable<string>, through = engine): Promise<CleanUpRun> =>
	runCleanUp({plan: planCleanUp(cleanUp, ids), cleanUp, engine: through, signal: new AbortController().signal});

const groupsWithNames = (candidates: readonly Candidate[]): readonly string[] => candidates.map(({group, objectId, name}) => `${group} ${group === 'anonymous' ? objectId : name.replace('docker.io/library/', '')}`).toSorted();

const outcomes = ({steps}: CleanUpRun): ReadonlyArray<readonly unknown[]> => steps.map(({candidate: {name}, status, message}) => [name, status, message]);

test('what was listed is what went, and what is used survives', {skip}, async () => {
	await createNetwork('unused');
	await createNetwork('used');
	await createVolume('unused');
	const anonymous = await createVolume();
	const dangling = await commit();
	await commit('spare');
	await commit('worn');
	await ended('stopped', {image: 'worn:1', binds: ['kept:/data']});
	await ended('attached', {network: 'used'});
	await create('up', {command: ['sleep', '1000'], network: 'used', binds: ['live:/data'], volumes: ['/anonymous']});
	await start('up');
	const [cleanUp, before] = [await look(), await everything()];
	const chosen = cleanUp.candidates.filter(({name}) => name !== 'attached');
	assert.equal(chosen.filter(({objectId}) => objectId === dangling).length, 1);
	assert.deepEqual(groupsWithNames(cleanUp.candidates).map(text => text.replace(/^dangling .*$/v, 'dangling')), [
		`anonymous ${anonymous}`, 'containers attached', 'containers stopped', 'dangling', 'images spare:1', 'images worn:1', 'networks unused', 'volumes unused',
	]);

	const run = await remove(cleanUp, chosen.map(({id}) => id));
	assert.deepEqual(run.steps.map(({status, message}) => [status, message]), chosen.map(() => ['done', undefined]));
	const gone = new Set(chosen.map(({id}) => id));
	assert.deepEqual(await everything(), before.filter(id => !gone.has(id)));
	await ask('DELETE', '/containers/attached');
	await ask('DELETE', '/volumes/kept');
});

test('what changed since it was listed is left alone', {skip}, async () => {
	await create('restarted', {command: ['sleep', '1000']});
	await ended('again');
	await ended('vanished');
	await createVolume('mounted');
	await createNetwork('joined');
	await commit('started');
	await commit('renamed');
	const cleanUp = await look();
	const chosen = cleanUp.candidates.filter(({name}) => /restarted|again|vanished|mounted|joined|started|renamed/v.test(name));
	assert.equal(chosen.length, 7);
	await start('restarted');
	await start('again');
	await ask('POST', '/containers/again/wait');
	await ask('DELETE', '/containers/vanished');
	await create('user', {image: 'started:1', network: 'joined', binds: ['mounted:/data']});
	await ask('POST', '/images/renamed:1/tag?repo=renamed&tag=2');
	const before = await everything();
	const run = await remove(cleanUp, chosen.map(({id}) => id));
	assert.deepEqual(Object.fromEntries(run.steps.map(({candidate, status}) => [candidate.name.replace('docker.io/library/', ''), status])), {
		restarted: 'left', again: 'left', vanished: 'gone', mounted: 'left', joined: 'left', 'started:1': 'left', 'renamed:1': 'left',
	}, JSON.stringify(outcomes(run)));
	assert.deepEqual(await everything(), before);
	await ask('DELETE', '/containers/user');
	await ask('DELETE', '/containers/again');
	await ask('DELETE', '/containers/restarted?force=1');
	await remove(await look(), (await look()).candidates.filter(({name}) => !name.includes('busybox')).map(({id}) => id));
});

test('what becomes used between the last look and the removal is left, by Podman\'s own refusal', {skip}, async () => {
	await create('sleeper', {command: ['sleep', '1000']});
	await createVolume('late');
	await createNetwork('late-network');
	await commit('late-image');
	const cleanUp = await look();
	const chosen = cleanUp.candidates.filter(({name}) => /^sleeper$|late/v.test(name));
	assert.equal(chosen.length, 4);
	const before = await everything();
	const late: Engine = {
		...engine,
		containers: {...engine.containers, async remove(...words) {
			await start('sleeper');
			await engine.containers.remove(...words);
		}},
		images: {...engine.images, async remove(...words) {
			await create('image-user', {image: 'late-image:1'});
			return engine.images.remove(...words);
		}},
		networks: {...engine.networks, async remove(...words) {
			await create('network-user', {network: 'late-network'});
			await engine.networks.remove(...words);
		}},
		volumes: {...engine.volumes, async remove(...words) {
			await create('volume-user', {binds: ['late:/data']});
			await engine.volumes.remove(...words);
		}},
	};
	const run = await remove(cleanUp, chosen.map(({id}) => id), late);
	assert.deepEqual(run.steps.map(({status}) => status), ['left', 'left', 'left', 'left'], JSON.stringify(outcomes(run)));
	assert.ok(run.steps.every(({message}) => (message ?? '').length > 5));
	const after = await everything();
	assert.ok(before.every(id => after.includes(id)));
});

test('nothing was ever asked to be pruned', {skip}, () => {
	assert.ok(proxy.count(/^DELETE /v) >= 7, 'removals are seen');
	assert.equal(proxy.count(/\/prune(?:\?|$)/v), 0);
});
