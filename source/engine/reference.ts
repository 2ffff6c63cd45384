import {StatusError} from './response.ts';

/** As an engine would answer, had it been asked. */
function missing(): StatusError {
	return new StatusError(404, 'no object has this name', true);
}

const isUnusable = (part: string): boolean => ['', '.', '..'].includes(part);

/**
The id or name of one object as it goes into a path. Empty, dots and slashes are refused before any request: an engine answers
`/containers//json` and `/containers//web/json` with a redirect to a host that does not exist. Throws a `StatusError` of 404.
*/
export function pathPart(id: string): string {
	if (isUnusable(id) || id.includes('/')) {
		throw missing();
	}

	return encodeURIComponent(id);
}

/** An image's reference as it goes into a path: it may have slashes, but no empty part. Throws a `StatusError` of 404. */
export function imagePath(reference: string): string {
	const parts = reference.split('/');
	if (parts.some(part => isUnusable(part))) {
		throw missing();
	}

	// Colon and at sign have their meaning in a reference and none in a path.
	return parts.map(part => encodeURIComponent(part).replaceAll('%3A', ':').replaceAll('%40', '@')).join('/');
}
