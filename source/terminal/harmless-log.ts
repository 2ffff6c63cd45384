import stringWidth from 'string-width';
import {neutralise} from './neutralise.ts';
import {colourSequence, sequences, splitColours} from './sequences.ts';

const tabStop = 8;

/** What most lines have nothing of: controls, and everything that `neutralise` looks for. */
const suspicious = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}]|\p{Mark}{9}/v;

const longestColour = 40;

/** Colours stay, what else moves or erases goes: a line of a log stands alone. A link loses its address, which nobody could check. */
function withoutMoves(text: string): string {
	return text.replaceAll(sequences, (sequence, parameters: string | undefined, between: string | undefined, last: string | undefined) =>
		last === 'm' && between === '' && /^[\d:;]*$/v.test(parameters ?? '') && sequence.length <= longestColour ? withoutTricks(parameters ?? '') : '');
}

/** Blinking (5, 6) annoys, and concealed text (8) hides. A `5` or `8` within a colour such as `38;5;8` is none of these. */
function withoutTricks(parameters: string): string {
	const codes = parameters.split(';');
	const kept: string[] = [];
	for (let index = 0; index < codes.length; index++) {
		const code = codes[index]!;
		if (['38', '48', '58'].includes(code)) {
			const count = codes[index + 1] === '5' ? 3 : 5;
			kept.push(...codes.slice(index, index + count));
			index += count - 1;
		} else if (!['5', '6', '8'].includes(code)) {
			kept.push(code);
		}
	}

	return kept.length === 0 ? '' : colourSequence(kept.join(';'));
}

/** The state that a line which writes over itself ends in: what follows the last return that is followed by anything. */
function lastState(text: string): string {
	const states = text.split('\r');
	return states.findLast(state => withoutMoves(state).trim() !== '') ?? '';
}

/** A backspace takes the character before it away, as a spinner means it. */
function withoutBackspaces(text: string): string {
	const kept: string[] = [];
	for (const character of text) {
		if (character === '\b') {
			kept.pop();
		} else {
			kept.push(character);
		}
	}

	return kept.join('');
}

function expandTabs(text: string, column: number): string {
	let expanded = '';
	let at = column;
	for (const [index, part] of text.split('\t').entries()) {
		if (index > 0) {
			const blanks = tabStop - (at % tabStop);
			expanded += ' '.repeat(blanks);
			at += blanks;
		}

		expanded += part;
		at += stringWidth(part);
	}

	return expanded;
}

/**
Makes one line of a log harmless: colours (SGR) are kept, other sequences of a terminal taken out, tabs expanded, what a carriage
return or backspaces write over is shown in its last state, and everything else that a terminal would obey becomes visible.
Bytes that were no UTF-8 are `�` already.
*/
export function harmlessLog(text: string): string {
	if (!suspicious.test(text)) {
		return text;
	}

	const ended = text.endsWith('\r') ? text.slice(0, -1) : text;
	const state = ended.includes('\r') ? lastState(ended) : ended;
	const moved = withoutMoves(state);
	const still = moved.includes('\b') ? withoutBackspaces(moved) : moved;
	let column = 0;
	let harmless = '';
	for (const [index, part] of splitColours(still).entries()) {
		// The odd ones are the colours.
		if (index % 2 === 1) {
			harmless += part;
			continue;
		}

		const expanded = part.includes('\t') ? expandTabs(part, column) : part;
		column += stringWidth(expanded);
		harmless += neutralise(expanded, {limit: Infinity});
	}

	return harmless;
}
