import type {Duplex} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import {frame} from './frames.ts';
import type {ShellSetting} from './shell-tools.ts';
import {programOf} from './shell-words.ts';
import {isInteractive, runLine, runShell} from './shell.ts';
import {createTerminalLine} from './terminal-line.ts';

/** A program that talks over a connection. */
export type Session = {
	readonly command: readonly string[];
	readonly setting: ShellSetting;
	/** Where its output goes and, when it is to be read, its input comes from. */
	readonly connection: Duplex;
	readonly withInput: boolean;
};

const terminalText = (text: string) => text.replaceAll(/\r?\n/gv, '\r\n');

/** Runs an interactive shell behind a terminal: prompt, echo, line editing. Resolves to the exit code when the user leaves. */
async function runTerminalShell({command, connection, setting}: Session): Promise<number> {
	const say = (text: string) => {
		if (!connection.destroyed) {
			connection.write(terminalText(text));
		}
	};

	const prompt = () => {
		const sign = setting.user === 'root' ? '#' : '$';
		say(programOf(command).name === 'bash' ? `${setting.user}@${setting.hostname}:${setting.workingDirectory}${sign} ` : `${setting.workingDirectory} ${sign} `);
	};

	return new Promise(resolve => {
		let code = 0;
		// One line after the other: what is typed ahead waits.
		let turn = Promise.resolve();
		const leave = (exitCode: number) => {
			connection.off('data', listen);
			resolve(exitCode);
		};

		const editor = createTerminalLine({
			echo(text) {
				connection.write(text);
			},
			line(text) {
				turn = turn.then(async () => {
					const outcome = await runLine({
						command: [], output: say, error: say, setting,
					}, text);
					code = outcome.code;
					if (outcome.leave) {
						leave(code);
					} else {
						prompt();
					}
				});
			},
			interrupt() {
				code = 130;
				prompt();
			},
			end() {
				say('\n');
				leave(code);
			},
		});
		const decoder = new StringDecoder('utf8');
		const listen = (bytes: Buffer) => {
			editor.type(decoder.write(bytes));
		};

		connection.on('data', listen);
		connection.resume();
		prompt();
	});
}

async function * textOf(connection: Duplex): AsyncGenerator<string> {
	const decoder = new StringDecoder('utf8');
	// The socket must outlive its input: what the program says after it has still to be sent.
	for await (const bytes of connection.iterator({destroyOnReturn: false}) as AsyncIterable<Buffer>) {
		yield decoder.write(bytes);
	}
}

/** Runs a command with its streams multiplexed over the connection. Resolves to the exit code. */
async function runPlain({command, connection, setting, withInput}: Session): Promise<number> {
	const write = (stream: 'stdout' | 'stderr') => (text: string) => {
		if (!connection.destroyed && text !== '') {
			connection.write(frame(stream, text));
		}
	};

	return runShell({
		command, output: write('stdout'), error: write('stderr'), setting, ...(withInput && {input: textOf(connection)}),
	});
}

/** Runs a command behind a terminal that does not read lines: raw output. */
async function runRaw({command, connection, setting}: Session): Promise<number> {
	const say = (text: string) => {
		if (!connection.destroyed) {
			connection.write(terminalText(text));
		}
	};

	return runShell({
		command, output: say, error: say, setting,
	});
}

/** Runs a session to its end. Resolves to the exit code; the connection stays open. */
export async function runSession(session: Session, terminal: boolean): Promise<number> {
	if (!session.withInput) {
		// Nobody reads what comes in, but its end must be noticed.
		session.connection.resume();
	}

	const isShell = isInteractive(session.command, session.setting);
	if (terminal) {
		return isShell && session.withInput ? runTerminalShell(session) : runRaw(session);
	}

	return runPlain(session);
}
