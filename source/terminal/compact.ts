import {pattern} from './sequences.ts';

/** Attributes of text that are on or off, by the code that sets them, with the code that takes them back. */
const flags = new Map([[1, 22], [2, 22], [3, 23], [4, 24], [7, 27], [9, 29]]);

/** How text is drawn from here on: codes of flags, and colours as they are written (`36`, `38;5;208`); empty is the terminal's own. */
type Rendition = {readonly flags: ReadonlySet<number>; readonly foreground: string; readonly background: string};

const plain: Rendition = {flags: new Set(), foreground: '', background: ''};

/** The rendition after a sequence of codes; undefined when one of them is not known here. */
function rendered(before: Rendition, parameters: string): Rendition | undefined {
	const codes = parameters === '' ? [0] : parameters.split(';').map(Number);
	let {foreground, background} = before;
	let on = before.flags;
	for (let index = 0; index < codes.length; index++) {
		const code = codes[index]!;
		if (code === 0) {
			({flags: on, foreground, background} = plain);
		} else if (flags.has(code)) {
			on = new Set([...on, code]);
		} else if (code >= 22 && code <= 29 && [...flags.values()].includes(code)) {
			on = new Set([...on].filter(flag => flags.get(flag) !== code));
		} else if (code === 38 || code === 48) {
			const length = codes[index + 1] === 5 ? 3 : (codes[index + 1] === 2 ? 5 : 0);
			if (length === 0 || index + length > codes.length) {
				return undefined;
			}

			const colour = codes.slice(index, index + length).join(';');
			[foreground, background] = code === 38 ? [colour, background] : [foreground, colour];
			index += length - 1;
		} else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
			foreground = String(code);
		} else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
			background = String(code);
		} else if (code === 39) {
			foreground = '';
		} else if (code === 49) {
			background = '';
		} else {
			return undefined;
		}
	}

	return {flags: on, foreground, background};
}

function isSame(first: Rendition, second: Rendition): boolean {
	return first === second || (first.foreground === second.foreground && first.background === second.background
		&& first.flags.size === second.flags.size && [...first.flags].every(flag => second.flags.has(flag)));
}

/** The codes that add what `to` has and `from` has not. */
function additions(from: Rendition, to: Rendition): readonly string[] {
	return [
		...[...to.flags].filter(flag => !from.flags.has(flag)).map(String),
		...to.foreground === from.foreground || to.foreground === '' ? [] : [to.foreground],
		...to.background === from.background || to.background === '' ? [] : [to.background],
	];
}

/** The shorter of two sequences that lead from one rendition to another: taking back what is too much, or all. */
function transition(from: Rendition, to: Rendition): string {
	if (isSame(from, to)) {
		return '';
	}

	const takenBack = new Set([...from.flags].filter(flag => !to.flags.has(flag)).map(flag => flags.get(flag)!));
	const rest = {...from, flags: new Set([...from.flags].filter(flag => !takenBack.has(flags.get(flag)!)))};
	const single = [
		...[...takenBack].map(String),
		...from.foreground !== '' && to.foreground === '' ? ['39'] : [],
		...from.background !== '' && to.background === '' ? ['49'] : [],
		...additions(rest, to),
	].join(';');
	const whole = isSame(to, plain) ? '' : ['0', ...additions(plain, to)].join(';');
	return `${escape}[${whole.length < single.length ? whole : single}m`;
}

const escape = String.fromCodePoint(0x1B);
/** A CSI sequence; a link; another escape sequence (OSC and its like up to their end, else two characters); text. */
const token = pattern([
	String.raw`ESC\[(?<parameters>[\x30-\x3F]*)[\x20-\x2F]*(?<final>[\x40-\x7E])`,
	String.raw`ESC\]8;[^;]*;(?<link>[^ESCBEL]*)(?:BEL|ESC\\)`,
	String.raw`ESC[PX\]\^_][\s\S]*?(?:BEL|ESC\\)`,
	String.raw`ESC[\s\S]?`,
	'[^ESC]+',
].join('|'));

const isRenditionOnly = /^[\d:;]*$/v;
const breaksLine = /[\n\r]/v;
const notBlank = /[^ ]/v;
/** From this length on, moving over blanks is shorter than writing them. */
const manyBlanks = / {6,}/gv;
/** Underline, inverse, strikethrough: with these a blank is seen. */
const seenOnBlanks = [4, 7, 9];

function isBlankUnseen({flags: on, background}: Rendition): boolean {
	return background === '' && seenOnBlanks.every(flag => !on.has(flag));
}

/**
Makes a function that rewrites what is sent to a terminal into fewer bytes with the same effect: attributes are sent only where they change
something, steps down are counted, and blanks on a line that was just erased are moved over. It remembers how text is drawn at the end of a
piece, so all of a stream has to go through one. Its lines have to fit into the terminal's. What it does not know it passes on as it is.
*/
export function createCompactor(): (piece: string) => string {
	let wanted = plain;
	/** Undefined from a sequence of attributes that is not known here until the next reset. */
	let actual: Rendition | undefined = plain;
	let result = '';
	let steps = 0;
	let isErased = false;
	let isLink = false;

	const step = () => {
		if (steps > 0) {
			result += steps === 1 ? `${escape}[E` : `${escape}[${steps}E`;
			steps = 0;
		}
	};

	/** Sends what was held back. */
	const settle = () => {
		step();
		if (actual) {
			result += transition(actual, wanted);
			actual = wanted;
		}
	};

	const render = (whole: string, parameters: string) => {
		const next = rendered(wanted, parameters);
		const isReset = parameters === '' || parameters === '0';
		if (actual && next) {
			wanted = next;
			return;
		}

		settle();
		result += whole;
		if (isReset) {
			wanted = plain;
			actual = plain;
		} else {
			actual = undefined;
		}
	};

	const write = (text: string) => {
		const isOneLine = !breaksLine.test(text);
		const isUnseen = actual !== undefined && isBlankUnseen(actual) && isBlankUnseen(wanted) && !isLink;
		const skip = (blanks: string) => isErased && isOneLine && isUnseen ? blanks.replaceAll(manyBlanks, run => `${escape}[${run.length}C`) : blanks;
		const from = isUnseen ? text.search(notBlank) : 0;
		// Blanks look the same in every colour.
		const blanks = from === -1 ? text : text.slice(0, from);
		step();
		result += skip(blanks);
		if (blanks !== text) {
			settle();
			result += skip(text.slice(blanks.length));
		}

		isErased &&= isOneLine;
	};

	return piece => {
		result = '';
		isErased = false;
		for (const {0: whole, groups} of piece.matchAll(token)) {
			const {parameters = '', final, link} = groups!;
			if (final === 'm' && isRenditionOnly.test(parameters)) {
				render(whole, parameters);
			} else if (final === 'E' && parameters === '') {
				steps++;
				isErased = false;
			} else if (whole.startsWith(escape)) {
				settle();
				result += whole;
				isLink = link === undefined ? isLink : link !== '';
				isErased = final === 'K' && parameters === '' && wanted.background === '' && actual !== undefined;
			} else {
				write(whole);
			}
		}

		settle();
		return result;
	};
}
