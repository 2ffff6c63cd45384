import {fit, widthOf} from './fit.ts';
import type {PaintableSpan} from './paint.ts';

const gap = '  ';

/** Rows of cells as lines whose columns stand under each other; the last column is left as long as it is. `titles` stand above. */
export function alignedLines(titles: readonly string[], rows: ReadonlyArray<readonly PaintableSpan[]>): ReadonlyArray<readonly PaintableSpan[]> {
	const head = titles.map((text): PaintableSpan => ({text, tone: 'heading'}));
	const widths = titles.map((title, index) => Math.max(widthOf(title), ...rows.map(row => widthOf(row[index]?.text ?? ''))));
	return [head, ...rows].map(row => row.flatMap((span, index) => index === row.length - 1
		? [span]
		: [{...span, text: fit(span.text, widths[index] ?? widthOf(span.text))}, {text: gap}]));
}
