import {Readable, Writable} from 'node:stream';
import {setImmediate as immediate} from 'node:timers/promises';
import chalk, {type ColorSupportLevel} from 'chalk';
import {type ReactNode} from 'react';
import {render, type Instance, type RenderOptions} from 'ink';
import {createEmulator, type Screen} from './emulator.ts';
import {createHands, type Hands} from './hands.ts';

export type MountOptions = {
	/** Default 100. */
	readonly columns?: number;
	/** Default 30. */
	readonly rows?: number;
	/** Answers the kitty keyboard query; default false. */
	readonly kitty?: boolean;
	/** How many colours the terminal knows: 0, 1 (16), 2 (256) or 3 (all, the default). Holds for every screen of the process. */
	readonly colours?: ColorSupportLevel;
	/** On top of a full-screen program's: alternate screen, only changed lines written, ctrl+c left to the program. */
	readonly render?: Partial<RenderOptions>;
};

export type MountedScreen = Screen & Hands & {
	readonly instance: Instance;
	/** Resolves when all that is pending has been drawn and parsed. */
	readonly flush: () => Promise<void>;
	readonly resize: (columns: number, rows: number) => Promise<void>;
	/** Replaces the element. */
	readonly rerender: (element: ReactNode) => Promise<void>;
	/** Whether the program holds the keyboard in raw mode. */
	readonly isRaw: () => boolean;
	readonly unmount: () => Promise<void>;
};

/** Just over the 20 ms after which Ink takes a lone ESC for a key. */
const escapePause = 25;

const createOutput = (columns: number, rows: number, draw: (data: string) => Promise<void>) => {
	const drawThen = async (data: string, done: () => void) => {
		await draw(data);
		done();
	};

	const stream = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			void drawThen(String(chunk), done);
		},
		writev(chunks, done) {
			void drawThen(chunks.map(({chunk}) => String(chunk)).join(''), done);
		},
	});
	return Object.assign(stream, {isTTY: true, columns, rows});
};

const createInput = () => {
	const stream = new Readable({read: () => undefined});
	return Object.assign(stream, {
		isTTY: true,
		isRaw: false,
		setRawMode(isRaw: boolean) {
			this.isRaw = isRaw;
			return this;
		},
		ref() {
			return this;
		},
		unref() {
			return this;
		},
	});
};

/** Mounts an element the way the program does, full screen and drawing only what changes, on an emulated terminal in this process. */
export const mountScreen = async (element: ReactNode, options: MountOptions = {}): Promise<MountedScreen> => {
	const {columns = 100, rows = 30, kitty = false} = options;
	chalk.level = options.colours ?? 3;
	const stdin = createInput();
	const emulator = createEmulator({
		columns,
		rows,
		kitty,
		onReply(data) {
			stdin.push(data);
		},
	});
	// As the line discipline of a real terminal does (ONLCR).
	const stdout = createOutput(columns, rows, async data => emulator.write(data.replaceAll('\n', '\r\n')));
	const instance = render(element, {
		stdout,
		stdin,
		stderr: stdout,
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		interactive: true,
		...options.render,
	});

	const flush = async () => {
		await immediate();
		await instance.waitUntilRenderFlush();
	};

	const hands = createHands({
		modes: emulator.view.modes,
		escapePause,
		async send(chunk) {
			stdin.push(chunk);
			// Two chunks pushed in one turn would be read as one.
			await immediate();
		},
	});

	/** Everything a user does is followed by a flush, so that the next line of a test sees its effect. */
	const flushed = <Arguments extends unknown[]>(act: (...values: Arguments) => Promise<void>) => async (...values: Arguments) => {
		await act(...values);
		await flush();
	};

	await flush();
	return {
		...emulator.view,
		instance,
		flush,
		press: flushed(hands.press),
		type: flushed(hands.type),
		paste: flushed(hands.paste),
		mouse: flushed(hands.mouse),
		async resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			stdout.columns = newColumns;
			stdout.rows = newRows;
			stdout.emit('resize');
			await flush();
		},
		async rerender(newElement) {
			instance.rerender(newElement);
			await flush();
		},
		isRaw: () => stdin.isRaw,
		async unmount() {
			instance.unmount();
			await instance.waitUntilExit();
			emulator.end('The screen was unmounted');
		},
	};
};
