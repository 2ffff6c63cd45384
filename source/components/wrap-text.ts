import {graphemesOf} from '../terminal/narrow-text.ts';
import {widthOf} from './fit.ts';

/**
The text in pieces of at most `width` columns, cut wherever that is: nothing of it is lost, not even blanks. A width below 1 counts as
1; one wide character still takes two columns then.
*/
export function wrapText(text: string, width: number): readonly string[] {
	const room = Math.max(1, width);
	if (widthOf(text) <= room) {
		return [text];
	}

	const pieces: string[] = [];
	let piece = '';
	let taken = 0;
	for (const {segment} of graphemesOf(text)) {
		const wide = widthOf(segment);
		if (piece !== '' && taken + wide > room) {
			pieces.push(piece);
			piece = '';
			taken = 0;
		}

		piece += segment;
		taken += wide;
	}

	return [...pieces, piece];
}

/**
Lines that begin with `head` (columns wide as it is) and go on below themselves, indented by `indent` columns, where the text is longer
than the width.
*/
export function hangText(text: string, {head, indent, width}: {readonly head: number; readonly indent: number; readonly width: number}): readonly string[] {
	if (head + widthOf(text) <= width) {
		return [text];
	}

	const [first = '', ...rest] = wrapText(text, width - head);
	const blank = ' '.repeat(indent);
	return [first, ...wrapText(rest.join(''), width - indent).map(piece => blank + piece)];
}
