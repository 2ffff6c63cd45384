import type {Container} from '../../model/container.ts';
import type {Image} from '../../model/image.ts';
import {imageName, imageNames} from '../../model/image-name.ts';
import {imageUsers} from '../../model/image-users.ts';
import type {Live} from '../../store/live.ts';
import {rowsFrom} from '../rows-from.ts';
import {sortUsers} from '../used-by.ts';

export type ImageState = 'in use' | 'unused' | 'dangling';

/** An image and who uses it. `dangling` is told apart from `state` because a container may use an image that lost its name. */
export type ImageRow = Image & {
	/** What it is called, even without a name. */
	readonly name: string;
	/** Every tag in its familiar form, the one it is called by first. */
	readonly names: readonly string[];
	readonly state: ImageState;
	readonly dangling: boolean;
	readonly usedBy: readonly Container[];
	/** Bytes no other image has; known once the disk usage was measured. */
	readonly uniqueSize?: number;
};

/** All images with their containers, from the one list of containers. */
export const imageRows = rowsFrom<ImageRow>(
	({images, containers, disk}) => [images.items, containers.items, disk.usage],
	({images, containers, disk}) => {
		const users = imageUsers(images.items, containers.items);
		return images.items.map(image => toRow(image, users.get(image.id) ?? [], disk.usage?.images.get(image.id)?.sharedSize));
	},
);

/** Images that were built on this one, as far as the engine tells parents (the classic builder's only). */
export function childrenOf(image: Pick<Image, 'id'>, live: Live): readonly ImageRow[] {
	return imageRows(live).filter(({parentId}) => parentId === image.id);
}

function toRow(image: Image, usedBy: readonly Container[], measured: number | undefined): ImageRow {
	const names = imageNames(image);
	const isDangling = names.length === 0;
	const sharedSize = measured !== undefined && measured >= 0 ? measured : image.sharedSize;
	return {
		...image,
		name: imageName(image),
		names,
		dangling: isDangling,
		state: usedBy.length > 0 ? 'in use' : (isDangling ? 'dangling' : 'unused'),
		usedBy: sortUsers(usedBy),
		...(sharedSize !== undefined && {sharedSize, uniqueSize: Math.max(0, image.size - sharedSize)}),
	};
}
