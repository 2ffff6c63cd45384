import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {findCleanUp} from '../../source/model/clean-up-candidates.ts';
import {choose, planCleanUp, totalOf, withOffers, type Plan} from '../../source/model/clean-up-plan.ts';
import {candidateKinds, cleanUpKinds, safeKinds, type Candidate, type CleanUpWorld} from '../../source/model/clean-up.ts';
import {runs} from '../support/properties.ts';
import {anyWorld, cacheEntry, container, day, image, network, now, volume, worldOf} from './clean-up-samples.ts';

const anyMarks = fc.tuple(anyWorld, fc.array(fc.nat(40), {maxLength: 30}), fc.boolean()).map(([world, places, isWithOffers]) => {
	const cleanUp = findCleanUp(world);
	const marks = places.flatMap(place => cleanUp.candidates[place]?.id ?? []);
	const plan = planCleanUp(cleanUp, marks);
	return {world, cleanUp, marks, plan: isWithOffers ? withOffers(cleanUp, plan) : plan};
});

const idle = new Set(['created', 'exited', 'dead']);
const idsOf = (candidates: readonly Candidate[], kind: Candidate['kind']): ReadonlySet<string> => new Set(candidates.filter(candidate => candidate.kind === kind).map(({objectId}) => objectId));

/** Judged without the planner's own means: after this plan, does anything lack what it uses? */
function checkNothingUsedGoes({containers, usage}: CleanUpWorld, {going}: Plan): void {
	const gone = idsOf(going, 'container');
	const left = containers.filter(({id}) => !gone.has(id));
	for (const {id, state, labels} of containers) {
		assert.ok(!gone.has(id) || (idle.has(state) && !('shipshape.keep' in labels)), `${id} is ${state}`);
	}

	const images = idsOf(going, 'image');
	const volumes = idsOf(going, 'volume');
	const networks = idsOf(going, 'network');
	const cache = idsOf(going, 'cache');
	for (const {imageId, mounts, attachments} of left) {
		assert.ok(!images.has(imageId));
		assert.ok(mounts.every(({source}) => !volumes.has(source)));
		assert.ok(attachments.every(({networkName}) => !networks.has(networkName)));
	}

	for (const {id, parents, inUse} of usage?.cache ?? []) {
		assert.ok(!(inUse && cache.has(id)));
		assert.ok(cache.has(id) || parents.every(parent => !cache.has(parent)), 'an entry lost what it stands on');
	}
}

test('no used object is ever in a plan, whatever is marked', () => {
	fc.assert(fc.property(anyMarks, ({world, plan}) => {
		checkNothingUsedGoes(world, plan);
		const gone = idsOf(plan.going, 'image');
		for (const {id, parentId} of world.images) {
			assert.ok(!gone.has(parentId) || gone.has(id), 'an image lost its parent');
		}

		const mounted = new Set(world.containers.flatMap(({mounts}) => mounts.map(({source}) => source)));
		assert.ok(plan.going.every(({kind, objectId}) => kind !== 'volume' || !mounted.has(objectId)), 'a volume goes only when no container has it, not even one that goes');
		assert.ok(world.networks.every(({id, predefined}) => !predefined || !idsOf(plan.going, 'network').has(id)));
	}), {numRuns: runs(3000)});
});

test('the order is always valid: what is needed goes in an earlier wave, and the kinds come in their order', () => {
	fc.assert(fc.property(anyMarks, ({plan}) => {
		const waveOf = new Map(plan.waves.flatMap((wave, index) => wave.map(({id}) => [id, index] as const)));
		assert.equal(waveOf.size, plan.going.length);
		for (const {id, needs} of plan.going) {
			for (const need of needs) {
				assert.ok((waveOf.get(need) ?? Infinity) < waveOf.get(id)!, `${need} before ${id}`);
			}
		}

		const kinds = plan.waves.map(wave => candidateKinds.indexOf(wave[0]!.kind));
		assert.deepEqual(kinds, kinds.toSorted((first, second) => first - second));
		assert.ok(plan.waves.every(wave => new Set(wave.map(({kind}) => kind)).size === 1));
	}), {numRuns: runs(3000)});
});

test('a plan holds what was marked and nothing else; what cannot go is told with what holds it, and goes once that goes', () => {
	fc.assert(fc.property(anyMarks.filter(({plan}) => plan.held.length > 0), ({cleanUp, marks}) => {
		const plan = planCleanUp(cleanUp, marks);
		const ids = [...plan.going, ...plan.held.map(({candidate}) => candidate)].map(({id}) => id);
		assert.deepEqual(new Set(ids), new Set(marks));
		for (const {candidate, by} of plan.held) {
			assert.ok(by.length > 0 && by.every(({id}) => id !== candidate.id));
		}

		const all = withOffers(cleanUp, plan);
		assert.deepEqual(all.held, []);
		assert.deepEqual(new Set(all.going.map(({id}) => id)), new Set([...marks, ...plan.offers.map(({id}) => id)]));
	}), {numRuns: runs(500)});
});

/** Bytes of all layers that are on the disk, counted the slow way: each chain of digests once. */
function onDisk(images: readonly string[], {facts}: CleanUpWorld): number {
	const chains = new Map<string, number>();
	for (const id of images) {
		const stack = facts!.layers.get(id) ?? [];
		for (const [index, {size}] of stack.entries()) {
			chains.set(stack.slice(0, index + 1).map(({digest}) => digest).join('/'), size);
		}
	}

	return chains.values().reduce((sum, size) => sum + size, 0);
}

test('totals: images together free exactly what leaves the disk, never a shared layer twice, never one that stays', () => {
	fc.assert(fc.property(anyMarks, ({world, cleanUp, plan}) => {
		const images = plan.going.filter(({kind, objectId}) => kind === 'image' && world.facts!.layers.has(objectId));
		const gone = idsOf(images, 'image');
		const before = onDisk(world.images.map(({id}) => id), world);
		const after = onDisk(world.images.map(({id}) => id).filter(id => !gone.has(id)), world);
		assert.equal(totalOf(images, cleanUp).bytes, before - after);
		for (const single of images) {
			const others = world.images.map(({id}) => id).filter(id => id !== single.objectId);
			assert.equal(single.frees, before - onDisk(others, world), 'alone');
		}

		const rest = plan.going.filter(({kind}) => kind !== 'image');
		const total = totalOf([...images, ...rest], cleanUp);
		assert.equal(total.bytes, before - after + rest.reduce((sum, {frees}) => sum + Math.max(0, frees), 0));
		assert.equal(total.count, images.length + rest.length);
	}), {numRuns: runs(3000)});
});

const chosen = (world: CleanUpWorld, rules: Parameters<typeof choose>[1]): readonly string[] => [...choose(findCleanUp(world), rules, now)].map(id => id.replace(/^\w+:/v, '')).toSorted();

test('rules choose only what can go, and everything safe has no named volume and no named image', () => {
	fc.assert(fc.property(anyWorld, fc.subarray([...cleanUpKinds]), (world, kinds) => {
		const cleanUp = findCleanUp(world);
		const ids = choose(cleanUp, {kinds}, now);
		const plan = planCleanUp(cleanUp, ids);
		assert.equal(plan.going.length, ids.size);
		checkNothingUsedGoes(world, plan);
		const safe = planCleanUp(cleanUp, choose(cleanUp, {kinds: safeKinds}, now)).going;
		assert.ok(safe.every(({group}) => group !== 'volumes' && group !== 'images'));
	}));
});

test('each kind takes its own, all unused images and volumes the nameless ones too', () => {
	const world = worldOf({
		containers: [container('ended', {imageId: 'held', mounts: [{type: 'volume', source: 'kept', destination: '/', readOnly: false}, {type: 'volume', source: 'scratch', destination: '/s', readOnly: false}], attachments: [{networkId: 'net-held', networkName: 'net-held', aliases: []}]}), container('up', {state: 'running', imageId: 'used'})],
		images: [image('used'), image('held'), image('free'), image('nameless', {tags: []})],
		volumes: [volume('kept'), volume('data'), volume('scratch', {anonymous: true}), volume('anonymous', {anonymous: true})],
		networks: [network('bridge', {predefined: true}), network('net'), network('net-held'), network('ingress', {scope: 'swarm'})],
		cache: [cacheEntry('base'), cacheEntry('step', {parents: ['base'], inUse: true}), cacheEntry('free-step')],
	});
	assert.deepEqual(cleanUpKinds.map(kind => [kind, chosen(world, {kinds: [kind]})]), [
		['containers', ['ended']],
		['dangling', ['nameless']],
		['images', ['free', 'nameless']],
		['anonymous', ['anonymous']],
		['volumes', ['anonymous', 'data']],
		['networks', ['net']],
		['cache', ['free-step']],
	]);
	// As `docker system prune`, which lets the containers go first.
	assert.deepEqual(chosen(world, {kinds: ['containers', 'images', 'anonymous', 'networks']}), ['anonymous', 'ended', 'free', 'held', 'nameless', 'net', 'net-held']);
});

test('age and labels: older than, all wanted, none unwanted, and what is kept is not even listed', () => {
	const labels = {env: 'test', owner: 'me'};
	const world = worldOf({
		containers: [container('old', {labels, created: now - (8 * day)}), container('young', {labels, created: now - day}), container('kept', {labels: {'shipshape.keep': 'yes'}}), container('mine', {labels: {gold: '1'}})],
		volumes: [volume('ageless', {created: 0, labels: {env: 'test'}})],
		keep: ['gold'],
	});
	assert.deepEqual(findCleanUp(world).candidates.map(({objectId}) => objectId), ['old', 'young', 'ageless']);
	const kinds = ['containers', 'volumes'] as const;
	assert.deepEqual(chosen(world, {kinds, olderThan: 2 * day}), ['old']);
	assert.deepEqual(chosen(world, {kinds, labels: ['env=test']}), ['ageless', 'old', 'young']);
	assert.deepEqual(chosen(world, {kinds, labels: ['env', 'owner=me']}), ['old', 'young']);
	assert.deepEqual(chosen(world, {kinds, labels: ['env=tes']}), []);
	assert.deepEqual(chosen(world, {kinds, without: ['owner']}), ['ageless']);
});

test('without the list of containers only build cache is known to be unused', () => {
	const {candidates} = findCleanUp(worldOf({knowsContainers: false, images: [image('a')], volumes: [volume('v')], networks: [network('n')], cache: [cacheEntry('c')]}));
	assert.deepEqual(candidates.map(({id}) => id), ['cache:c']);
});

test('a container that was made this moment is about to be started: it is left alone', () => {
	const world = worldOf({containers: [container('fresh', {state: 'created', created: now - 3000}), container('never', {state: 'created'})], images: [image('a')]});
	assert.deepEqual(chosen(world, {kinds: ['containers']}), ['never']);
});

test('an image built on steps that no list tells is known by its layers', () => {
	const layer = (digest: string) => ({digest, size: 10});
	const layers = new Map([['base', [layer('a')]], ['app', [layer('a'), layer('b')]], ['pulled', [layer('a'), layer('c')]]]);
	const images = [image('base'), image('app', {parentId: 'unlisted'}), image('pulled')];
	const cleanUp = findCleanUp(worldOf({images, facts: {layers, times: new Map()}}));
	assert.deepEqual(cleanUp.byId.get('image:base')?.needs, ['image:app']);
	const held = planCleanUp(cleanUp, ['image:base']);
	assert.deepEqual([held.going.length, held.held[0]?.by.map(({name}) => name), held.offers.map(({name}) => name)], [0, ['app:latest'], ['app:latest']]);
	const used = findCleanUp(worldOf({images, containers: [container('web', {state: 'running', imageId: 'app'})], facts: {layers, times: new Map()}}));
	assert.deepEqual(used.candidates.map(({name}) => name), ['pulled:latest']);
});

test('where layers are not known the engine\'s own shares stand in, as an estimate', () => {
	const cleanUp = findCleanUp(worldOf({images: [image('a', {size: 100}), image('b', {size: 80})], imageSizes: {a: {size: 100, sharedSize: 60}, b: {size: 80, sharedSize: -1}}}));
	assert.deepEqual(cleanUp.candidates.map(({frees, isAbout}) => [frees, isAbout]), [[40, true], [-1, true]]);
	assert.deepEqual(totalOf(cleanUp.candidates, cleanUp), {count: 2, bytes: 40, isAbout: true, unknown: 1});
});

test('what is lost for good is told: changes of a container, data of a volume, an image that only was here', () => {
	const {candidates} = findCleanUp(worldOf({
		containers: [container('ended'), container('clean'), container('new', {state: 'created'})],
		images: [image('built'), image('pulled', {digests: ['pulled@sha256:1']})],
		volumes: [volume('data'), volume('empty')],
		writable: {ended: 10, clean: 0, new: 5},
		volumeSizes: {empty: 0},
	}));
	assert.deepEqual(candidates.flatMap(({loss}) => loss ?? []), ['what changed in the files of container ended', 'image built:latest: no registry is known to have it', 'the data of volume data']);
});
