import {neutralise} from './neutralise.ts';

const depthLimit = 64;
const nodeLimit = 200_000;

/**
Neutralises every key and string of a JSON value, line feeds kept. What lies deeper than 64 levels, or comes after 200,000 values,
is replaced by `…`: no answer can exhaust the stack or the memory.
*/
export function neutraliseDeep(value: unknown): unknown {
	let nodes = 0;

	const walk = (part: unknown, depth: number): unknown => {
		nodes++;
		if (typeof part === 'string') {
			return neutralise(part, {multiline: true});
		}

		if (typeof part !== 'object' || part === null) {
			return part;
		}

		if (depth >= depthLimit || nodes > nodeLimit) {
			return '…';
		}

		if (Array.isArray(part)) {
			return part.map(item => walk(item, depth + 1));
		}

		// `fromEntries` defines properties: a key such as `__proto__` stays a key.
		return Object.fromEntries(Object.entries(part).map(([key, item]) => [neutralise(key), walk(item, depth + 1)]));
	};

	return walk(value, 0);
}
