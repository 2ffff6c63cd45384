import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {openTerminal, type OpenTerminal, type TerminalOptions} from './terminal.ts';

/** What the shell found when its program was gone. */
export type ShellOutcome = {
	/** As the shell says it: 128 plus the number of a signal. */
	readonly code: number;
	/** The line settings (`stty -g`) before and after. */
	readonly before: string;
	readonly after: string;
};

export type ShellTerminal = OpenTerminal & {
	/** Resolves when the program and then the shell have ended. */
	readonly outcome: Promise<ShellOutcome>;
	/** Signals the program, not the shell around it. Throws when it is not running. */
	readonly signal: (signal: NodeJS.Signals) => void;
	/** The process id of the program inside the shell. Throws when it is not running. */
	readonly programPid: () => number;
};

/** The shell outlives signals from the keyboard, as an interactive one does; a handler (not "ignore") is not inherited by the program. */
const script = `
trap : INT QUIT TERM HUP
stty -g > "$SHIPSHAPE_TEST_FOLDER/before"
"$@"
code=$?
stty -g > "$SHIPSHAPE_TEST_FOLDER/after"
echo "$code" > "$SHIPSHAPE_TEST_FOLDER/code"
`;

const readTrimmed = async (file: string): Promise<string> => {
	const text = await readFile(file, 'utf8');
	return text.trim();
};

/** Runs a program under a shell in a real pseudo-terminal, the way a user does, to compare the terminal before and after. */
export const runInShell = async (options: TerminalOptions): Promise<ShellTerminal> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-shell-'));
	const terminal = openTerminal({
		...options,
		command: ['sh', '-c', script, 'sh', ...options.command],
		env: {...options.env, SHIPSHAPE_TEST_FOLDER: folder},
	});

	const findOutcome = async (): Promise<ShellOutcome> => {
		try {
			await terminal.exit;
			const [before, after, code] = await Promise.all(['before', 'after', 'code'].map(async name => readTrimmed(path.join(folder, name))));
			return {before: before ?? '', after: after ?? '', code: Number(code)};
		} finally {
			await rm(folder, {recursive: true, force: true});
		}
	};

	const outcome = findOutcome();
	// Who kills the shell on purpose does not ask for the outcome.
	outcome.catch(() => undefined);

	const programPid = (): number => {
		const [child] = readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim().split(' ', 1);
		if (child === undefined || child === '') {
			throw new Error('The shell has no program running');
		}

		return Number(child);
	};

	return {
		...terminal,
		outcome,
		programPid,
		signal(signal) {
			process.kill(programPid(), signal);
		},
		async close() {
			try {
				process.kill(programPid(), 'SIGKILL');
			} catch {}

			await terminal.close();
		},
	};
};
