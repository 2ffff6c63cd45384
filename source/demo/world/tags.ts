import {tellImage} from './tell.ts';
import type {Image} from './types.ts';
import type {World} from './world.ts';

/**
Gives a name to an image; who had it before loses it.
*/
export function giveTag(world: World, image: Image, name: string): void {
	for (const other of world.images.values()) {
		if (other.tags.includes(name) && other.id !== image.id) {
			world.images.set(other.id, {...other, tags: other.tags.filter(tag => tag !== name)});
		}
	}

	if (!image.tags.includes(name)) {
		world.images.set(image.id, {...image, tags: [...image.tags, name]});
	}

	tellImage(world, 'tag', image.id, name);
}
