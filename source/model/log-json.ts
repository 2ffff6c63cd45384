import {levelNamed, type LogLevel} from './log-level.ts';

/** A line of JSON, taken apart for the eye. */
export type LaidOutLine = {
	readonly time: string;
	readonly level: string;
	/** What `level` means, when it means any. */
	readonly rank?: LogLevel;
	readonly message: string;
	readonly rest: ReadonlyArray<readonly [key: string, value: string]>;
};

const times = ['time', 'timestamp', '@timestamp', 'ts', 't', 'asctime', 'datetime', 'date'];
const levels = ['level', 'severity', 'lvl', 'log.level', 'loglevel', 'levelname', '@l'];
const messages = ['message', 'msg', 'event', '@m', '@mt', 'text', 'log'];

/** Longer values are seen in the line as it was written. */
const valueLimit = 2000;

function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
	return text.length > valueLimit ? `${text.slice(0, valueLimit)}…` : text;
}

/** Seconds, milliseconds or nanoseconds since the epoch as a date; anything else as it is. */
function shownTime(value: unknown): string {
	if (typeof value !== 'number') {
		return shown(value);
	}

	const milliseconds = value > 1e17 ? value / 1e6 : (value > 1e14 ? value / 1e3 : (value > 1e11 ? value : value * 1000));
	return milliseconds > 0 && milliseconds < 4e12 ? new Date(milliseconds).toISOString() : String(value);
}

/** Values with blanks or quotes are quoted, so that where one ends is seen. */
function quoted(text: string): string {
	return text === '' || /[\s"=]/v.test(text) ? JSON.stringify(text) : text;
}

function parse(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
	} catch {
		return undefined;
	}
}

/**
Takes a line that is a JSON object apart: its time, level and message under the names that are common, then all else as keys and values.
Undefined for any other line. The texts come out of JSON escapes and are not harmless.
*/
export function layOut(text: string): LaidOutLine | undefined {
	const trimmed = text.trim();
	const fields = trimmed.startsWith('{') && trimmed.endsWith('}') ? parse(trimmed) : undefined;
	if (!fields || Object.keys(fields).length === 0) {
		return undefined;
	}

	const find = (keys: readonly string[]) => keys.find(key => Object.hasOwn(fields, key) && ['string', 'number'].includes(typeof fields[key]));
	const time = find(times);
	const level = find(levels);
	const message = find(messages);
	const rank = level === undefined ? undefined : levelNamed(String(fields[level]));
	const taken = new Set([time, level, message]);
	return {
		time: time === undefined ? '' : shownTime(fields[time]),
		level: level === undefined ? '' : (typeof fields[level] === 'number' && rank ? rank : shown(fields[level])),
		...rank && {rank},
		message: message === undefined ? '' : shown(fields[message]),
		rest: Object.entries(fields).filter(([key]) => !taken.has(key)).map(([key, value]) => [key, typeof value === 'string' ? quoted(shown(value)) : shown(value)] as const),
	};
}
