import {Buffer} from 'node:buffer';
import {setTimeout as delay} from 'node:timers/promises';
import {drain, type Session, type TerminalSize} from '../model/session.ts';
import {harmlessLog} from './harmless-log.ts';
import {createLeaveWatch} from './leave-keys.ts';
import {createLineTyping} from './line-typing.ts';
import {createScreenWatch} from './modes.ts';

/** A stay inside a container: what the terminal is to be given to. */
export type Visit = {
	/** Shown while it opens. */
	readonly opening: string;
	/** Finds what is to be talked to; `signal` aborts when nobody waits for it any more. Its errors end the visit, which rejects with them. */
	readonly open: (size: TerminalSize, signal: AbortSignal) => Promise<{readonly session: Session; readonly greeting: string}>;
};

/** How a visit ended. */
export type Departure =
	/** The program or its connection ended; `session.exitCode` tells more. */
	| {readonly how: 'ended'; readonly session: Session}
	/** The person left by ctrl+p ctrl+q. `isOver` is false when what was started may run on. */
	| {readonly how: 'left'; readonly session: Session; readonly isOver: boolean}
	/** The person did not wait, or all is ending. */
	| {readonly how: 'cancelled'};

export type VisitOutput = {
	size(): TerminalSize;
	/** Resolves when more can be written. */
	write(bytes: Uint8Array | string): Promise<void> | void;
};

/** One visit under way. */
export type Stay = {
	/** Bytes as latin1 text: to the program, or kept for it until it is there. */
	type(text: string): void;
	resized(): void;
	run(): Promise<Departure>;
	/** True when the program has left the alternate screen on. */
	isAlternate(): boolean;
	/** Shows nothing more, and tells what runs inside to end; resolves when it has. */
	abandon(): Promise<void>;
};

/** Milliseconds that an engine gets to tell a program its terminal's size. */
const resizePatience = 1000;

const note = (text: string): string => `\u001B[2m${text}\u001B[22m\r\n`;

async function aborted(signal: AbortSignal): Promise<undefined> {
	return new Promise(resolve => {
		if (signal.aborted) {
			resolve(undefined);
		}

		signal.addEventListener('abort', () => {
			resolve(undefined);
		}, {once: true});
	});
}

/** Ends a session that opened after nobody waited for it any more. */
async function dismiss(opening: Promise<{readonly session: Session}>): Promise<void> {
	try {
		const {session} = await opening;
		void session.hangUp();
		await drain(session);
	} catch {
		// Then there is nothing to end.
	}
}

/** Makes a visit; `run` begins it. What is typed before is kept. */
export function createStay(visit: Visit, output: VisitOutput): Stay {
	const screen = createScreenWatch();
	const giveUp = new AbortController();
	const left = Promise.withResolvers<Departure>();
	const watch = createLeaveWatch();
	let waiting = '';
	let session: Session | undefined;
	let isQuiet = false;

	/** Until there is somebody to type to, ctrl+c and ctrl+p ctrl+q mean "never mind". */
	const keep = (text: string): void => {
		waiting += text;
		if (text.includes('\u0003') || watch(text).leaves) {
			giveUp.abort();
		}
	};

	let deliver = keep;

	const show = async (shown: Session): Promise<void> => {
		const decoder = new TextDecoder();
		for await (const {bytes} of shown.output) {
			if (isQuiet) {
				continue;
			}

			if (shown.terminal) {
				screen.see(bytes);
				await output.write(bytes);
			} else {
				await output.write(decoder.decode(bytes, {stream: true}).split('\n').map(line => harmlessLog(line)).join('\r\n'));
			}
		}
	};

	const leave = async (from: Session): Promise<void> => {
		isQuiet = true;
		try {
			left.resolve({how: 'left', session: from, isOver: await from.hangUp()});
		} catch {
			left.resolve({how: 'left', session: from, isOver: false});
		}
	};

	return {
		type(text) {
			if (!isQuiet) {
				deliver(text);
			}
		},
		resized() {
			void session?.resize(output.size());
		},
		async run() {
			await output.write(note(visit.opening));
			const opening = visit.open(output.size(), giveUp.signal);
			const opened = await Promise.race([opening, aborted(giveUp.signal)]);
			if (!opened) {
				void dismiss(opening);
				return {how: 'cancelled'};
			}

			const inside = opened.session;
			session = inside;
			await output.write(note(opened.greeting));
			// Before anything is typed: a program that finds its terminal another size in the middle of a key may lose the key.
			deliver = text => {
				waiting += text;
			};

			await Promise.race([inside.resize(output.size()), delay(resizePatience, undefined, {ref: false})]);
			const pass = passOn(inside, output);
			const watchInside = createLeaveWatch(inside.outlives);
			deliver = text => {
				const {passed, leaves} = watchInside(text);
				if (passed !== '') {
					pass(passed);
				}

				if (leaves) {
					void leave(inside);
				}
			};

			const shown = (async (): Promise<Departure> => {
				await show(inside);
				return isQuiet ? left.promise : {how: 'ended', session: inside};
			})();
			deliver(waiting);
			return Promise.race([shown, left.promise, aborted(giveUp.signal).then((): Departure => ({how: 'cancelled'}))]);
		},
		isAlternate: screen.isAlternate,
		async abandon() {
			isQuiet = true;
			giveUp.abort();
			await session?.hangUp();
		},
	};
}

/** Takes what is typed to the program: as it is when it has a terminal, else line by line. */
function passOn(session: Session, output: VisitOutput): (text: string) => void {
	if (session.terminal) {
		return text => {
			session.write(Buffer.from(text, 'latin1'));
		};
	}

	return createLineTyping({
		echo(text) {
			if (session.takesInput) {
				void output.write(text);
			}
		},
		line(text) {
			session.write(Buffer.from(text));
		},
		interrupt() {
			session.signal('SIGINT').catch(() => undefined);
		},
		end() {
			session.endInput();
		},
	});
}
