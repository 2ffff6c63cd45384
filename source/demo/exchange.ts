import type {IncomingMessage, ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import {badRequest, NothingToDo, Refusal} from './refusal.ts';
import type {World} from './world/world.ts';

/** One request, as the routes see it. */
export type Exchange = {
	readonly world: World;
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly query: URLSearchParams;
	/** The values of the `{names}` in the route's pattern. */
	readonly parameters: Readonly<Record<string, string>>;
	/** The minor API version the request asked for: 47 for /v1.47. */
	readonly version: number;
	/** Aborted when the other side is gone. */
	readonly gone: AbortSignal;
};

/** What a route answers; one that writes the response by itself answers nothing. */
export type Answer = {readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>>};

export type Handler = (exchange: Exchange) => Answer | void | Promise<Answer | void>;

/** 200 with a JSON body. */
export const ok = (body: unknown): Answer => ({status: 200, body});

/** 204 */
export const done: Answer = {status: 204};

/** Whether a parameter is switched on, as the engine reads it (moby api/server/httputils/form.go BoolValue). */
export function isOn(query: URLSearchParams, name: string): boolean {
	const value = (query.get(name) ?? '').trim().toLowerCase();
	return !['', '0', 'no', 'false', 'none'].includes(value);
}

/** A parameter as a whole number; undefined when it is absent or none. */
export function readNumber(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	return text !== null && /^-?\d+$/v.test(text) ? Number(text) : undefined;
}

/** What becomes of an error: the engine's own refusals with their words, the rest as a 500. */
export function answerError(error: unknown): Answer {
	if (error instanceof NothingToDo) {
		return {status: 304};
	}

	return error instanceof Refusal ? {status: error.status, body: {message: error.message}} : {status: 500, body: {message: error instanceof Error ? error.message : String(error)}};
}

/** The parameter of a route; empty when the pattern has none of this name. */
export const parameter = ({parameters}: Exchange, name: string): string => parameters[name] ?? '';

/** The whole body of a request. */
export const readBytes = async (request: IncomingMessage): Promise<Buffer> => buffer(request);

/** A JSON object, or an empty one where a body is nothing else. */
export type Fields = Readonly<Record<string, unknown>>;

/** Takes a value as an object; an empty one when it is none. */
export const asFields = (value: unknown): Fields => typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : {};

/** Takes a value as a list of texts; an empty one when it is none. A lone text is a list of one. */
export function asTexts(value: unknown): readonly string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
}

/** Takes a value as a text; the fallback when it is none. */
export const asText = (value: unknown, fallback = ''): string => typeof value === 'string' ? value : fallback;

/** Takes a value as a number; the fallback when it is none. */
export const asNumber = (value: unknown, fallback = 0): number => typeof value === 'number' ? value : fallback;

/** Takes the text values of an object; an empty one when it is none. */
export const asLabels = (value: unknown): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(asFields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/**
Reads JSON text as an object.

@throws 400 when it is empty or not JSON.
*/
export function parseFields(text: string): Fields {
	if (text.trim() === '') {
		throw badRequest('invalid JSON: got EOF while reading request body');
	}

	try {
		return asFields(JSON.parse(text));
	} catch {
		throw badRequest(`invalid JSON: invalid character '${text.trim().charAt(0)}' looking for beginning of value`);
	}
}

/**
The JSON body of a request.

@throws 400 when it is empty or not JSON.
*/
export async function readFields({request}: Exchange): Promise<Fields> {
	return parseFields(String(await readBytes(request)));
}
