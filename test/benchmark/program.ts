import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {stripVTControlCharacters} from 'node:util';
import {spawn} from '@lydell/node-pty';

/** A program in a pty, seen from outside: what it writes and when. Times in milliseconds since it was started. */
export type Program = {
	readonly pid: number;
	/** Milliseconds since it was started. */
	readonly elapsed: () => number;
	/** Bytes written so far. */
	readonly bytes: () => number;
	/** When the first byte came. */
	readonly first: Promise<number>;
	/** Resolves to the time at which this text had been written, counting from now on. */
	readonly until: (text: string) => Promise<number>;
	/** When the row under the cursor was drawn last. */
	readonly cursorDrawn: () => number;
	/** Resolves when something is written. */
	readonly next: () => Promise<number>;
	readonly write: (keys: string) => void;
	readonly end: () => Promise<void>;
};

/** How the row under the cursor is told from others. */
const inverse = '\u001B[7m';

/** Starts it at 120×40 on this engine, with a home of its own. */
export const startProgram = (command: readonly string[], address: string): Program => {
	const started = performance.now();
	const elapsed = () => performance.now() - started;
	const pty = spawn(command[0]!, command.slice(1), {
		cols: 120,
		rows: 40,
		env: {PATH: process.env['PATH'], HOME: '/nonexistent', LANG: 'C.UTF-8', TERM: 'xterm-256color', DOCKER_HOST: address},
	});
	const {promise: first, resolve: onFirst} = Promise.withResolvers<number>();
	let written = 0;
	let cursor = 0;
	let waits: ReadonlyArray<(data: string) => boolean> = [];
	pty.onData(data => {
		onFirst(elapsed());
		written += Buffer.byteLength(data);
		if (data.includes(inverse)) {
			cursor = elapsed();
		}

		waits = waits.filter(wait => !wait(data));
	});
	const wait = async (isThere: (text: string) => boolean): Promise<number> => new Promise(resolve => {
		let seen = '';
		waits = [...waits, data => {
			seen = (seen + stripVTControlCharacters(data)).slice(-20_000);
			if (!isThere(seen)) {
				return false;
			}

			resolve(elapsed());
			return true;
		}];
	});
	return {
		pid: pty.pid,
		elapsed,
		bytes: () => written,
		cursorDrawn: () => cursor,
		first,
		until: async text => wait(seen => seen.includes(text)),
		next: async () => wait(seen => seen !== ''),
		write(keys) {
			pty.write(keys);
		},
		async end() {
			const {promise, resolve} = Promise.withResolvers<void>();
			pty.onExit(() => {
				resolve();
			});
			pty.kill('SIGTERM');
			await promise;
		},
	};
};

/** Resolves after this many milliseconds. */
export const pause = async (milliseconds: number): Promise<void> => {
	await delay(milliseconds);
};
