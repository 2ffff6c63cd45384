import {type TerminalModes} from './terminal-modes.ts';

/** What a screen is waited for: text on it, a pattern without the flags g and y (lines joined by line feeds), or a question about its lines. */
export type Expectation = string | RegExp | ((lines: readonly string[]) => boolean);

/** What is being watched. */
export type WatchedScreen = {
	readonly screen: () => readonly string[];
	readonly modes: () => TerminalModes;
};

const describe = (expected: Expectation): string => {
	if (typeof expected === 'function') {
		return `a screen where ${expected.toString()}`;
	}

	return typeof expected === 'string' ? JSON.stringify(expected) : String(expected);
};

const isMet = (expected: Expectation, lines: readonly string[]): boolean => {
	if (typeof expected === 'function') {
		return expected(lines);
	}

	const text = lines.join('\n');
	return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
};

/** The lines with a frame and their numbers, for messages of failed tests. */
export const frameScreen = (lines: readonly string[]): string => {
	const edge = '─'.repeat(Math.max(...lines.map(line => line.length), 20));
	const numbered = lines.map((line, row) => `${String(row).padStart(3)} │${line}`);
	return [`    ┌${edge}`, ...numbered, `    └${edge}`].join('\n');
};

/**
Lets tests wait for a screen without polling: it is looked at again each time `changed` is called.

Half-drawn frames (inside a synchronised update) are not looked at, unless the program has ended within one.
*/
export const watchScreen = (watched: WatchedScreen) => {
	const watchers = new Set<() => void>();
	let ending: string | undefined;

	const changed = () => {
		for (const watcher of watchers) {
			watcher();
		}
	};

	const failure = (what: string, reason: string): Error =>
		new Error(`${reason} while waiting for ${what}. The screen:\n${frameScreen(watched.screen())}\nmodes ${JSON.stringify(watched.modes())}`);

	const waitFor = async (expected: Expectation, timeout = 10_000): Promise<readonly string[]> => new Promise((resolve, reject) => {
		const fail = (reason: string) => {
			stop();
			reject(failure(describe(expected), reason));
		};

		const check = () => {
			if (ending === undefined && watched.modes().synchronised) {
				return;
			}

			try {
				if (isMet(expected, watched.screen())) {
					stop();
					resolve(watched.screen());
				} else if (ending !== undefined) {
					fail(ending);
				}
			} catch (error) {
				fail(String(error));
			}
		};

		const timer = setTimeout(fail, timeout, `Not there after ${timeout} ms`);
		const stop = () => {
			clearTimeout(timer);
			watchers.delete(check);
		};

		watchers.add(check);
		check();
	});

	const settle = async (quiet = 100, timeout = 10_000): Promise<void> => new Promise((resolve, reject) => {
		const stop = () => {
			clearTimeout(quietTimer);
			clearTimeout(timer);
			watchers.delete(restart);
		};

		const settled = () => {
			stop();
			resolve();
		};

		const timer = setTimeout(() => {
			stop();
			reject(failure(`${quiet} ms without output`, `Still drawing after ${timeout} ms`));
		}, timeout);
		let quietTimer = setTimeout(settled, quiet);
		const restart = () => {
			clearTimeout(quietTimer);
			quietTimer = setTimeout(settled, quiet);
		};

		watchers.add(restart);
	});

	const end = (reason: string) => {
		ending = reason;
		changed();
	};

	return {
		changed, waitFor, settle, end,
	};
};
