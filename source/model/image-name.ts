import type {Image} from './image.ts';
import {familiarReference, formatReference, parseReference} from './reference.ts';
import {compareNatural} from './natural-order.ts';

/** An id as people quote it: 12 digits, without its algorithm. */
export function shortId(id: string): string {
	return id.replace(/^sha256:/v, '').slice(0, 12);
}

/** Every tag in its familiar form, those without a registry first, each part in alphabetical order: the first one is the image's name. */
export function imageNames({tags}: Pick<Image, 'tags'>): readonly string[] {
	const names = tags.map(tag => familiarReference(tag)).toSorted((first, second) => compareNatural(first, second));
	const isElsewhere = (name: string) => parseReference(name)?.registry !== undefined;
	return [...names.filter(name => !isElsewhere(name)), ...names.filter(name => isElsewhere(name))];
}

/**
What an image is called: its first name; when it has none, what its digest tells of its repository (`app@22070d5a599c`, for its tag
may have gone to another image); else its short id.
*/
export function imageName({id, tags, digests}: Pick<Image, 'id' | 'tags' | 'digests'>): string {
	const [name] = imageNames({tags});
	if (name !== undefined) {
		return name;
	}

	const known = digests.map(digest => parseReference(digest)).find(reference => reference !== undefined);
	return known ? `${formatReference({...known, tag: undefined, digest: undefined})}@${shortId(known.digest ?? id)}` : shortId(id);
}
