import {Buffer} from 'node:buffer';
import type {Key} from 'ink';

/** One key, named as the keymap names it (`j`, `ctrl+r`, `shift+tab`, `pgdn`, `esc`, `space`), and how often it came in a row. */
export type Press = {
	readonly key: string;
	readonly count: number;
	/** The character it types, if it types one. */
	readonly text?: string;
};

const named: ReadonlyArray<readonly [keyof Key, string]> = [
	['upArrow', 'up'], ['downArrow', 'down'], ['leftArrow', 'left'], ['rightArrow', 'right'], ['pageUp', 'pgup'], ['pageDown', 'pgdn'],
	['home', 'home'], ['end', 'end'], ['return', 'enter'], ['escape', 'esc'], ['backspace', 'backspace'], ['delete', 'delete'],
];

/**
Names what Ink reports. Ink hands several keys typed at once over as one string (`jjj`, `gg\r`): they are split here,
and keys that are held down to move are folded into one press with a count, so that they cost one drawing. No others are:
two quick `q` are two steps back, and the second of two keys may be meant for what the first one opens.
*/
export function pressesOf(input: string, key: Partial<Key>): readonly Press[] {
	if (key.tab) {
		return [{key: key.shift ? 'shift+tab' : 'tab', count: 1}];
	}

	for (const [property, name] of named) {
		if (key[property]) {
			return name === 'esc' && input !== '' ? [{key: 'esc', count: 1}, ...typed(input)] : [{key: key.ctrl ? `ctrl+${name}` : name, count: 1}];
		}
	}

	if (key.ctrl) {
		return [{key: `ctrl+${input === ' ' ? 'space' : input.toLowerCase()}`, count: 1}];
	}

	if (key.meta) {
		// Escape and a key that came in one chunk (usual over a slow line) look like alt and that key: no alt is bound, so both mean what they are alone.
		return [{key: 'esc', count: 1}, ...typed(input)];
	}

	return typed(input);
}

const controls: Readonly<Record<string, string>> = {'\r': 'enter', '\n': 'enter', '\t': 'tab', '\u007F': 'backspace', '\b': 'backspace', '\u001B': 'esc'};

const held: ReadonlySet<string> = new Set(['j', 'k', 'J', 'K', 'space', 'backspace']);

function typed(input: string): readonly Press[] {
	const presses: Press[] = [];
	for (const character of input) {
		const press = pressOf(character);
		const last = presses.at(-1);
		if (press && last?.key === press.key && held.has(press.key)) {
			presses[presses.length - 1] = {...last, count: last.count + 1};
		} else if (press) {
			presses.push(press);
		}
	}

	return presses;
}

function pressOf(character: string): Press | undefined {
	const control = controls[character];
	if (control) {
		return {key: control, count: 1};
	}

	const code = character.codePointAt(0)!;
	if (code < 0x20) {
		return code === 0 ? undefined : {key: `ctrl+${String.fromCodePoint(code + 0x60)}`, count: 1};
	}

	return {key: character === ' ' ? 'space' : character, count: 1, text: character};
}

const sequences: Readonly<Record<string, string>> = {
	enter: '\r', tab: '\t', 'shift+tab': '\u001B[Z', esc: '\u001B', space: ' ', backspace: '\u007F', delete: '\u001B[3~', up: '\u001B[A', down: '\u001B[B', right: '\u001B[C', left: '\u001B[D',
	home: '\u001B[H', end: '\u001B[F', pgup: '\u001B[5~', pgdn: '\u001B[6~',
};

/** Text as a terminal sends it, its UTF-8 bytes as latin1 text. */
export function latin1Of(text: string): string {
	return Buffer.from(text).toString('latin1');
}

/** What a terminal sends for a key: for what was read here and is meant for another program. Bytes as latin1 text. */
export function bytesOf({key, text, count}: Press): string {
	const [, letter] = /^ctrl\+(?<letter>[@\[\\\]^_a-z])$/v.exec(key) ?? [];
	const control = letter === undefined ? undefined : String.fromCodePoint(letter.toUpperCase().codePointAt(0)! % 32);
	const meta = key.startsWith('alt+') ? `\u001B${latin1Of(key.slice(4))}` : undefined;
	return (sequences[key] ?? control ?? meta ?? latin1Of(text ?? '')).repeat(count);
}

const shown: Readonly<Record<string, string>> = {up: '↑', down: '↓', left: '←', right: '→'};

/** A key as the footer, the help and the readme write it. */
export function showKey(key: string, ascii = false): string {
	return ascii ? key : shown[key] ?? key;
}
