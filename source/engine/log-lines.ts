import {Buffer} from 'node:buffer';
import type {LogLine, LogStream} from '../model/log-line.ts';
import {harmlessLog} from '../terminal/harmless-log.ts';
import {longestStamp, readStamp} from './log-stamp.ts';

/** Longer lines are cut, in bytes. */
export const lineLimit = 64 * 1024;

/** An engine writes longer lines in pieces of this many bytes (moby daemon/logger/copier.go), each with a stamp of its own. */
const pieceLength = 16 * 1024;

const lineFeed = 0x0A;

/** Puts the lines of one stream together from parts of pieces. */
export type LineAssembler = {
	/** `isStart`: a piece begins here, so a stamp may; `isEnd`: it ends here. */
	take(bytes: Uint8Array, isStart: boolean, isEnd: boolean): void;
	/** No more comes: what has no end yet is a line too. */
	end(): void;
};

/**
Assembles lines from pieces that begin with a stamp: a line takes the time of its first piece, the stamps of the others are taken off.
Parts may end anywhere, within a stamp or a character too. A stream without frames (`isRaw`: a terminal's) tells nothing of its pieces: there one
ends after a line feed or 16 KiB.
*/
export function createLineAssembler(stream: LogStream, isRaw: boolean, onLine: (line: LogLine) => void): LineAssembler {
	let seconds = 0;
	let nanoseconds = 0;
	let parts: Uint8Array[] = [];
	let length = 0;
	let lost = 0;
	let isWithin = false;
	/** Bytes that may be the beginning of a stamp: more are needed to know. Defined when a piece begins with what comes next. */
	let pending: Uint8Array | undefined = isRaw ? new Uint8Array(0) : undefined;
	/** Bytes of the piece so far; counted for a raw stream only. */
	let piece = 0;

	const keep = (bytes: Uint8Array): void => {
		const room = Math.max(0, lineLimit - length);
		if (bytes.length > room) {
			lost += bytes.length - room;
		}

		if (room > 0 && bytes.length > 0) {
			// A chunk's memory would live as long as the line.
			parts.push(Uint8Array.prototype.slice.call(bytes, 0, room));
			length += Math.min(room, bytes.length);
		}
	};

	const emit = (bytes: Uint8Array, isOpen: boolean): void => {
		if (parts.length === 0 && bytes.length <= lineLimit) {
			onLine({seconds, nanoseconds, stream, text: harmlessLog(decode(bytes)), lost, isOpen});
		} else {
			keep(bytes);
			onLine({seconds, nanoseconds, stream, text: harmlessLog(decode(parts.length === 1 ? parts[0]! : Buffer.concat(parts))), lost, isOpen});
		}

		parts = [];
		length = 0;
		lost = 0;
		seconds = 0;
		nanoseconds = 0;
		isWithin = false;
	};

	/** Reads a stamp at the start of a piece; gives where the text begins, or -1 when more bytes are needed. */
	const stampAt = (bytes: Uint8Array, at: number, isWhole: boolean): number => {
		if (!isWhole && bytes.length - at < longestStamp && !bytes.includes(lineFeed, at)) {
			return -1;
		}

		const stamp = readStamp(bytes, at);
		if (stamp && !isWithin) {
			({seconds, nanoseconds} = stamp);
		}

		isWithin = true;
		return at + (stamp?.length ?? 0);
	};

	const run = (bytes: Uint8Array, isStart: boolean, isWhole: boolean): void => {
		let at = 0;
		let begins = isStart;
		while (at < bytes.length) {
			if (begins) {
				const text = stampAt(bytes, at, isWhole);
				if (text === -1) {
					pending = bytes.slice(at);
					return;
				}

				at = text;
				piece = 0;
			}

			const feed = bytes.indexOf(lineFeed, at);
			const end = isRaw ? Math.min(feed === -1 ? bytes.length : feed, at + pieceLength - piece) : (feed === -1 ? bytes.length : feed);
			if (end === feed) {
				emit(bytes.subarray(at, end), false);
				at = end + 1;
				begins = true;
				continue;
			}

			keep(bytes.subarray(at, end));
			piece += end - at;
			at = end;
			begins = isRaw && piece >= pieceLength;
		}

		if (begins) {
			pending = new Uint8Array(0);
		}
	};

	return {
		take(bytes, isStart, isEnd) {
			const before = pending;
			pending = undefined;
			run(before && before.length > 0 ? Buffer.concat([before, bytes]) : bytes, before !== undefined || isStart, isEnd);
		},
		end() {
			const rest = pending;
			pending = undefined;
			if (rest && rest.length > 0) {
				run(rest, true, true);
			}

			if (isWithin || length > 0) {
				emit(new Uint8Array(0), true);
			}
		},
	};
}

function decode(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
