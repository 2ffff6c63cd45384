import {setTimeout as delay} from 'node:timers/promises';
import {encodeKeys, encodeMouse, encodePaste} from './keys.ts';
import {type TerminalModes} from './terminal-modes.ts';

/** What a user can do at a terminal, real or emulated in process. */
export type Hands = {
	/** Presses keys, spelled as `keys.ts` tells: `'j j <enter>'`. */
	readonly press: (keys: string) => Promise<void>;
	/** Sends text as it is, in one chunk. */
	readonly type: (text: string) => Promise<void>;
	/** Pastes, in brackets when the program asked for them. */
	readonly paste: (text: string) => Promise<void>;
	/** Clicks or turns the wheel at a cell (from 0). Throws when the program did not ask for mouse events in SGR encoding. */
	readonly mouse: (action: 'click' | 'wheel-up' | 'wheel-down', column: number, row: number) => Promise<void>;
};

export type HandsOptions = {
	/** Delivers a chunk to the program. */
	readonly send: (chunk: string) => Promise<void>;
	readonly modes: () => TerminalModes;
	/** Milliseconds after which a program takes a lone ESC for a key and not for the start of a sequence. */
	readonly escapePause: number;
};

/** Turns what a user does into the bytes a terminal in the program's chosen modes would send. */
export const createHands = ({send, modes, escapePause}: HandsOptions): Hands => {
	const sendKey = async (chunk: string) => {
		await send(chunk);
		// Nothing but time tells a lone ESC from the start of a sequence: that is how terminals are.
		if (chunk.endsWith('\u{1B}')) {
			await delay(escapePause);
		}
	};

	return {
		async press(keys) {
			const {applicationCursor, kitty} = modes();
			const chunks = encodeKeys(keys, {applicationCursor, kitty});
			// One after the other: a mapper of `fromAsync` is awaited before the next call.
			await Array.fromAsync(chunks, sendKey);
		},
		type: send,
		async paste(text) {
			await send(encodePaste(text, modes().bracketedPaste));
		},
		async mouse(action, column, row) {
			if (modes().mouse === 'none' || !modes().mouseSgr) {
				throw new Error('The program did not ask for mouse events');
			}

			await send(encodeMouse(action, column, row));
		},
	};
};
