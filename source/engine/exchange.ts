import type http from 'node:http';
import type {ClientRequest, IncomingMessage} from 'node:http';
import type https from 'node:https';
import type {Socket} from 'node:net';
import {addAbortSignal, type Duplex, type Readable} from 'node:stream';
import {lostConnection} from './response.ts';

/** The head of an answer; its body or its bare connection are still to be read. */
export type Answer = {
	readonly response: IncomingMessage;
	readonly upgraded?: Duplex;
};

/** A kept connection turned out dead as a request went out on it: nothing was answered, so asking again does no harm. */
export class StaleConnectionError extends Error {
	override readonly name = 'StaleConnectionError';
}

/** A dead peer behind TCP is noticed after this many milliseconds of silence and the system's probes. */
const keepAliveDelay = 15_000;

function isReadable(body: unknown): body is Readable {
	return typeof body === 'object' && body !== null && 'pipe' in body;
}

function write(outgoing: ClientRequest, body: Uint8Array | Readable | undefined): void {
	if (!isReadable(body)) {
		outgoing.end(body);
		return;
	}

	body.once('error', error => {
		outgoing.destroy(error);
	});
	body.pipe(outgoing);
}

function isStale(outgoing: ClientRequest, error: Error): boolean {
	return outgoing.reusedSocket && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/** Errors of a stream that its reader no longer cares for must not end the program. */
function tame(stream: Readable, signal: AbortSignal): void {
	stream.on('error', () => undefined);
	addAbortSignal(signal, stream);
}

/**
Sends one request and resolves with the head of its answer; `onStart` is given the request for its owner to end.
It always settles: with the answer, with Node's error, or as lost when the connection ends without a word.
An abort ends it whenever it comes: before the head, within the body, and after an upgrade.
*/
export async function exchange(
	client: typeof http | typeof https,
	options: https.RequestOptions,
	body: Uint8Array | Readable | undefined,
	signal: AbortSignal,
	onStart: (connection: ClientRequest | Duplex) => void,
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		signal.throwIfAborted();
		// Throws at once for certificates that are none.
		const outgoing = client.request({...options, signal});
		onStart(outgoing);
		outgoing.on('error', error => {
			reject(isStale(outgoing, error) ? new StaleConnectionError('The kept connection was dead', {cause: error}) : error);
		});
		outgoing.once('socket', (socket: Socket) => {
			socket.setKeepAlive(true, keepAliveDelay);
		});
		outgoing.once('response', response => {
			tame(response, signal);
			resolve({response});
		});
		outgoing.once('upgrade', (response, upgraded, head) => {
			tame(upgraded, signal);
			onStart(upgraded);
			if (head.length > 0) {
				upgraded.unshift(head);
			}

			resolve({response, upgraded});
		});
		outgoing.once('close', () => {
			reject(lostConnection());
		});
		write(outgoing, body);
	});
}
