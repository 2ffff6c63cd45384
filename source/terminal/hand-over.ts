import {setImmediate as immediate} from 'node:timers/promises';
import {keepTitle, restoreModes} from './modes.ts';
import {stopProcess} from './stop-process.ts';
import {createStay, type Departure, type Stay, type Visit} from './visit.ts';

/** Runs something while the UI neither reads nor draws; the UI is whole again when it resolves. */
export type Suspend = (run: () => Promise<void>) => Promise<void>;

export type HandOver = {
	/** True from the moment a visit was asked for until the UI has the terminal again. */
	isTaken(): boolean;
	/** What the UI has read though it was meant for the program: typed in one go with the key that began the visit. Bytes as latin1 text. */
	typed(text: string): void;
	/** Gives the terminal away until the visit ends. Rejects with what its `open` rejected with. One at a time. */
	visit(visit: Visit): Promise<Departure>;
	/** Leaves the terminal to the shell that started us, until it lets us go on; resolves to false when it cannot, or somebody else has the terminal. */
	stop(): Promise<boolean>;
	/** True while the shell has the terminal: whoever changes its settings then is stopped for it. */
	isStopped(): boolean;
	/** Takes the terminal anew: whoever stopped and continued us has changed it. */
	reclaim(): Promise<void>;
	/** How the UI steps aside: told by the UI as soon as it is drawn. */
	lend(suspend: Suspend): void;
	/** Takes the terminal back because all ends: it is whole when this returns. Resolves when what ran inside was told to end. */
	abandon(): Promise<void>;
};

/** Milliseconds that the end of all waits for what ran inside. */
const lastPatience = 1000;

/** Hands the terminal over to programs in containers, and takes it back whole. */
export function createHandOver(input: NodeJS.ReadStream, output: NodeJS.WriteStream): HandOver {
	let stay: Stay | undefined;
	let suspend: Suspend | undefined;
	let release: (() => void) | undefined;
	let isOver = false;
	let isAside = false;
	let isStopped = false;

	/** Lets something run while the UI is aside, unless it already is. */
	const aside = async (run: () => Promise<void>): Promise<void> => {
		if (stay !== undefined || isAside || suspend === undefined) {
			return;
		}

		isAside = true;
		try {
			// Not within the handling of the key that asked for it: Ink draws once more before it steps aside.
			await immediate();
			if (!isOver) {
				await suspend(run);
			}
		} finally {
			isAside = false;
		}
	};

	const write = (bytes: Uint8Array | string): Promise<void> | void => {
		if (isOver || output.write(bytes)) {
			return;
		}

		return new Promise(resolve => {
			const done = () => {
				output.off('drain', done);
				output.off('close', done);
				resolve();
			};

			output.once('drain', done);
			output.once('close', done);
		});
	};

	/** Takes keyboard and screen for a stay; gives what undoes it, with all that the program has left on. */
	const take = (taker: Stay): () => void => {
		const type = (text: string) => {
			taker.type(text);
		};

		const resized = () => {
			taker.resized();
		};

		// Ink has just left raw mode: nothing may be echoed. As latin1 no byte is lost, whatever it means inside.
		input.setRawMode(true);
		input.setEncoding('latin1');
		input.on('data', type);
		output.on('resize', resized);
		output.write(keepTitle);
		return () => {
			release = undefined;
			// The stream is not paused: Ink would never hear of a key again.
			input.off('data', type);
			output.off('resize', resized);
			output.write(restoreModes(taker.isAlternate()));
		};
	};

	return {
		isTaken: () => stay !== undefined || isAside,
		typed(text) {
			stay?.type(text);
		},
		lend(given) {
			suspend = given;
		},
		async visit(visit) {
			if (stay !== undefined || isAside || suspend === undefined) {
				throw new Error('the terminal is taken');
			}

			const current = createStay(visit, {write, size: () => ({columns: output.columns, rows: output.rows})});
			stay = current;
			let departure: Departure = {how: 'cancelled'};
			try {
				// Not within the handling of the key that asked for it: Ink draws once more before it steps aside.
				await immediate();
				if (!isOver) {
					await suspend(async () => {
						release = take(current);
						try {
							departure = await current.run();
						} finally {
							release?.();
						}
					});
				}
			} finally {
				stay = undefined;
			}

			return departure;
		},
		async stop() {
			let wasStopped = false;
			await aside(async () => {
				isStopped = true;
				wasStopped = await stopProcess();
				isStopped = isOver;
			});
			return wasStopped;
		},
		isStopped: () => isStopped,
		reclaim: async () => aside(async () => undefined),
		async abandon() {
			const current = stay;
			const ending = current?.abandon();
			release?.();
			isOver = true;
			await Promise.race([ending, new Promise(resolve => {
				setTimeout(resolve, lastPatience).unref();
			})]);
		},
	};
}
