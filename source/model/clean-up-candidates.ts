import {keepLabel, hasLabel, type Candidate, type CleanUpWorld} from './clean-up.ts';
import {closedUnder} from './clean-up-closed.ts';
import {freedTogether, indexLayers, type LayerIndex} from './clean-up-layers.ts';
import {isUp, stateWords} from './container-state.ts';
import type {Container} from './container.ts';
import type {BuildCacheEntry} from './disk.ts';
import {imageName, shortId} from './image-name.ts';
import type {Image} from './image.ts';
import {imageUsers} from './image-users.ts';
import type {Network} from './network.ts';
import type {Volume} from './volume.ts';

/** Everything that can be removed, and the layers that totals are counted with. */
export type CleanUp = {
	readonly candidates: readonly Candidate[];
	readonly byId: ReadonlyMap<string, Candidate>;
	readonly layers: LayerIndex;
};

const unused = 'no container uses it';
const namesTold = 3;

function namesOf(containers: readonly Container[]): string {
	const names = containers.map(({name}) => name).toSorted();
	return names.slice(0, namesTold).join(', ') + (names.length > namesTold ? ` and ${names.length - namesTold} more` : '');
}

/** What holds something: nothing at all, containers that can go, or one that cannot. */
type Holders = {readonly isFree: boolean; readonly why: string; readonly needs: readonly string[]};

function holdersOf(users: readonly Container[], removable: ReadonlySet<string>): Holders {
	return {
		isFree: users.every(({id}) => removable.has(id)),
		why: users.length === 0 ? unused : `only stopped ${namesOf(users)} ${users.length === 1 ? 'has' : 'have'} it`,
		needs: users.map(({id}) => `container:${id}`),
	};
}

/** Containers that do not run and are not on their way: one that was made a moment ago is about to be started. */
const graceOfCreated = 10_000;

function isRemovable(container: Container, {now}: CleanUpWorld): boolean {
	const {state, created} = container;
	return !isUp(container) && state !== 'removing' && state !== 'unknown' && !(state === 'created' && Math.abs(now - created) < graceOfCreated);
}

function containerCandidate(container: Container, {usage, facts}: CleanUpWorld): Candidate {
	const {id, name, state, created, labels, project} = container;
	const writable = usage?.containers.get(id)?.writableSize ?? -1;
	const times = facts?.times.get(id);
	return {
		id: `container:${id}`,
		kind: 'container',
		group: 'containers',
		objectId: id,
		name,
		why: state === 'created' ? 'never started' : stateWords(container),
		...(times?.finished !== undefined && state !== 'created' && {whyAt: times.finished}),
		since: created,
		size: writable,
		frees: writable,
		isAbout: false,
		labels,
		...(project !== undefined && {project}),
		needs: [],
		...(state !== 'created' && writable !== 0 && {loss: `what changed in the files of container ${name}`}),
		expected: {kind: 'container', state, isDated: times !== undefined, started: times?.started, finished: times?.finished},
	};
}

function imageCandidate(image: Image, {why: heldWords, needs}: Holders, children: readonly string[], {usage}: CleanUpWorld, layers: LayerIndex): Candidate {
	const {id, tags, digests, created, labels} = image;
	const measured = usage?.images.get(id);
	const isExact = layers.places.has(id);
	const shared = measured !== undefined && measured.sharedSize >= 0 ? measured.sharedSize : image.sharedSize;
	const project = labels['com.docker.compose.project'];
	const measuredBytes = measured?.size ?? -1;
	const bytes = measuredBytes >= 0 ? measuredBytes : image.size;
	const isDangling = tags.length === 0;
	const why = children.length === 0 ? unused : 'only unused images are built on it';
	return {
		id: `image:${id}`,
		kind: 'image',
		group: isDangling ? 'dangling' : 'images',
		objectId: id,
		name: imageName(image),
		why: needs.length > 0 ? heldWords : (isDangling ? 'dangling, made' : why),
		...(needs.length === 0 && isDangling && created > 0 && {whyAt: created}),
		since: created,
		size: bytes,
		frees: isExact ? freedTogether([id], layers) : (shared === undefined ? -1 : Math.max(0, bytes - shared)),
		// A layer that the build cache has too stays there, and no engine tells which that is.
		isAbout: !isExact || !layers.isWhole || (usage?.cache ?? []).some(entry => entry.shared),
		labels,
		...(project !== undefined && {project}),
		needs: [...needs, ...children.map(child => `image:${child}`)],
		...(digests.length === 0 && {loss: `image ${imageName(image)}: no registry is known to have it`}),
		expected: {kind: 'image', tags},
	};
}

function volumeCandidate(volume: Volume, {usage}: CleanUpWorld): Candidate {
	const {id, name, anonymous, created, labels, project} = volume;
	const bytes = usage?.volumes.get(id)?.size ?? -1;
	const shown = anonymous && /^[\da-f]{64}$/v.test(name) ? name.slice(0, 12) : name;
	return {
		id: `volume:${id}`,
		kind: 'volume',
		group: anonymous ? 'anonymous' : 'volumes',
		objectId: id,
		name: anonymous ? `${shown} (anonymous)` : shown,
		why: unused,
		since: created,
		size: bytes,
		frees: bytes,
		isAbout: false,
		labels,
		...(project !== undefined && {project}),
		needs: [],
		...(bytes !== 0 && {loss: `the data of ${anonymous ? 'anonymous volume' : 'volume'} ${shown}`}),
		expected: {kind: 'volume', created},
	};
}

function networkCandidate({id, name, created, labels}: Network, {why, needs}: Holders): Candidate {
	const project = labels['com.docker.compose.project'];
	return {
		id: `network:${id}`,
		kind: 'network',
		group: 'networks',
		objectId: id,
		name,
		why,
		since: created,
		size: 0,
		frees: 0,
		isAbout: false,
		labels,
		...(project !== undefined && {project}),
		needs,
		expected: {kind: 'network', name},
	};
}

function cacheCandidate({id, description, type, shared, size, created, lastUsed}: BuildCacheEntry, children: readonly string[]): Candidate {
	return {
		id: `cache:${id}`,
		kind: 'cache',
		group: 'cache',
		objectId: id,
		name: [description, type].find(text => text !== '') ?? shortId(id),
		why: shared ? 'not in use, an image has its layer; used' : 'not in use, used',
		whyAt: lastUsed ?? created,
		since: lastUsed ?? created,
		size,
		// What an image has too is the image's: it stays.
		frees: shared ? 0 : size,
		isAbout: false,
		labels: {},
		needs: children.map(child => `cache:${child}`),
		expected: {kind: 'cache'},
	};
}

/** What the engine makes for itself in a swarm is not listed as predefined. */
const ownNetworks: ReadonlySet<string> = new Set(['ingress', 'docker_gwbridge']);

function networkUsers({id, name}: Network, containers: readonly Container[]): readonly Container[] {
	return containers.filter(({attachments, networkMode}) => networkMode === name || networkMode === id || attachments.some(({networkId, networkName}) => networkId === id || networkName === name));
}

/** The images built on each: as the engine tells it; where a step between them is not listed, by their layers. */
function childrenOfImages(images: readonly Image[], layers: LayerIndex): (image: Image) => readonly string[] {
	const listed = new Set(images.map(({id}) => id));
	const byParent = Map.groupBy(images, ({parentId}) => parentId);
	const byTop = Map.groupBy(images, ({id}) => layers.places.get(id)?.at(-1));
	const found = new Map<string, string[]>(images.map(({id}) => [id, (byParent.get(id) ?? []).map(child => child.id)]));
	for (const {id, parentId} of images) {
		if (parentId === '' || listed.has(parentId)) {
			continue;
		}

		// A layer's place says what it lies on: an image whose uppermost layer it is lies below.
		for (const place of layers.places.get(id)?.slice(0, -1) ?? []) {
			for (const base of byTop.get(place) ?? []) {
				found.get(base.id)!.push(id);
			}
		}
	}

	return ({id}) => found.get(id) ?? [];
}

function imageCandidates(world: CleanUpWorld, removable: ReadonlySet<string>, layers: LayerIndex, isKept: (labels: Readonly<Record<string, string>>) => boolean): readonly Candidate[] {
	const {images, containers} = world;
	const users = imageUsers(images, containers);
	const holders = new Map(images.map(({id}) => [id, holdersOf(users.get(id) ?? [], removable)]));
	const childrenOf = childrenOfImages(images, layers);
	const free = images.filter(({id, labels}) => holders.get(id)!.isFree && !isKept(labels));
	return closedUnder(free, ({id}) => id, childrenOf).map(image => imageCandidate(image, holders.get(image.id)!, childrenOf(image), world, layers));
}

function cacheCandidates({usage}: CleanUpWorld): readonly Candidate[] {
	const cache = usage?.cache ?? [];
	const children = new Map<string, string[]>();
	for (const {id, parents} of cache) {
		for (const parent of parents) {
			const known = children.get(parent) ?? [];
			known.push(id);
			children.set(parent, known);
		}
	}

	const childrenOf = ({id}: BuildCacheEntry) => children.get(id) ?? [];
	return closedUnder(cache.filter(({inUse}) => !inUse), ({id}) => id, childrenOf).map(entry => cacheCandidate(entry, childrenOf(entry)));
}

/**
Everything of an engine that can be removed. Whether something is used is judged by the one list of containers, stopped ones too;
without it nothing but build cache is known to be unused. Images and networks that only stopped containers have can go after those;
volumes hold data and must have no container at all.
*/
export function findCleanUp(world: CleanUpWorld): CleanUp {
	const {containers, images, volumes, networks, facts, keep = [], knowsContainers} = world;
	const layers = indexLayers(images.map(({id}) => id), facts?.layers ?? new Map());
	const isKept = (labels: Readonly<Record<string, string>>) => [keepLabel, ...keep].some(label => hasLabel(labels, label));
	const going = knowsContainers ? containers.filter(container => isRemovable(container, world) && !isKept(container.labels)) : [];
	const removable = new Set(going.map(({id}) => id));
	const mounted = new Set(containers.flatMap(({mounts}) => mounts.filter(({type}) => type === 'volume').map(({source}) => source)));
	const candidates = [
		...going.map(container => containerCandidate(container, world)),
		...knowsContainers ? imageCandidates(world, removable, layers, isKept) : [],
		...knowsContainers ? networks.filter(({name, predefined, labels}) => !predefined && !ownNetworks.has(name) && !isKept(labels)).flatMap(network => {
			const holders = holdersOf(networkUsers(network, containers), removable);
			return holders.isFree ? [networkCandidate(network, holders)] : [];
		}) : [],
		...knowsContainers ? volumes.filter(({id, labels}) => !mounted.has(id) && !isKept(labels)).map(volume => volumeCandidate(volume, world)) : [],
		...cacheCandidates(world),
	];
	return {candidates, byId: new Map(candidates.map(candidate => [candidate.id, candidate])), layers};
}
