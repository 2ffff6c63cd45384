import fs from 'node:fs';
import {Buffer} from 'node:buffer';
import {setTimeout as delay} from 'node:timers/promises';

/** Lines on their way to a file. Nothing here throws or waits for the disk, except `flush`. */
export type LineWriter = {
	add(line: string): void;
	/** Resolves when all is written, or not in a reasonable time. */
	drain(): Promise<void>;
	/** Writes what is left, at once: for the very end. */
	flush(): void;
};

/** Characters that wait for a disk which does not take them; what is more is left out, and counted. */
const mostWaiting = 1_000_000;
const patience = 500;
const unwritten = (count: number): string => `${new Date().toISOString()} warn  ${count} ${count === 1 ? 'line' : 'lines'} could not be written\n`;

/** Writes to an open file, one piece after the other. A full disk costs lines, and these are counted in the file once it takes some again. */
export function writeLines(file: number): LineWriter {
	let waiting: string[] = [];
	let length = 0;
	let lost = 0;
	let isWriting = false;
	const idle = new Set<() => void>();

	const take = (): {readonly bytes: Uint8Array; readonly lines: number; readonly told: number} => {
		const lines = waiting.length;
		const told = lost;
		const text = `${lost > 0 ? unwritten(lost) : ''}${waiting.join('')}`;
		waiting = [];
		length = 0;
		return {bytes: Buffer.from(text), lines, told};
	};

	const rest = () => {
		isWriting = false;
		for (const tell of idle) {
			tell();
		}

		idle.clear();
	};

	const send = (bytes: Uint8Array, lines: number, told: number) => {
		fs.write(file, bytes, (error, written) => {
			if (error) {
				// The same disk would say the same again: the next line tries it.
				lost += lines;
				rest();
			} else if (written < bytes.length) {
				send(bytes.subarray(written), lines, told);
			} else {
				// Meanwhile more may have been lost.
				lost -= told;
				next();
			}
		});
	};

	const next = () => {
		if (waiting.length === 0) {
			rest();
			return;
		}

		isWriting = true;
		const {bytes, lines, told} = take();
		send(bytes, lines, told);
	};

	return {
		add(line) {
			if (length + line.length > mostWaiting) {
				lost++;
				return;
			}

			waiting.push(line);
			length += line.length;
			if (!isWriting) {
				next();
			}
		},
		async drain() {
			if (isWriting) {
				const written = new Promise<void>(resolve => {
					idle.add(resolve);
				});
				await Promise.race([written, delay(patience, undefined, {ref: false})]);
			}
		},
		flush() {
			try {
				if (waiting.length > 0) {
					fs.writeSync(file, take().bytes);
				}
			} catch {
				// There is nowhere to tell it.
			}
		},
	};
}
