const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Up to `limit` the age is told in `unit`; `shift` rounds to the nearest hour where docker does. */
type Step = {readonly limit: number; readonly unit: number; readonly shift: number; readonly suffix: string};

// The boundaries of HumanDuration in docker/go-units, duration.go, so that a row says what `docker ps` says.
const steps: readonly Step[] = [
	{
		limit: minute, unit: second, shift: 0, suffix: 's',
	},
	{
		limit: hour, unit: minute, shift: 0, suffix: 'm',
	},
	{
		limit: 2 * day, unit: hour, shift: hour / 2, suffix: 'h',
	},
	{
		limit: 14 * day, unit: day, shift: hour / 2, suffix: 'd',
	},
	{
		limit: 60 * day, unit: 7 * day, shift: hour / 2, suffix: 'w',
	},
	{
		limit: 730 * day, unit: 30 * day, shift: hour / 2, suffix: 'mo',
	},
];
const years: Step = {
	limit: Infinity, unit: 365 * day, shift: hour / 2, suffix: 'y',
};

/**
An age in milliseconds, short: `12 s`, `5 m`, `47 h`, `13 d`, `8 w`, `24 mo`, `2 y`.
The boundaries are docker's. A time in the future (a clock that is off) is `0 s`; one that is not a number is `?`.
*/
export function age(milliseconds: number): string {
	if (!Number.isFinite(milliseconds)) {
		return '?';
	}

	const elapsed = Math.max(0, milliseconds);
	const {unit, shift, suffix} = stepOf(elapsed);
	return `${Math.floor((elapsed + shift) / unit)} ${suffix}`;
}

/** Milliseconds until `age` says something else, always above 0. May exceed what a timer can wait (24 days). */
export function nextChange(milliseconds: number): number {
	if (!Number.isFinite(milliseconds)) {
		return Infinity;
	}

	const elapsed = Math.max(0, milliseconds);
	const {unit, shift, limit} = stepOf(elapsed);
	const next = (Math.floor((elapsed + shift) / unit) + 1) * unit;
	return Math.min(next, limit) - shift - milliseconds;
}

/** How long something took, in milliseconds, two units at most: `430 ms`, `4.1 s`, `12 s`, `1 m 5 s`, `2 h 3 m`, `3 d 4 h`. */
export function duration(milliseconds: number): string {
	if (!Number.isFinite(milliseconds)) {
		return '?';
	}

	const elapsed = Math.max(0, milliseconds);
	if (elapsed < 999.5) {
		return `${Math.round(elapsed)} ms`;
	}

	if (elapsed < 9950) {
		return `${Math.round(elapsed / 100) / 10} s`;
	}

	const seconds = Math.round(elapsed / second);
	if (seconds < 60) {
		return `${seconds} s`;
	}

	if (seconds < 3600) {
		return pair(Math.floor(seconds / 60), 'm', seconds % 60, 's');
	}

	const minutes = Math.floor(seconds / 60);
	return minutes < 24 * 60
		? pair(Math.floor(minutes / 60), 'h', minutes % 60, 'm')
		: pair(Math.floor(minutes / (24 * 60)), 'd', Math.floor(minutes / 60) % 24, 'h');
}

const spans: Readonly<Record<string, number>> = {
	s: second, m: minute, h: hour, d: day, w: 7 * day,
};

/** Milliseconds of a time span as a person writes it: `90s`, `1h30m`, `7d`, `2w`. Undefined when it is none. */
export function parseDuration(text: string): number | undefined {
	const compact = text.replaceAll(/\s/g, '').toLowerCase();
	if (!/^(?:\d{1,9}(?:\.\d{1,9})?[dhmsw])+$/.test(compact)) {
		return undefined;
	}

	const parts = compact.split(/(?<=[dhmsw])/);
	return parts.reduce((sum, part) => sum + (Number(part.slice(0, -1)) * (spans[part.slice(-1)] ?? 0)), 0);
}

function stepOf(elapsed: number): Step {
	return steps.find(({limit, shift}) => elapsed + shift < limit) ?? years;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
	return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
