import {readFile} from 'node:fs/promises';
import {neutralise} from '../../terminal/neutralise.ts';
import {codeOf, EndpointError, reasonOf} from './endpoint-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A value as an object; undefined when it is something else. */
export function asObject(value: unknown): JsonObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : undefined;
}

/** A value as text; empty when it is something else. */
export function asText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The object in a JSON file; undefined when there is no such file. An unreadable or broken one is an `EndpointError` that names it. */
export async function readJsonFile(file: string): Promise<JsonObject | undefined> {
	try {
		const value = asObject(JSON.parse(await readFile(file, 'utf8')));
		if (value) {
			return value;
		}
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) {
			return undefined;
		}

		throw broken(file, reasonOf(error), error);
	}

	throw broken(file, 'it holds no JSON object');
}

function broken(file: string, reason: string, cause?: unknown): EndpointError {
	return new EndpointError(neutralise(`cannot read ${file}: ${reason}`), {hint: 'Mend the file or move it away.', cause});
}
