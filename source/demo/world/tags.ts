import {tellImage} from './tell.ts';
import type {Image} from './types.ts';
import type {World} from './world.ts';

/** Gives a name to an image; who had it before loses it. */
export function giveTag(world: World, image: Image, name: string): void {
	const former = world.images.values().find(other => other.tags.includes(name) && other.id !== image.id);
	if (former) {
		world.images.set(former.id, {...former, tags: former.tags.filter(tag => tag !== name)});
	}

	if (!image.tags.includes(name)) {
		world.images.set(image.id, {...image, tags: [...image.tags, name]});
	}

	tellImage(world, 'tag', image.id, name);
}
