import type {LogFileLevel, RequestRecord} from '../model/log-file.ts';
import {sourceStack} from '../terminal/source-stack.ts';
import {redact, redactPath} from './redact.ts';

const longestStack = 20;

/** One line: time, level, what. */
export function entry(time: number, level: LogFileLevel, text: string): string {
	return `${new Date(time).toISOString()} ${level.padEnd(5)} ${redact(text)}\n`;
}

/** The stack of an error in places of the source; its words alone when it has none. */
export function stackOf(error: unknown): readonly string[] {
	const stack = error instanceof Error ? error.stack ?? `${error.name}: ${error.message}` : String(error);
	let told = stack;
	try {
		told = sourceStack(stack);
	} catch {
		// A map that cannot be read: the places of the bundle are better than none.
	}

	return told.split('\n').map(line => line.trim()).slice(0, longestStack);
}

/** `GET /v1.44/containers/json?all=true 200 12 ms` */
export function requestText({method, path, status, milliseconds, failure}: RequestRecord): string {
	const outcome = status ?? (failure instanceof Error ? ('code' in failure && typeof failure.code === 'string' ? failure.code : failure.name) : 'no answer');
	return `${method} ${redactPath(path)} ${outcome} ${Math.round(milliseconds)} ms`;
}
