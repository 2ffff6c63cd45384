import {neutralise} from '../../terminal/neutralise.ts';

/** A JSON object whose fields are not trusted to have any type. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's fields; none for anything else. */
export function fields(value: unknown): Fields {
	return isFields(value) ? value : {};
}

/** The array's items; none for anything else (engines send null for "none"). */
export function items(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** One line of harmless text; empty for anything but a string. */
export function text(value: unknown): string {
	return typeof value === 'string' ? neutralise(value) : '';
}

/** What a count of bytes or nanoseconds can be at most: an engine keeps them in 64 bits. Sums of such numbers stay finite. */
export const largest = 2 ** 64;

/** A number that an engine can mean; `fallback` for anything else. */
export function number(value: unknown, fallback = 0): number {
	return typeof value === 'number' && Math.abs(value) <= largest ? value : fallback;
}

/** The strings among the items, harmless. A lone string counts as a list of one: old engines send an entrypoint so. */
export function texts(value: unknown): readonly string[] {
	const list = typeof value === 'string' ? [value] : items(value);
	return list.filter(item => typeof item === 'string').map(item => neutralise(item));
}

function areHarmless(value: Fields): value is Readonly<Record<string, string>> {
	return Object.keys(value).every(key => {
		const label = value[key];
		return typeof label === 'string' && neutralise(label) === label && neutralise(key) === key;
	});
}

/** Text by text, as labels are; what is not a string is left out. Harmless ones, as nearly all are, stay the same object. */
export function labels(value: unknown): Readonly<Record<string, string>> {
	const own = fields(value);
	return areHarmless(own) ? own : Object.fromEntries(Object.entries(own)
		.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
		.map(([key, label]) => [neutralise(key), neutralise(label)]));
}

/** Epoch milliseconds of an ISO time; undefined for none, for an unreadable one and for Go's zero time (year 1), which means "never". */
export function moment(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return time > 0 ? time : undefined;
}

/** The last moment that a `Date` can tell, in epoch milliseconds. */
export const latest = 8_640_000_000_000_000;

/** Epoch milliseconds of seconds since the epoch; 0 for what is no time, or one before the epoch, which stands for "unknown". */
export function secondsMoment(value: unknown): number {
	const time = number(value) * 1000;
	return time > 0 && time <= latest ? time : 0;
}

/** Undefined in place of an empty text. */
export function filled(value: string): string | undefined {
	return value === '' ? undefined : value;
}
