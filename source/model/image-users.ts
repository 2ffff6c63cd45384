import type {Container} from './container.ts';
import type {Image} from './image.ts';
import {sameReference} from './reference.ts';

/** The containers of each image, running or not: by the image's id; by its name only where an engine's two lists do not speak of the same id. */
export function imageUsers(images: ReadonlyArray<Pick<Image, 'id' | 'tags'>>, containers: readonly Container[]): ReadonlyMap<string, readonly Container[]> {
	const known = new Set(images.map(({id}) => id));
	const strays = new Set(containers.filter(({imageId}) => !known.has(imageId)).map(({image}) => image));
	const idsOfNames = new Map([...strays].map(name => [name, images.find(({tags}) => tags.some(tag => sameReference(tag, name)))?.id]));
	return Map.groupBy(containers, ({image, imageId}) => known.has(imageId) ? imageId : idsOfNames.get(image) ?? '');
}
