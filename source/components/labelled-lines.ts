import wrapAnsi from 'wrap-ansi';
import {fit, widthOf} from './fit.ts';
import type {PaintableSpan} from './paint.ts';

/** What stands beside a label, a line each. A label without values is left out. */
export type Labelled = {readonly label: string; readonly values: readonly PaintableSpan[]};

/** The text in lines of at most `width` columns, cut at blanks where there are any. */
export function wrapWords(text: string, width: number): readonly string[] {
	return widthOf(text) <= width ? [text] : wrapAnsi(text, Math.max(1, width), {hard: true}).split('\n');
}

/** Labels in a column of their own, values beside them, long ones wrapped so that no line is wider than `width`. */
export function labelledLines(entries: readonly Labelled[], width: number): ReadonlyArray<readonly PaintableSpan[]> {
	const shown = entries.filter(({values}) => values.length > 0);
	const labelWidth = Math.max(0, ...shown.map(({label}) => widthOf(label))) + 2;
	const room = Math.max(8, width - labelWidth);
	return shown.flatMap(({label, values}) => values
		.flatMap(value => wrapWords(value.text, room).map((text): PaintableSpan => ({...value, text})))
		.map((value, index): readonly PaintableSpan[] => [{text: fit(index === 0 ? label : '', labelWidth), tone: 'dim'}, value]));
}
