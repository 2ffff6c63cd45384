import {Buffer} from 'node:buffer';
import type {IncomingMessage} from 'node:http';
import {neutralise} from '../terminal/neutralise.ts';
import {fields, text} from './read/values.ts';

/** An answer whose status is not a good one. `words` are the engine's, harmless; `isJson` tells whether they came as an engine's answers do. */
export class StatusError extends Error {
	override readonly name = 'StatusError';
	readonly status: number;
	readonly words: string;
	readonly isJson: boolean;

	constructor(status: number, words: string, isJson: boolean) {
		super(`HTTP status ${status}: ${words}`);
		this.status = status;
		this.words = words;
		this.isJson = isJson;
	}
}

/** An answer that should be JSON and is not, or is too long to be read. */
export class BadAnswerError extends Error {
	override readonly name = 'BadAnswerError';
}

/** No answer of an engine is as long as this many bytes; a text longer than V8 can hold would be thrown where nobody catches it. */
const bodyLimit = 256 * 1024 * 1024;
const errorLimit = 64 * 1024;
const wordsLimit = 500;

/** The connection ended before the answer did; the code is Node's for the same thing. */
export function lostConnection(): Error {
	return Object.assign(new Error('The connection ended before the answer was complete'), {code: 'ECONNRESET'});
}

/** The whole body. Rejects when it ends early: a dead connection is an `error`, but a response that is given up may just `close`. */
export async function collect(response: IncomingMessage, limit = bodyLimit): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		const chunks: Uint8Array[] = [];
		let size = 0;
		response.on('data', (chunk: Uint8Array) => {
			size += chunk.length;
			chunks.push(chunk);
			if (!(size > limit)) {
				return;
			}

			reject(new BadAnswerError(`longer than ${limit} bytes`));
			response.destroy();
		});
		response.once('end', () => {
			resolve(Buffer.concat(chunks));
		});
		response.once('error', reject);
		response.once('close', () => {
			reject(lostConnection());
		});
	});
}

/** True for every status that means "done". */
export function isGood(response: IncomingMessage): boolean {
	const {statusCode = 0} = response;
	return statusCode >= 100 && statusCode < 300;
}

function speaksJson({headers}: IncomingMessage): boolean {
	return (headers['content-type'] ?? '').includes('json');
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** JSON as a value, plain text (`OK` of a ping, a proxy's page) as text, nothing as undefined. Throws a `BadAnswerError` for broken JSON. */
export function decode(response: IncomingMessage, body: Uint8Array): unknown {
	const content = new TextDecoder().decode(body);
	if (content === '') {
		return undefined;
	}

	const value = parse(content);
	if (value === undefined && speaksJson(response)) {
		throw new BadAnswerError('broken JSON');
	}

	return value ?? (content.trim() === 'null' ? undefined : content);
}

/** What a bad answer says: `{message}` of Docker, `{cause, message}` of Podman, plain text below API 1.24; not a proxy's HTML page. */
export async function failureOf(response: IncomingMessage): Promise<StatusError> {
	const {statusCode: status = 0, headers} = response;
	const body = await collect(response, errorLimit).catch(() => new Uint8Array());
	const content = new TextDecoder().decode(body).trim();
	const value = parse(content);
	const message = text(fields(value).message);
	const plain = content.startsWith('<') ? '' : content;
	const location = headers.location === undefined ? '' : `redirected to ${headers.location}`;
	const words = [message, location, plain, response.statusMessage ?? ''].find(part => part !== '') ?? '';
	return new StatusError(status, neutralise(words.trim().replaceAll(/[\n\r]+/gv, ' '), {limit: wordsLimit}), message !== '' || speaksJson(response));
}
