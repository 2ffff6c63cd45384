/**
How key presses are spelled in tests, and the bytes a terminal sends for them.

`'j j <enter>'`: blanks part key presses; each part arrives as a chunk of its own. Text in one part (`'jjj'`, `'G<enter>'`) arrives as one chunk, as from a fast typist or over a slow line. A blank itself is `<space>`.
*/

/** Which encoding the program asked its terminal for. */
export type KeyEncoding = {
	/** DECCKM: arrows are sent as SS3 sequences. */
	readonly applicationCursor?: boolean;
	/** Flags of the kitty keyboard protocol; only 1 (disambiguate) changes what is sent. */
	readonly kitty?: number;
};

const escape = '\u{1B}';

const plainKeys: Readonly<Record<string, string>> = {
	enter: '\r',
	return: '\r',
	ret: '\r',
	esc: escape,
	escape,
	tab: '\t',
	space: ' ',
	backspace: '\u{7F}',
	lt: '<',
	gt: '>',
	minus: '-',
	plus: '+',
};

/** Keys sent as CSI (or SS3) plus a letter. */
const letterKeys: Readonly<Record<string, string>> = {
	up: 'A',
	down: 'B',
	right: 'C',
	left: 'D',
	home: 'H',
	end: 'F',
	f1: 'P',
	f2: 'Q',
	f3: 'R',
	f4: 'S',
};

/** Keys sent as CSI, a number and a tilde. */
const numberKeys: Readonly<Record<string, number>> = {
	insert: 2,
	ins: 2,
	delete: 3,
	del: 3,
	pgup: 5,
	pageup: 5,
	pgdn: 6,
	pagedown: 6,
	f5: 15,
	f6: 17,
	f7: 18,
	f8: 19,
	f9: 20,
	f10: 21,
	f11: 23,
	f12: 24,
};

const modifierBits: Readonly<Record<string, number>> = {shift: 1, alt: 2, ctrl: 4};

const controlCharacter = (character: string): string => {
	if (character === ' ') {
		return '\0';
	}

	return character === '?' ? '\u{7F}' : String.fromCodePoint((character.toUpperCase().codePointAt(0) ?? 0) % 32);
};

const encodeCharacter = (character: string, modifiers: number, encoding: KeyEncoding): string => {
	const isShifted = modifiers % 2 === 1;
	const isAlt = Math.floor(modifiers / 2) % 2 === 1;
	const isControl = modifiers >= 4;
	const isDisambiguated = (encoding.kitty ?? 0) % 2 === 1;
	const hasOwnByte = ['\r', '\t', '\u{7F}'].includes(character);

	if (isDisambiguated && (character === escape || isAlt || isControl || (isShifted && hasOwnByte))) {
		return `${escape}[${character.codePointAt(0)}${modifiers > 0 ? `;${modifiers + 1}` : ''}u`;
	}

	if (isShifted && character === '\t') {
		return `${escape}[Z`;
	}

	const shifted = isShifted ? character.toUpperCase() : character;
	const controlled = isControl && !hasOwnByte && character !== escape ? controlCharacter(shifted) : shifted;
	return isAlt ? escape + controlled : controlled;
};

/** The bytes of one named key such as `enter`, `ctrl-c`, `shift+tab` or `alt-up`. Throws when the name is unknown. */
export const encodeKey = (name: string, encoding: KeyEncoding = {}): string => {
	const parts = name.split(/[+\-]/v);
	const key = parts.at(-1) ?? '';
	let modifiers = 0;
	for (const part of parts.slice(0, -1)) {
		const bit = modifierBits[part.toLowerCase()];
		if (bit === undefined) {
			throw new Error(`Unknown modifier "${part}" in key <${name}>`);
		}

		modifiers += bit;
	}

	const lowerCase = key.toLowerCase();
	const letter = letterKeys[lowerCase];
	if (letter !== undefined) {
		const isSingleShift = encoding.applicationCursor === true || 'PQRS'.includes(letter);
		return modifiers > 0 ? `${escape}[1;${modifiers + 1}${letter}` : `${escape}${isSingleShift ? 'O' : '['}${letter}`;
	}

	const number = numberKeys[lowerCase];
	if (number !== undefined) {
		return `${escape}[${number}${modifiers > 0 ? `;${modifiers + 1}` : ''}~`;
	}

	const character = plainKeys[lowerCase] ?? ([...key].length === 1 ? key : undefined);
	if (character === undefined) {
		throw new Error(`Unknown key <${name}>`);
	}

	return encodeCharacter(character, modifiers, encoding);
};

const encodePart = (part: string, encoding: KeyEncoding): string =>
	part.replaceAll(/<(?<name>[^<>]+)>/gv, (_match, name: string) => encodeKey(name, encoding));

/** The chunks to send for a spelled-out series of key presses, see the top of this file. */
export const encodeKeys = (keys: string, encoding: KeyEncoding = {}): readonly string[] =>
	keys.split(' ').filter(part => part !== '').map(part => encodePart(part, encoding));

/** What a terminal sends for pasted text. */
export const encodePaste = (text: string, isBracketed: boolean): string =>
	isBracketed ? `${escape}[200~${text}${escape}[201~` : text;

/** A press and release at a cell (from 0), or a turn of the wheel, in SGR encoding. */
export const encodeMouse = (action: 'click' | 'wheel-up' | 'wheel-down', column: number, row: number): string => {
	const place = `${column + 1};${row + 1}`;
	return action === 'click' ? `${escape}[<0;${place}M${escape}[<0;${place}m` : `${escape}[<${action === 'wheel-up' ? 64 : 65};${place}M`;
};
