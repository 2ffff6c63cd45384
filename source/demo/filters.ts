import {badRequest} from './refusal.ts';

/** The `filters` of a request: values by key. */
export type Filters = ReadonlyMap<string, readonly string[]>;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const valuesOf = (value: unknown): readonly string[] => {
	if (Array.isArray(value)) {
		return value.map(String);
	}

	// The older form: {"status": {"running": true}}.
	return isRecord(value) ? Object.keys(value).filter(key => value[key] === true) : [];
};

/**
Reads the `filters` parameter, in the list form or the older map form.

@throws a 400 refusal when it is not JSON.
*/
export function parseFilters(text: string | undefined): Filters {
	if (!text) {
		return new Map();
	}

	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw badRequest(`invalid character '${text.charAt(0)}' looking for beginning of value`);
	}

	return isRecord(parsed) ? new Map(Object.entries(parsed).map(([key, value]) => [key, valuesOf(value)])) : new Map();
}

/**
Refuses filters the engine does not know.

@throws a 400 refusal that names the first key that is not accepted.
*/
export function requireKnownFilters(filters: Filters, known: readonly string[]): void {
	for (const key of filters.keys()) {
		if (!known.includes(key)) {
			throw badRequest(`invalid filter '${key}'`);
		}
	}
}

/** Whether the labels hold every wanted `key` or `key=value`. */
export function matchesLabels(labels: Readonly<Record<string, string>>, wanted: readonly string[] | undefined): boolean {
	return (wanted ?? []).every(label => {
		const split = label.indexOf('=');
		const key = split === -1 ? label : label.slice(0, split);
		return Object.hasOwn(labels, key) && (split === -1 || labels[key] === label.slice(split + 1));
	});
}

function matchesPattern(pattern: string, value: string): boolean {
	try {
		return new RegExp(pattern, 'u').test(value);
	} catch {
		return value.includes(pattern);
	}
}

/**
Whether any value is one of the wanted ones: exactly, as a prefix, or as a pattern, the way moby's `filters.Args.Match` takes names and ids.
No wish at all matches everything.
*/
export function matchesAnyValue(wanted: readonly string[] | undefined, values: readonly string[], how: 'exact' | 'prefix' | 'pattern'): boolean {
	if (!wanted || wanted.length === 0) {
		return true;
	}

	const tests = {
		exact: (wish: string, value: string) => wish === value,
		prefix: (wish: string, value: string) => value.startsWith(wish),
		pattern: matchesPattern,
	};
	return wanted.some(wish => values.some(value => tests[how](wish, value)));
}

/**
Reads a filter that is true or false, as `dangling`.

@throws a 400 refusal for any other word.
*/
export function readSwitch(filters: Filters, key: string): boolean | undefined {
	const values = filters.get(key);
	if (!values || values.length === 0) {
		return undefined;
	}

	if (values.every(value => ['1', 'true', 't', 'True', 'TRUE'].includes(value))) {
		return true;
	}

	if (values.every(value => ['0', 'false', 'f', 'False', 'FALSE'].includes(value))) {
		return false;
	}

	throw badRequest(`invalid filter '${key}=[${values.join(' ')}]'`);
}

const unitMilliseconds: Readonly<Record<string, number>> = {
	ms: 1, s: 1000, m: 60_000, h: 3_600_000,
};

/**
Reads `until` and `since` of the prune filters: a duration before now (`24h`, `1h30m`), seconds since the epoch, or a date.

@returns milliseconds since the epoch.
@throws a 400 refusal when it is none of these.
*/
export function readMoment(text: string, now: number): number {
	if (/^(?:[\d.]+(?:ms|[hms]))+$/v.test(text)) {
		const parts = text.match(/[\d.]+|[hms]+/gv) ?? [];
		const duration = parts.reduce((sum, part, position) => sum + (position % 2 === 0 ? Number(part) * (unitMilliseconds[parts[position + 1] ?? ''] ?? 0) : 0), 0);
		return now - duration;
	}

	const moment = /^\d+(?:\.\d+)?$/v.test(text) ? Number(text) * 1000 : Date.parse(text);
	if (Number.isNaN(moment)) {
		throw badRequest(`parsing time "${text}" as "2006-01-02": cannot parse "${text}" as "2006"`);
	}

	return moment;
}
