import sliceAnsi from 'slice-ansi';
import type {Theme, Tone} from '../config/theme.ts';
import {hyperlink} from '../terminal/hyperlinks.ts';
import {shorten, widthOf} from './fit.ts';

export type PaintableSpan = {readonly text: string; readonly tone?: Tone; readonly link?: string};

/** A line of spans in at most `width` columns, coloured; with `links` those that lead somewhere are links. */
export function paintLine(spans: readonly PaintableSpan[], theme: Theme, width: number, ellipsis = '…', links = false): string {
	let room = width;
	let painted = '';
	for (const {text, tone = 'plain', link} of spans) {
		if (room <= 0) {
			break;
		}

		const shown = shorten(text, room, 'end', ellipsis);
		room -= widthOf(shown);
		painted += links && link !== undefined ? hyperlink(theme[tone](shown), link) : theme[tone](shown);
		if (shown !== text) {
			break;
		}
	}

	return painted;
}

/** Columns a line of spans takes. */
export function spansWidth(spans: readonly PaintableSpan[]): number {
	return spans.reduce((sum, {text}) => sum + widthOf(text), 0);
}

/** Colours every occurrence of a text in a line; the line's other colours stay. `at` is where each begins, in characters of the plain text. */
export function highlight(spans: readonly PaintableSpan[], matches: ReadonlyArray<{readonly start: number; readonly end: number}>): readonly PaintableSpan[] {
	if (matches.length === 0) {
		return spans;
	}

	const result: PaintableSpan[] = [];
	let offset = 0;
	for (const span of spans) {
		let position = 0;
		for (const {start, end} of matches) {
			const from = Math.max(0, start - offset);
			const to = Math.min(span.text.length, end - offset);
			if (from < to) {
				result.push({...span, text: span.text.slice(position, from)}, {text: span.text.slice(from, to), tone: 'match'});
				position = to;
			}
		}

		result.push({...span, text: span.text.slice(position)});
		offset += span.text.length;
	}

	return result.filter(({text}) => text !== '');
}

/** Left and right part of one line; the left one yields. */
export function spread(left: readonly PaintableSpan[], right: readonly PaintableSpan[], theme: Theme, width: number, ellipsis = '…'): string {
	const rightWidth = Math.min(width, spansWidth(right));
	const room = Math.max(0, width - rightWidth - (rightWidth > 0 ? 1 : 0));
	const leftWidth = Math.min(room, spansWidth(left));
	return paintLine(left, theme, room, ellipsis) + ' '.repeat(Math.max(0, width - leftWidth - rightWidth)) + paintLine(right, theme, rightWidth, ellipsis);
}

/** A painted line in exactly `width` columns, for what lies over others. */
export function fill(painted: string, width: number): string {
	const taken = widthOf(painted);
	return taken > width ? sliceAnsi(painted, 0, width) : painted + ' '.repeat(width - taken);
}

