import type {Duplex, Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {SessionPiece} from '../model/session.ts';
import {createDemultiplexer} from './demultiplex.ts';

/**
Takes the output apart where it has frames. A broken connection ends it as a whole one does: what happened is asked elsewhere.

@yields each piece as it comes.
*/
export async function * readPieces(connection: Readable, isTerminal: boolean): AsyncGenerator<SessionPiece> {
	const pieces: SessionPiece[] = [];
	const takeApart = createDemultiplexer((stream, bytes) => {
		pieces.push({stream, bytes});
	});
	try {
		for await (const chunk of connection.iterator({destroyOnReturn: false}) as AsyncIterable<Uint8Array>) {
			if (isTerminal) {
				yield {stream: 'stdout', bytes: chunk};
			} else {
				takeApart(chunk);
				yield * pieces.splice(0);
			}
		}
	} catch {
		// Neither the end of a program nor that of its engine can be told from this.
	}
}

/** Milliseconds between two looks at a program whose output has ended: engines learn of its end a little later. */
const looks = [0, 20, 50, 100, 250, 500, 1000];

/** Looks several times whether a program has ended; undefined when it has not. */
export async function waitForCode(look: () => Promise<number | undefined>): Promise<number | undefined> {
	for (const pause of looks) {
		await delay(pause);
		const code = await look();
		if (code !== undefined) {
			return code;
		}
	}

	return undefined;
}

/** Resolves to true when the connection closes within so many milliseconds. */
export async function closesWithin(connection: Readable, milliseconds: number): Promise<boolean> {
	return new Promise(resolve => {
		if (connection.closed) {
			resolve(true);
			return;
		}

		const timer = setTimeout(() => {
			connection.off('close', closed);
			resolve(false);
		}, milliseconds);
		const closed = () => {
			clearTimeout(timer);
			resolve(true);
		};

		connection.once('close', closed);
	});
}

/** Writes to the program, unless it cannot be written to any more. */
export function writeTo(connection: Readable | Duplex, bytes: Uint8Array): void {
	if ('write' in connection && connection.writable) {
		connection.write(bytes);
	}
}

/** Ends the program's input, where there is one. */
export function endInputOf(connection: Readable | Duplex): void {
	if ('write' in connection) {
		connection.end();
	}
}
