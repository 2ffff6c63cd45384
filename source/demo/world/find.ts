import {Refusal, badRequest, notFound} from '../refusal.ts';
import type {
	Container,
	Image,
	Network,
	Volume,
} from './types.ts';
import type {World} from './world.ts';

const isPrefix = (text: string) => /^[\da-f]+$/v.test(text);

/**
A container by id, name (with or without slash) or beginning of the id, in this order (moby daemon/container.go GetContainer).

@throws 404 when there is none, 400 when several ids begin so.
*/
export function findContainer(world: World, reference: string): Container {
	const name = reference.startsWith('/') ? reference.slice(1) : reference;
	const exact = world.containers.get(reference) ?? world.containers.get(world.names.get(name) ?? '');
	if (exact) {
		return exact;
	}

	const found = isPrefix(reference) ? [...world.containers.values()].filter(container => container.id.startsWith(reference)) : [];
	if (found.length > 1) {
		throw badRequest(`multiple IDs found with provided prefix: ${reference}`);
	}

	if (!found[0]) {
		throw notFound(`No such container: ${name}`);
	}

	return found[0];
}

/** A familiar reference in full: with its tag, without Docker Hub's own names. */
export function familiarName(reference: string): string {
	const short = reference.replace(/^(?:index\.)?docker\.io\//v, '').replace(/^library\//v, '');
	const last = short.slice(short.lastIndexOf('/') + 1);
	return short.includes('@') || last.includes(':') ? short : `${short}:latest`;
}

/** The repository of a familiar reference: without tag and digest. */
export function repositoryOf(reference: string): string {
	const [name = ''] = reference.split('@', 1);
	const colon = name.lastIndexOf(':');
	return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/** Whether a reference is (the beginning of) this image's id. */
export const isIdOf = (image: Image, reference: string): boolean => image.id.startsWith(reference) || image.id.startsWith(`sha256:${reference}`);

function findByName(world: World, reference: string): Image | undefined {
	const name = familiarName(reference);
	for (const image of world.images.values()) {
		if (image.tags.includes(name) || image.digests.includes(name)) {
			return image;
		}
	}

	return undefined;
}

/** An image by its whole id, a tag, a digest, or the beginning of its id; undefined when there is none. */
export function lookUpImage(world: World, reference: string): Image | undefined {
	const exact = world.images.get(reference) ?? world.images.get(`sha256:${reference}`) ?? findByName(world, reference);
	if (exact) {
		return exact;
	}

	const found = isPrefix(reference.replace(/^sha256:/v, '')) ? [...world.images.values()].filter(image => isIdOf(image, reference)) : [];
	if (found.length > 1) {
		throw notFound(`No such image: ${familiarName(reference)}`);
	}

	return found[0];
}

/**
An image as `lookUpImage` finds it.

@throws 404 when there is none.
*/
export function findImage(world: World, reference: string): Image {
	const image = lookUpImage(world, reference);
	if (!image) {
		throw notFound(`No such image: ${familiarName(reference)}`);
	}

	return image;
}

/**
A network by id, name or beginning of the id.

@throws 404 when there is none, 400 when several match.
*/
export function findNetwork(world: World, reference: string): Network {
	const all = [...world.networks.values()];
	const named = all.filter(network => network.name === reference);
	const exact = world.networks.get(reference) ?? (named.length === 1 ? named[0] : undefined);
	if (exact) {
		return exact;
	}

	const found = named.length > 1 ? named : all.filter(network => network.id.startsWith(reference));
	if (found.length > 1) {
		throw new Refusal(400, `network ${reference} is ambiguous (${found.length} matches found on name)`);
	}

	if (!found[0]) {
		throw notFound(`network ${reference} not found`);
	}

	return found[0];
}

/**
A volume by name.

@throws 404 when there is none.
*/
export function findVolume(world: World, name: string): Volume {
	const volume = world.volumes.get(name);
	if (!volume) {
		throw notFound(`get ${name}: no such volume`);
	}

	return volume;
}

/** The name a container's image is shown by: the name it was made from while that still means this image, else the id (moby daemon/list.go refreshImage). */
export function shownImage(world: World, container: Container, byName: ReadonlyMap<string, string>): string {
	const image = world.images.get(container.imageId);
	const name = container.image;
	return byName.get(familiarName(name)) === container.imageId || (image !== undefined && isIdOf(image, name)) ? name : container.imageId;
}

/** Image ids by every name there is: for many look-ups in a row. */
export function imageNames(world: World): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	for (const image of world.images.values()) {
		for (const name of [...image.tags, ...image.digests]) {
			names.set(name, image.id);
		}
	}

	return names;
}
