import type {Container} from '../../model/container.ts';
import type {Image} from '../../model/image.ts';
import {familiarReference, parseReference, sameReference} from '../../model/reference.ts';
import type {Live} from '../../store/live.ts';
import {compareNames} from '../order.ts';
import {rowsFrom} from '../rows-from.ts';
import {sortUsers} from '../used-by.ts';

export type ImageState = 'in use' | 'unused' | 'dangling';

/** An image and who uses it. `dangling` is told apart from `state` because a container may use an image that lost its name. */
export type ImageRow = Image & {
	/** The first name; for a dangling image what is known of it, else its short id. */
	readonly name: string;
	/** Every tag in its familiar form, in alphabetical order. */
	readonly names: readonly string[];
	readonly state: ImageState;
	readonly dangling: boolean;
	readonly usedBy: readonly Container[];
	/** Bytes no other image has; known once the disk usage was measured. */
	readonly uniqueSize?: number;
};

/** An id as people quote it: 12 digits, without its algorithm. */
export function shortId(id: string): string {
	return id.replace(/^sha256:/v, '').slice(0, 12);
}

/** All images with their containers, from the one list of containers. */
export const imageRows = rowsFrom<ImageRow>(
	({images, containers, disk}) => [images.items, containers.items, disk.usage],
	({images, containers, disk}) => {
		const users = usersOf(images.items, containers.items);
		return images.items.map(image => toRow(image, users.get(image.id) ?? [], disk.usage?.images.get(image.id)?.sharedSize));
	},
);

/** Images that were built on this one, as far as the engine tells parents (the classic builder's only). */
export function childrenOf(image: Pick<Image, 'id'>, live: Live): readonly ImageRow[] {
	return imageRows(live).filter(({parentId}) => parentId === image.id);
}

function toRow(image: Image, usedBy: readonly Container[], measured: number | undefined): ImageRow {
	const names = image.tags.map(tag => familiarReference(tag)).toSorted(compareNames);
	const isDangling = names.length === 0;
	const sharedSize = measured !== undefined && measured >= 0 ? measured : image.sharedSize;
	return {
		...image,
		name: names[0] ?? nameless(image),
		names,
		dangling: isDangling,
		state: usedBy.length > 0 ? 'in use' : (isDangling ? 'dangling' : 'unused'),
		usedBy: sortUsers(usedBy),
		...(sharedSize !== undefined && {sharedSize, uniqueSize: Math.max(0, image.size - sharedSize)}),
	};
}

/** An image whose tag went to another one still has its repository in the digest. */
function nameless({id, digests}: Image): string {
	const known = digests.map(digest => parseReference(digest)).find(Boolean);
	return known ? `${known.registry === undefined ? '' : `${known.registry}/`}${known.repository}@${shortId(known.digest ?? id)}` : shortId(id);
}

/** By the image's id; by its name only where an engine's two lists do not speak of the same id. */
function usersOf(images: readonly Image[], containers: readonly Container[]): ReadonlyMap<string, readonly Container[]> {
	const known = new Set(images.map(({id}) => id));
	const strays = new Set(containers.filter(({imageId}) => !known.has(imageId)).map(({image}) => image));
	const idsOfNames = new Map([...strays].map(name => [name, images.find(({tags}) => tags.some(tag => sameReference(tag, name)))?.id]));
	return Map.groupBy(containers, ({image, imageId}) => known.has(imageId) ? imageId : idsOfNames.get(image) ?? '');
}
