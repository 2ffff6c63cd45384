/** An image's name taken apart. `registry` is absent for Docker Hub, `repository` is without its `library/`. */
export type Reference = {
	readonly registry?: string;
	readonly repository: string;
	readonly tag?: string;
	readonly digest?: string;
};

// The grammar of github.com/distribution/reference, regexp.go and normalize.go.
const component = String.raw`[\da-z]+(?:(?:[._]|__|-+)[\da-z]+)*`;
const repositoryPattern = new RegExp(`^${component}(?:/${component})*$`);
const label = String.raw`[\da-z](?:[\d\-a-z]*[\da-z])?`;
const registryPattern = new RegExp(String.raw`^(?:${label}(?:\.${label})*|\[[\d:a-f]+\])(?::\d+)?$`, 'i');
const tagPattern = /^\w[\w\-.]{0,127}$/;
const digestPattern = /^(?:sha256:[\da-f]{64}|sha384:[\da-f]{96}|sha512:[\da-f]{128})$/;
const longestPath = 255;
const longestText = 1024;

/**
Takes an image reference apart: `registry:5000/team/name:tag@sha256:…`.
Undefined when it is none, such as `<none>:<none>` or an image's bare id; never throws.
*/
export function parseReference(text: string): Reference | undefined {
	if (text.length > longestText || /^[\da-f]{64}$/.test(text)) {
		return undefined;
	}

	const [beforeDigest, digest] = cut(text, text.indexOf('@'));
	const colon = beforeDigest.lastIndexOf(':');
	const [name, tag] = cut(beforeDigest, colon > beforeDigest.lastIndexOf('/') ? colon : -1);
	if ((tag !== undefined && !tagPattern.test(tag)) || (digest !== undefined && !digestPattern.test(digest))) {
		return undefined;
	}

	const place = placeOf(name);
	return place && {...place, ...(tag !== undefined && {tag}), ...(digest !== undefined && {digest})};
}

/** The reference as a person writes it: `nginx:1.27`, `quay.io/team/app@sha256:…`. */
export function formatReference({registry, repository, tag, digest}: Reference): string {
	const before = registry === undefined ? '' : `${registry}/`;
	const after = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
	return `${before}${repository}${after}`;
}

/** A reference without `docker.io/library/`; the text itself when it is no reference. */
export function familiarReference(text: string): string {
	const reference = parseReference(text);
	return reference ? formatReference(reference) : text;
}

/** True when both name the same image: `nginx`, `docker.io/library/nginx` and `nginx:latest` do. */
export function sameReference(first: string, second: string): boolean {
	const [one, other] = [parseReference(first), parseReference(second)];
	return one && other ? formatReference(withDefaultTag(one)) === formatReference(withDefaultTag(other)) : first === second;
}

function withDefaultTag(reference: Reference): Reference {
	return reference.tag !== undefined || reference.digest !== undefined ? reference : {...reference, tag: 'latest'};
}

function cut(text: string, at: number): [string, string | undefined] {
	return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function placeOf(name: string): Pick<Reference, 'registry' | 'repository'> | undefined {
	const slash = name.indexOf('/');
	const first = name.slice(0, Math.max(0, slash));
	const isRegistry = slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
	const registry = isRegistry ? first : 'docker.io';
	const path = isRegistry ? name.slice(slash + 1) : name;
	if (!registryPattern.test(registry) || !repositoryPattern.test(path) || path.length > longestPath) {
		return undefined;
	}

	if (registry !== 'docker.io' && registry !== 'index.docker.io') {
		return {registry, repository: path};
	}

	const [, rest] = cut(path, path.startsWith('library/') ? path.indexOf('/') : -1);
	return {repository: rest !== undefined && !rest.includes('/') ? rest : path};
}
