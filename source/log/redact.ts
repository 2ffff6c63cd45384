import {neutralise} from '../terminal/neutralise.ts';

const mask = '***';

/** `scheme://user:password@host`: whatever stands before the last @ of the word, as a password may hold anything. */
const urlUser = /(?<=:\/\/)\S{1,300}@/g;
/** The same without a scheme, as in a DOCKER_HOST that lacks one; an image pinned by its digest looks much like it. */
const bareUser = /(?<=^|[\s"'(=‘“])[\w%+\-.]{1,100}:[^\s:@]{1,200}@(?!sha(?:256|512):)/g;
/** Values of headers and of whatever else is called so. */
const authorization = /(?<=\b(?:bearer|basic|x-registry-auth|authorization)["']?[ :=]{1,3}["']?)[\w+\-./=~]{6,}/gi;
/** `NAME=value`, `"name":"value"`, `--name value` and `name "value"` where the name says that the value is a secret: all between quotes, else up to a blank. */
const telling = /(?<=(?:passw(?:or)?d|passphrase|pwd|secret|token|credentials?|api_?key|access_?key|account_?key|private_?key|auth_?config)[\w\-.]{0,40}(?:["']?\s?[:=]\s?|\s(?<=--\S{1,80}\s)|\s(?=["'])))(?:"(?:[^"\\]|\\.){0,2000}"?|'[^']{0,2000}'?|\S{1,2000})/gi;
/** Tokens that are known by their beginning. */
const shapes = /\b(?:gh[oprsu]_\w{8,}|github_pat_\w{8,}|glpat-[\w-]{8,}|xox[abeprs]-[\w-]{8,}|sk-[\w-]{16,}|akia[\da-z]{16}|eyj[\w-]+\.[\w-]+\.[\w-]*)/gi;
const privateKey = /-----begin [ a-z]{0,40}private key-----(?:(?!-----end)[\s\S])*(?:-----end [ a-z]{0,40}private key-----)?/gi;

/**
A text for the log file: on one line, harmless for whoever prints it, at most `limit` long, and without what looks like a secret: users and
passwords in addresses, values whose names tell, tokens and keys by their shape. What is no secret may be lost with it; that is the better mistake.
*/
export function redact(text: string, limit = 2000): string {
	// Cut generously first: a text of megabytes is not searched.
	const bounded = text.length > 4 * limit ? text.slice(0, 4 * limit) : text;
	const clean = bounded
		.replaceAll(privateKey, () => mask)
		.replaceAll(urlUser, '')
		.replaceAll(bareUser, '')
		.replaceAll(authorization, () => mask)
		.replaceAll(telling, value => /^["']/.test(value) ? `${value[0]!}${mask}${value[0]!}` : mask)
		.replaceAll(shapes, () => mask);
	return neutralise(clean, {limit});
}

/** Query keys whose values are never a secret. Filters are the person's own words. */
const harmlessKeys: ReadonlySet<string> = new Set([
	'all', 'digests', 'dangling', 'filters', 'follow', 'force', 'fromImage', 'h', 'condition', 'limit', 'link', 'manifests', 'name', 'noprune', 'one-shot', 'platform', 'ps_args', 'repo', 'shared-size', 'signal',
	'since', 'size', 'stderr', 'stdin', 'stdout', 'stream', 't', 'tag', 'tail', 'timestamps', 'type', 'until', 'v', 'verbose', 'w',
]);

const longestValue = 200;

/** The path of a request for the log file: of its query only what is known to be harmless, and a mark where something was left out. */
export function redactPath(path: string): string {
	const [place = '', query = ''] = path.split('?', 2);
	const told: string[] = [];
	let isWhole = true;
	for (const [key, value] of new URLSearchParams(query)) {
		if (harmlessKeys.has(key)) {
			told.push(`${key}=${value.length > longestValue ? `${value.slice(0, longestValue)}…` : value}`);
		} else {
			isWhole = false;
		}
	}

	const parts = [...told, ...isWhole ? [] : ['…']];
	return redact(parts.length === 0 ? place : `${place}?${parts.join('&')}`, 500);
}
