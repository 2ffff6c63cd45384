import assert from 'node:assert/strict';
import test, {after as afterAll, before as beforeAll} from 'node:test';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {findCleanUp, type CleanUp} from '../../source/model/clean-up-candidates.ts';
import {choose, planCleanUp, totalOf} from '../../source/model/clean-up-plan.ts';
import type {CleanUpRules} from '../../source/model/clean-up.ts';
import {readCleanUpFacts} from '../../source/store/clean-up-facts.ts';
import {bytesOnDisk, runCleanUp, type CleanUpRun} from '../../source/store/clean-up-run.ts';
import {skipReason} from '../support/availability.ts';
import {startDockerd, type Dockerd} from '../support/dockerd.ts';
import {busyboxImage, layeredImage} from '../support/images.ts';
import {unixEndpoint} from '../engine/fake-engine.ts';

const skip = skipReason();
let dockerd: Dockerd;
let engine: Engine;

beforeAll(async () => {
	if (skip) {
		return;
	}

	dockerd = await startDockerd();
	await busyboxImage(dockerd);
	await layeredImage(dockerd);
	engine = await connect(unixEndpoint(dockerd.socketPath));
});
afterAll(async () => {
	engine?.close();
	await dockerd?.stop();
});

const docker = async (...words: string[]): Promise<string> => dockerd.docker(words);
const lines = async (...words: string[]): Promise<readonly string[]> => {
	const text = await docker(...words);
	return text.split('\n').filter(line => line !== '').toSorted();
};

/** Runs a container that ends, having written so many bytes. */
const ended = async (name: string, bytes = 0, ...options: string[]): Promise<void> => {
	await docker('run', '--network', 'none', '--name', name, ...options, 'busybox', 'sh', '-c', `head -c ${bytes} /dev/zero > /own`);
};

/** An image of one more layer on top of another. */
const commit = async (base: string, name: string, bytes: number, ...options: string[]): Promise<void> => {
	await docker('run', '--network', 'none', '--name', 'making', base, 'sh', '-c', `head -c ${bytes} /dev/urandom > /made-of-${bytes}`);
	await docker('commit', ...options, 'making', ...name === '' ? [] : [name]);
	await docker('rm', 'making');
};

const look = async (): Promise<CleanUp> => {
	const [containers, images, networks, volumes, usage] = await Promise.all([engine.containers.list(), engine.images.list(), engine.networks.list(), engine.volumes.list(), engine.system.diskUsage()]);
	const facts = await readCleanUpFacts(engine, {containers, images}, AbortSignal.timeout(60_000));
	return findCleanUp({now: 0, knowsContainers: true, containers, images, networks, volumes, usage, facts});
};

const nameOf = (run: CleanUpRun, status: string): readonly string[] => run.steps.filter(step => step.status === status).map(({candidate}) => candidate.name).toSorted();

const remove = async (cleanUp: CleanUp, ids: Iterable<string>, onChange?: (run: CleanUpRun) => void): Promise<CleanUpRun> =>
	runCleanUp({plan: planCleanUp(cleanUp, ids), cleanUp, engine, signal: new AbortController().signal, ...onChange && {onChange}});

const named = (cleanUp: CleanUp, ...names: string[]): readonly string[] => cleanUp.candidates.filter(({name}) => names.includes(name)).map(({id}) => id);

test('what was listed is what went, and the bytes are what the engine\'s own figures lose', {skip}, async () => {
	await ended('first', 300_000);
	await ended('second', 70_000, '-v', 'kept:/data');
	await docker('volume', 'create', 'unused');
	await docker('run', '--rm', '--network', 'none', '-v', 'unused:/data', 'busybox', 'sh', '-c', 'head -c 123456 /dev/zero > /data/a');
	await docker('network', 'create', '--driver', 'null', 'nothing').catch(async () => docker('network', 'create', '--driver', 'bridge', 'nothing')).catch(() => undefined);
	await commit('busybox', 'app:1', 50_000);
	await commit('app:1', 'app:2', 20_000);
	await commit('app:1', 'app:3', 10_000);
	await docker('run', '-d', '--network', 'none', '--name', 'up', 'busybox', 'sleep', '1000');
	const cleanUp = await look();
	assert.ok(cleanUp.candidates.every(({name}) => !['up', 'kept', 'busybox:latest', 'none', 'host'].includes(name)), 'what is used is not listed');
	const byName = new Map(cleanUp.candidates.map(candidate => [candidate.name, candidate]));
	assert.deepEqual([byName.get('app:2')?.frees, byName.get('app:3')?.frees, byName.get('unused')?.frees], [20_000, 10_000, 123_456]);

	const ids = named(cleanUp, 'first', 'second', 'unused', 'app:1', 'app:2', 'app:3');
	const planned = planCleanUp(cleanUp, ids);
	assert.equal(planned.going.length, 6);
	assert.equal(totalOf(planned.going.filter(({kind}) => kind === 'image'), cleanUp).bytes, 80_000, 'the shared layer is counted once');
	const [before, containers, images] = [await engine.system.diskUsage(), await lines('ps', '-aq', '--no-trunc'), await lines('images', '-q', '--no-trunc')];
	const run = await remove(cleanUp, ids);
	const after = await engine.system.diskUsage();
	assert.deepEqual(run.steps.map(({status, message}) => [status, message]), Array.from({length: 6}, () => ['done', undefined]));
	assert.equal(run.measured, bytesOnDisk(before) - bytesOnDisk(after));
	assert.equal(run.measured, run.expected.bytes);
	const gone = new Set(planned.going.map(({objectId}) => objectId));
	assert.deepEqual(await lines('ps', '-aq', '--no-trunc'), containers.filter(id => !gone.has(id)));
	assert.deepEqual(await lines('images', '-q', '--no-trunc'), images.filter(id => !gone.has(id)));
	assert.deepEqual(await lines('volume', 'ls', '-q'), ['kept']);
	await docker('rm', '-f', 'up');
});

test('a plan over a changed world removes nothing that changed', {skip}, async () => {
	await ended('restarted');
	await ended('running');
	await ended('ended');
	await ended('vanished');
	await docker('volume', 'create', 'mounted');
	await docker('volume', 'create', 'anew');
	await commit('busybox', 'started:1', 1000);
	await commit('busybox', 'renamed:1', 2000);
	await commit('busybox', 'moved:1', 3000);
	await docker('tag', 'moved:1', 'moved:2');
	const cleanUp = await look();
	const ids = named(cleanUp, 'restarted', 'running', 'ended', 'vanished', 'mounted', 'anew', 'started:1', 'renamed:1', 'moved:1');
	assert.equal(ids.length, 9);
	await docker('start', '-a', 'restarted');
	await docker('rm', 'vanished', 'running');
	await docker('run', '-d', '--network', 'none', '--name', 'running', '-v', 'mounted:/data', 'started:1', 'sleep', '1000');
	await docker('tag', 'renamed:1', 'renamed:2');
	await docker('tag', 'busybox', 'moved:2');
	await docker('volume', 'rm', 'anew');
	// The engine tells seconds.
	await new Promise(resolve => {
		setTimeout(resolve, 1100);
	});
	await docker('volume', 'create', 'anew');
	const run = await remove(cleanUp, ids);
	assert.deepEqual(nameOf(run, 'done'), ['ended']);
	assert.deepEqual(nameOf(run, 'gone'), ['running', 'vanished']);
	assert.deepEqual(nameOf(run, 'left'), ['anew', 'mounted', 'moved:1', 'renamed:1', 'restarted', 'started:1']);
	assert.ok(run.steps.every(({status, message}) => status === 'done' || (message ?? '').length > 5));
	const left = await lines('images', '--format', '{{.Repository}}:{{.Tag}}');
	assert.ok(['started:1', 'renamed:1', 'renamed:2', 'moved:1', 'moved:2', 'busybox:latest'].every(name => left.includes(name)));
	assert.deepEqual((await lines('volume', 'ls', '-q')).filter(name => ['anew', 'mounted'].includes(name)), ['anew', 'mounted']);
	assert.deepEqual(await lines('ps', '-a', '--format', '{{.Names}}'), ['restarted', 'running']);
	await docker('rm', '-f', 'restarted', 'running');
	await docker('volume', 'rm', 'anew', 'mounted');
	await docker('rmi', 'started:1', 'renamed:1', 'renamed:2', 'moved:1', 'moved:2');
});

test('while another client uses what is on the list, what became used survives', {skip}, async () => {
	const count = 12;
	for (let number = 0; number < count; number++) {
		await docker('volume', 'create', `race-${number}`);
		await docker('create', '--network', 'none', '--name', `racer-${number}`, 'busybox', 'sleep', '1000');
	}

	await new Promise(resolve => {
		setTimeout(resolve, 10);
	});
	const cleanUp = await look();
	const ids = cleanUp.candidates.filter(({name}) => /^race/v.test(name)).map(({id}) => id);
	assert.equal(ids.length, 2 * count);
	const racing = (async () => {
		const used: string[] = [];
		for (let number = count - 1; number >= 0; number--) {
			try {
				await docker('run', '-d', '--network', 'none', '-v', `race-${number}:/data`, '--name', `user-${number}`, 'busybox', 'sleep', '1000');
				await docker('start', `racer-${number}`);
				used.push(`racer-${number}`);
			} catch {
				// It was faster than this client.
			}
		}

		return used;
	})();
	const run = await remove(cleanUp, ids);
	const used = await racing;
	const running = await lines('ps', '--format', '{{.Names}}');
	assert.ok(used.every(name => running.includes(name)), 'what was started runs');
	assert.ok(nameOf(run, 'done').every(name => !used.includes(name)));
	const volumes = new Set(await lines('volume', 'ls', '-q'));
	assert.ok(running.filter(name => name.startsWith('user-')).every(name => volumes.has(name.replace('user', 'race'))), 'whoever has a volume still has it');
	await docker('rm', '-f', ...await lines('ps', '-aq'));
	await docker('volume', 'prune', '-f');
});

test('an image goes with the containers that hold it, in an order that the engine takes', {skip}, async () => {
	await commit('busybox', 'base:1', 5000);
	await commit('base:1', 'top:1', 6000);
	await docker('create', '--network', 'none', '--name', 'holder', 'top:1');
	const cleanUp = await look();
	const ids = named(cleanUp, 'base:1', 'top:1');
	const held = planCleanUp(cleanUp, ids);
	assert.deepEqual([held.going.length, held.offers.map(({name}) => name)], [0, ['holder']]);
	const run = await remove(cleanUp, [...ids, ...held.offers.map(({id}) => id)]);
	assert.deepEqual(run.steps.map(({candidate, status}) => [candidate.name, status]), [['holder', 'done'], ['top:1', 'done'], ['base:1', 'done']]);
	assert.equal(run.measured, 11_000);
});

const chosenNames = async (rules: CleanUpRules): Promise<readonly string[]> => {
	const cleanUp = await look();
	const ids = choose(cleanUp, rules, Date.now());
	return cleanUp.candidates.filter(({id}) => ids.has(id)).map(({objectId}) => objectId.replace(/^sha256:/v, '')).toSorted();
};

/** What a prune of the docker CLI says it removed: ids of containers and images, names of volumes. */
const pruned = async (...words: string[]): Promise<readonly string[]> => {
	const said = await docker(...words);
	return said.split('\n').map(line => line.replace(/^(?:deleted: )?(?:sha256:)?/v, '')).filter(line => /^(?:[\da-f]{64}|pv-\w+)$/v.test(line)).toSorted();
};

test('filters choose what docker\'s prunes choose', {skip}, async () => {
	await ended('plain');
	await ended('tested', 0, '--label', 'env=test');
	await ended('tested-mine', 0, '--label', 'env=test', '--label', 'mine=1');
	await docker('run', '-d', '--network', 'none', '--name', 'busy', '--label', 'env=test', 'busybox', 'sleep', '1000');
	for (const words of [['--filter', 'label=env=test', '--filter', 'label=mine'], ['--filter', 'label!=env=test'], ['--filter', 'until=1h'], []]) {
		const rules: CleanUpRules = {
			kinds: ['containers'],
			labels: words.filter(word => word.startsWith('label=')).map(word => word.slice('label='.length)),
			without: words.filter(word => word.startsWith('label!=')).map(word => word.slice('label!='.length)),
			...words.some(word => word.startsWith('until')) && {olderThan: 3_600_000},
		};
		const ours = await chosenNames(rules);
		assert.deepEqual(ours, await pruned('container', 'prune', '-f', ...words), words.join(' '));
	}

	await docker('volume', 'create', '--label', 'env=test', 'pv-labelled');
	await docker('volume', 'create', 'pv-plain');
	assert.deepEqual(await chosenNames({kinds: ['volumes'], labels: ['env=test']}), await pruned('volume', 'prune', '-af', '--filter', 'label=env=test').catch(async () => pruned('volume', 'prune', '-f', '--filter', 'label=env=test')));

	await commit('busybox', '', 700);
	await commit('busybox', 'prunable:1', 800);
	const dangling = await chosenNames({kinds: ['dangling']});
	const prunedDangling = new Set(await pruned('image', 'prune', '-f'));
	assert.ok(dangling.length > 0 && dangling.every(id => prunedDangling.has(id)));
	const all = await chosenNames({kinds: ['images']});
	const prunedAll = new Set(await pruned('image', 'prune', '-af'));
	assert.ok(all.length > 0 && all.every(id => prunedAll.has(id)));
	assert.deepEqual(await chosenNames({kinds: ['images']}), []);
	await docker('rm', '-f', 'busy');
});
