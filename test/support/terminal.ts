import {constants} from 'node:os';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import {bareEnvironment, type Environment} from './bare-environment.ts';
import {createEmulator, type Screen} from './emulator.ts';
import {createHands, type Hands} from './hands.ts';

export type TerminalOptions = {
	/** The program and its arguments. */
	readonly command: readonly string[];
	/** Default 120. */
	readonly columns?: number;
	/** Default 40. */
	readonly rows?: number;
	/** On top of the bare environment; `undefined` takes a variable away. */
	readonly env?: Environment;
	readonly cwd?: string;
	/** Speaks the kitty keyboard protocol when the program asks for it; default false. */
	readonly kitty?: boolean;
};

export type TerminalExit = {
	/** Exit code; 0 when a signal ended the program. */
	readonly code: number;
	readonly signal: NodeJS.Signals | undefined;
};

export type OpenTerminal = Screen & Hands & {
	/** The process id of the program. */
	readonly pid: number;
	readonly resize: (columns: number, rows: number) => void;
	/** Resolves when the program has ended and all its output is on the screen. */
	readonly exit: Promise<TerminalExit>;
	/** Signals the program, default SIGTERM. */
	readonly kill: (signal?: NodeJS.Signals) => void;
	/** Ends the program if it still runs, as closing a window does (SIGHUP), by force after a second; made for `t.after`. */
	readonly close: () => Promise<void>;
};

/** Generous: a busy machine must not turn `<esc> j` into alt-j. */
const escapePause = 100;

const patience = 1000;

const signalName = (number: number | undefined): NodeJS.Signals | undefined =>
	Object.entries(constants.signals).find(([, value]) => value === number)?.[0] as NodeJS.Signals | undefined;

const describeExit = ({code, signal}: TerminalExit): string =>
	`The program ended (${signal ?? `exit code ${code}`})`;

/** Runs a program in a real pseudo-terminal, with an emulator as its screen. */
export const openTerminal = (options: TerminalOptions): OpenTerminal => {
	const [file, ...commandArguments] = options.command;
	if (file === undefined) {
		throw new TypeError('A terminal needs a command');
	}

	const {columns = 120, rows = 40} = options;
	const pty = spawn(file, commandArguments, {
		cols: columns,
		rows,
		cwd: options.cwd ?? process.cwd(),
		env: bareEnvironment(options.env),
	});

	let hasEnded = false;
	const write = (chunk: string) => {
		if (!hasEnded) {
			pty.write(chunk);
		}
	};

	const emulator = createEmulator({
		columns, rows, kitty: options.kitty ?? false, onReply: write,
	});
	let drawn = Promise.resolve();
	pty.onData(data => {
		drawn = emulator.write(data);
	});

	const ended = Promise.withResolvers<TerminalExit>();
	pty.onExit(async ({exitCode, signal}) => {
		hasEnded = true;
		const exit = {code: exitCode, signal: signalName(signal)};
		await drawn;
		emulator.end(describeExit(exit));
		ended.resolve(exit);
	});

	const kill = (signal: NodeJS.Signals = 'SIGTERM') => {
		if (hasEnded) {
			return;
		}

		try {
			process.kill(pty.pid, signal);
		} catch {
			// It has ended, and the news is on its way.
		}
	};

	return {
		...emulator.view,
		...createHands({
			modes: emulator.view.modes,
			escapePause,
			async send(chunk) {
				write(chunk);
			},
		}),
		pid: pty.pid,
		exit: ended.promise,
		kill,
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		async close() {
			kill('SIGHUP');
			const force = setTimeout(kill, patience, 'SIGKILL');
			await ended.promise;
			clearTimeout(force);
		},
	};
};
