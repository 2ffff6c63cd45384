import type {Instant} from '../model/instant.ts';

/** The longest stamp is `2026-11-21T10:00:01.123456789+01:00` and its blank. */
export const longestStamp = 36;

export type Stamp = Instant & {
	/** Bytes it takes, with its blank. */
	readonly length: number;
};

const zero = 0x30;
const blank = 0x20;

function digits(bytes: Uint8Array, from: number, count: number): number {
	let value = 0;
	for (let index = from; index < from + count; index++) {
		const digit = (bytes[index] ?? 0) - zero;
		if (digit < 0 || digit > 9) {
			return Number.NaN;
		}

		value = (value * 10) + digit;
	}

	return value;
}

const separators: ReadonlyArray<readonly [number, string]> = [[4, '-'], [7, '-'], [10, 'T'], [13, ':'], [16, ':']];
const marks = separators.map(([offset, character]) => [offset, character.codePointAt(0)!] as const);

/**
Reads the time an engine puts before a line (`timestamps=1`) at `from`: RFC 3339 with up to nine decimals (none with Podman before 5.8),
`Z` or an offset, then a blank. Undefined when there is none.
*/
export function readStamp(bytes: Uint8Array, from: number): Stamp | undefined {
	for (const [offset, character] of marks) {
		if (bytes[from + offset] !== character) {
			return undefined;
		}
	}

	const time = Date.UTC(digits(bytes, from, 4), digits(bytes, from + 5, 2) - 1, digits(bytes, from + 8, 2), digits(bytes, from + 11, 2), digits(bytes, from + 14, 2), digits(bytes, from + 17, 2));
	if (Number.isNaN(time)) {
		return undefined;
	}

	let position = from + 19;
	let nanoseconds = 0;
	if (bytes[position] === 0x2E) {
		position++;
		let scale = 100_000_000;
		for (let digit = (bytes[position] ?? 0) - zero; digit >= 0 && digit <= 9 && scale >= 1; digit = (bytes[position] ?? 0) - zero) {
			nanoseconds += digit * scale;
			scale = Math.trunc(scale / 10);
			position++;
		}
	}

	const zone = readZone(bytes, position);
	if (!zone || bytes[position + zone.length] !== blank) {
		return undefined;
	}

	return {seconds: (time / 1000) - zone.seconds, nanoseconds, length: position + zone.length + 1 - from};
}

function readZone(bytes: Uint8Array, at: number): {readonly seconds: number; readonly length: number} | undefined {
	if (bytes[at] === 0x5A) {
		return {seconds: 0, length: 1};
	}

	const sign = bytes[at] === 0x2B ? 1 : (bytes[at] === 0x2D ? -1 : 0);
	const seconds = (digits(bytes, at + 1, 2) * 3600) + (digits(bytes, at + 4, 2) * 60);
	return sign === 0 || Number.isNaN(seconds) ? undefined : {seconds: sign * seconds, length: 6};
}
