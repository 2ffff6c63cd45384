/** The first 12 digits of an id, as every engine prints them. */
export function shortId(id: string): string {
	return id.replace(/^sha256:/v, '').slice(0, 12);
}

/**
A container's own name out of the list's `Names`: they carry a leading slash, and a linked container has further ones with a second
slash (`/web/db`). Podman sends some without a slash.
*/
export function containerName(names: readonly string[], id: string): string {
	const stripped = names.map(name => name.replace(/^\//v, '')).filter(name => name !== '');
	return stripped.find(name => !name.includes('/')) ?? stripped[0] ?? shortId(id);
}
