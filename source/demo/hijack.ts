import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {happenToSocket, type Faults} from './faults.ts';
import {answerError, parseFields, type Fields} from './exchange.ts';
import type {World} from './world/world.ts';

/** A connection that is taken over: from now on bytes run both ways. */
export type Hijacked = {
	readonly world: World;
	/** What the request's body said. */
	readonly fields: Fields;
	readonly query: URLSearchParams;
	readonly id: string;
	/** Answers 101; from then on the socket is the program's. To be called when nothing can be refused any more. */
	accept(raw: boolean): Duplex;
};

export type HijackHandler = {readonly pattern: RegExp; run(hijacked: Hijacked): void | Promise<void>};

export type Upgrade = {
	readonly request: IncomingMessage;
	readonly socket: Duplex;
	readonly head: Buffer;
	readonly path: string;
	readonly query: URLSearchParams;
};

type Opening = {readonly body: string; readonly rest: Buffer};

const chunkEnd = (bytes: Buffer): Opening | undefined => {
	let position = 0;
	let body = '';
	for (;;) {
		const lineEnd = bytes.indexOf('\r\n', position);
		if (lineEnd === -1) {
			return undefined;
		}

		const size = Number.parseInt(bytes.toString('latin1', position, lineEnd), 16);
		const end = lineEnd + 2 + size;
		if (bytes.length < end + 2) {
			return undefined;
		}

		body += bytes.toString('utf8', lineEnd + 2, end);
		position = end + 2;
		if (size === 0) {
			return {body, rest: bytes.subarray(position)};
		}
	}
};

/** The body of an upgrading request, which node's parser leaves on the socket: by its length, or in chunks. */
function splitBody(request: IncomingMessage, bytes: Buffer): Opening | undefined {
	if (request.headers['transfer-encoding'] === 'chunked') {
		return chunkEnd(bytes);
	}

	const length = Number(request.headers['content-length'] ?? 0);
	return bytes.length < length ? undefined : {body: bytes.toString('utf8', 0, length), rest: bytes.subarray(length)};
}

async function readOpening({request, socket, head}: Upgrade): Promise<Opening> {
	return new Promise((resolve, reject) => {
		let bytes = head;
		const tryToSplit = () => {
			const opening = splitBody(request, bytes);
			if (!opening) {
				return;
			}

			socket.off('data', take);
			socket.off('close', fail);
			socket.pause();
			resolve(opening);
		};

		const take = (piece: Buffer) => {
			bytes = Buffer.concat([bytes, piece]);
			tryToSplit();
		};

		const fail = () => {
			reject(new Error('The connection was closed within the request.'));
		};

		socket.on('data', take);
		socket.on('close', fail);
		tryToSplit();
	});
}

function refuse(socket: Duplex, error: unknown): void {
	const {status, body = {}} = answerError(error);
	const text = `${JSON.stringify(body)}\n`;
	socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

/** Takes a connection over for one of the handlers, or refuses. */
export async function hijack(options: {readonly world: World; readonly faults: Faults; readonly hijackers: readonly HijackHandler[]}, upgrade: Upgrade): Promise<void> {
	const {request, socket, path, query} = upgrade;
	// A client that goes away is no failure of the engine.
	socket.on('error', () => {
		socket.destroy();
	});
	const fault = options.faults.take(request.method ?? 'POST', path);
	if (fault && await happenToSocket(fault, socket)) {
		return;
	}

	const handler = options.hijackers.find(({pattern}) => pattern.test(path));
	const id = handler?.pattern.exec(path)?.groups?.['id'];
	try {
		const {body, rest} = await readOpening(upgrade);
		if (!handler || id === undefined) {
			refuse(socket, new Error('page not found'));
			return;
		}

		await handler.run({
			world: options.world,
			fields: body.trim() === '' ? {} : parseFields(body),
			query,
			id: decodeURIComponent(id),
			accept(raw) {
				socket.write(`HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.${raw ? 'raw' : 'multiplexed'}-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`);
				if (rest.length > 0) {
					socket.unshift(rest);
				}

				return socket;
			},
		});
	} catch (error) {
		refuse(socket, error);
	}
}
