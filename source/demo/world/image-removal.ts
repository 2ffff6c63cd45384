import {
	matchesLabels,
	readMoment,
	readSwitch,
	requireKnownFilters,
	type Filters,
} from '../filters.ts';
import {conflict, type Refusal} from '../refusal.ts';
import {countChains, isIntermediate} from '../describe-image.ts';
import {
	familiarName,
	findImage,
	isIdOf,
	repositoryOf,
} from './find.ts';
import {chainIds} from './layers.ts';
import {tellImage, tellPrune} from './tell.ts';
import type {Container, Image} from './types.ts';
import {isAlive, type World} from './world.ts';

/** What a removal did, in its order. */
export type RemovalRecord = {readonly Untagged: string} | {readonly Deleted: string};

type Conflict = {readonly refusal: Refusal; readonly used: boolean};

const shortId = (id: string) => id.replace(/^sha256:/v, '').slice(0, 12);
const current = (world: World, image: Image) => world.images.get(image.id) ?? image;
const references = (image: Image) => [...image.tags, ...image.digests];
const isRunning = (container: Container) => isAlive(container) || container.state.status === 'restarting';

function user(world: World, image: Image, fits: (container: Container) => boolean): Container | undefined {
	for (const container of world.containers.values()) {
		if (container.imageId === image.id && fits(container)) {
			return container;
		}
	}

	return undefined;
}

/** Whether all names of an image are one: a single tag at most, and digests of the same repository (moby daemon/images/image_delete.go isSingleReference). */
function isSingleReference({tags, digests}: Image): boolean {
	const [repository] = tags.map(tag => repositoryOf(tag));
	return tags.length + digests.length <= 1
		|| (tags.length === 1 && digests.every(digest => repositoryOf(digest) === repository));
}

const refuse = (image: Image, hard: boolean, why: string, used = false): Conflict => ({
	refusal: conflict(`conflict: unable to delete ${shortId(image.id)} (${hard ? 'cannot' : 'must'} be forced) - ${why}`), used,
});

/** What stands against deleting an image, the hardest first. References are asked about only when they matter. */
function findConflict(world: World, image: Image, soft: boolean, named: boolean): Conflict | undefined {
	if (world.images.values().some(other => other.parentId === image.id)) {
		return refuse(image, true, 'image has dependent child images');
	}

	const running = user(world, image, isRunning);
	if (running) {
		return refuse(image, true, `image is being used by running container ${shortId(running.id)}`, true);
	}

	if (soft && named && references(image).length > 0) {
		return refuse(image, false, 'image is referenced in multiple repositories');
	}

	const stopped = soft ? user(world, image, container => !isRunning(container)) : undefined;
	return stopped && refuse(image, false, `image is being used by stopped container ${shortId(stopped.id)}`, true);
}

function untag(world: World, image: Image, names: readonly string[]): readonly RemovalRecord[] {
	const now = current(world, image);
	world.images.set(image.id, {...now, tags: now.tags.filter(tag => !names.includes(tag)), digests: now.digests.filter(digest => !names.includes(digest))});
	for (const name of names) {
		// Digests go with the last tag of their repository, and nothing is said of them.
		if (!name.includes('@') || names.length === 1) {
			tellImage(world, 'untag', image.id, image.id);
		}
	}

	return names.map(name => ({Untagged: name}));
}

/** The chains of layers that only this image stands on: what is freed with it, top first. */
function ownChains(world: World, image: Image): ReadonlyArray<{readonly chainId: string; readonly size: number}> {
	const chains = countChains(world.images.values());
	return chainIds(image).filter(({chainId}) => chains.get(chainId)?.count === 1).toReversed();
}

function deleteImage(world: World, image: Image, options: {readonly force: boolean; readonly prune: boolean; readonly quiet: boolean}): readonly RemovalRecord[] {
	const found = findConflict(world, current(world, image), !options.force, true);
	if (found) {
		if (options.quiet && (references(current(world, image)).length > 0 || found.used || isIntermediate(world, image))) {
			return [];
		}

		throw found.refusal;
	}

	const untagged = untag(world, image, references(current(world, image)));
	const layers = ownChains(world, image);
	world.images.delete(image.id);
	tellImage(world, 'delete', image.id, image.id);
	const parent = options.prune ? world.images.get(image.parentId) : undefined;
	return [
		...untagged,
		{Deleted: image.id},
		...layers.map(({chainId}) => ({Deleted: chainId})),
		...(parent && references(parent).length === 0 ? deleteImage(world, parent, {force: false, prune: true, quiet: true}) : []),
	];
}

function removeByName(world: World, image: Image, reference: string, options: {readonly force: boolean; readonly prune: boolean}): readonly RemovalRecord[] {
	if (!options.force && isSingleReference(image)) {
		const using = user(world, image, () => true);
		if (using) {
			throw conflict(`conflict: unable to remove repository reference "${reference}" (must force) - container ${shortId(using.id)} is using its referenced image ${shortId(image.id)}`);
		}
	}

	const name = familiarName(reference);
	const repository = repositoryOf(name);
	const isLastOfRepository = !name.includes('@') && image.tags.every(tag => tag === name || repositoryOf(tag) !== repository);
	const digests = isLastOfRepository ? image.digests.filter(digest => repositoryOf(digest) === repository) : [];
	const untagged = untag(world, image, [name, ...digests]);
	return references(current(world, image)).length > 0
		? untagged
		: [...untagged, ...deleteImage(world, image, {...options, quiet: true})];
}

/**
Removes an image as the engine does: by name it untags, and deletes with the last name; by id it deletes, unless several repositories know it (moby daemon/images/image_delete.go, whose order of checks this follows).

@throws 404 when there is none; 409 when something stands against it.
*/
export function removeImage(world: World, reference: string, options: {readonly force: boolean; readonly prune: boolean}): readonly RemovalRecord[] {
	const image = findImage(world, reference);
	if (!isIdOf(image, reference)) {
		return removeByName(world, image, reference, options);
	}

	if (!isSingleReference(image)) {
		return deleteImage(world, image, {...options, quiet: false});
	}

	const found = findConflict(world, image, !options.force, false);
	if (found) {
		throw found.refusal;
	}

	return [...untag(world, image, references(image)), ...deleteImage(world, image, {...options, quiet: false})];
}

const layerBytes = (world: World) => countChains(world.images.values()).values().reduce((sum, {size}) => sum + size, 0);

/**
Removes images nobody uses: the untagged ones, or with `dangling=false` all.

@throws 400 for filters the engine does not know.
*/
export function pruneImages(world: World, filters: Filters): object {
	requireKnownFilters(filters, ['dangling', 'label', 'label!', 'until']);
	const isDanglingOnly = readSwitch(filters, 'dangling') ?? true;
	const [until] = filters.get('until') ?? [];
	const latest = until === undefined ? Infinity : readMoment(until, world.now());
	const unwanted = filters.get('label!');
	const before = layerBytes(world);
	const records: RemovalRecord[] = [];
	for (const image of world.images.values()) {
		const isDoomed = image.created < latest
			&& (!isDanglingOnly || image.tags.length === 0)
			&& !isIntermediate(world, image)
			&& user(world, image, () => true) === undefined
			&& matchesLabels(image.labels, filters.get('label'))
			&& !(unwanted && matchesLabels(image.labels, unwanted));
		if (isDoomed) {
			records.push(...deleteImage(world, image, {force: true, prune: true, quiet: true}));
		}
	}

	const reclaimed = before - layerBytes(world);
	tellPrune(world, 'image', reclaimed);
	return {ImagesDeleted: records.length > 0 ? records : null, SpaceReclaimed: reclaimed};
}
