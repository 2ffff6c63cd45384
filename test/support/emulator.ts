import {Buffer} from 'node:buffer';
import xterm, {type Terminal} from '@xterm/headless';
import {readCell, type Cell} from './cells.ts';
import {watchScreen, type Expectation} from './screen-watch.ts';
import {trackModes, type TerminalModes} from './terminal-modes.ts';

export type EmulatorOptions = {
	/** Default 120. */
	readonly columns?: number;
	/** Default 40. */
	readonly rows?: number;
	/** Answers the kitty keyboard query; default false, like most terminals, and tmux. */
	readonly kitty?: boolean;
	/** Takes what the terminal itself answers (cursor position, device attributes). */
	readonly onReply?: (data: string) => void;
};

/** What can be asked of an emulated terminal: the part tests look at. */
export type Screen = {
	/** The visible lines, without blanks at their ends. */
	readonly screen: () => readonly string[];
	/** One visible line, from 0; negative counts from below. */
	readonly line: (row: number) => string;
	/** Throws when there is no such cell. */
	readonly cell: (column: number, row: number) => Cell;
	readonly cursor: () => {readonly column: number; readonly row: number};
	readonly modes: () => TerminalModes;
	/** Bytes (UTF-8) written since the start. */
	readonly bytes: () => number;
	/** Everything written since the start. */
	readonly raw: () => string;
	/** Text last copied by OSC 52, undefined when nothing was. */
	readonly clipboard: () => string | undefined;
	readonly title: () => string;
	/** Resolves with the lines when they are as expected; rejects after `timeout` ms (default 10 000), or when the program has ended, with the screen in the message. */
	readonly waitFor: (expected: Expectation, timeout?: number) => Promise<readonly string[]>;
	/** Resolves when nothing was written for `quiet` ms (default 100). */
	readonly settle: (quiet?: number, timeout?: number) => Promise<void>;
	/** The emulator underneath, for pictures. */
	readonly terminal: Terminal;
};

export type Emulator = {
	readonly view: Screen;
	/** Parses output; resolves when the screen shows it. */
	readonly write: (data: string) => Promise<void>;
	readonly resize: (columns: number, rows: number) => void;
	/** No more output will come: those who still wait are told why. */
	readonly end: (reason: string) => void;
};

/** An emulated terminal: what a user would see of the bytes written to it. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
	const terminal = new xterm.Terminal({
		cols: options.columns ?? 120,
		rows: options.rows ?? 40,
		allowProposedApi: true,
		scrollback: 1000,
	});
	const reply = (data: string) => {
		options.onReply?.(data);
	};

	const modes = trackModes(terminal, options.kitty ?? false, reply);
	terminal.onData(reply);

	const chunks: string[] = [];
	let byteCount = 0;
	let clipboard: string | undefined;
	let title = '';

	terminal.onTitleChange(changed => {
		title = changed;
	});
	terminal.parser.registerOscHandler(52, data => {
		clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
		return true;
	});

	const bufferLine = (row: number) => {
		const buffer = terminal.buffer.active;
		return buffer.getLine(buffer.baseY + (row < 0 ? terminal.rows + row : row));
	};

	const line = (row: number): string => bufferLine(row)?.translateToString(true).trimEnd() ?? '';
	const screen = (): readonly string[] => Array.from({length: terminal.rows}, (_, row) => line(row));
	const {changed, waitFor, settle, end} = watchScreen({screen, modes});

	const view: Screen = {
		terminal,
		screen,
		line,
		modes,
		waitFor,
		settle,
		cell(column, row) {
			const cell = bufferLine(row)?.getCell(column);
			if (cell === undefined) {
				throw new RangeError(`No cell ${column}, ${row} on a screen of ${terminal.cols}×${terminal.rows}`);
			}

			return readCell(cell);
		},
		cursor() {
			const buffer = terminal.buffer.active;
			return {column: buffer.cursorX, row: buffer.cursorY};
		},
		bytes: () => byteCount,
		raw: () => chunks.join(''),
		clipboard: () => clipboard,
		title: () => title,
	};

	return {
		view,
		end,
		async write(data) {
			chunks.push(data);
			byteCount += Buffer.byteLength(data);
			await new Promise<void>(resolve => {
				terminal.write(data, resolve);
			});
			changed();
		},
		resize(columns, rows) {
			terminal.resize(columns, rows);
			changed();
		},
	};
};
