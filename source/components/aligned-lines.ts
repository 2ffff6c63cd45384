import {fit, widthOf} from './fit.ts';
import type {PaintableSpan} from './paint.ts';

/** A column by its title, or with what else there is to say: numbers stand right, what is longer than `most` is cut in the middle. */
export type AlignedColumn = string | {
	readonly title: string;
	readonly align?: 'left' | 'right';
	readonly most?: number;
};

const gap: PaintableSpan = {text: '  '};

/** Rows of cells as lines whose columns stand under each other, the titles above; the last column is left as long as it is. */
export function alignedLines(columns: readonly AlignedColumn[], rows: ReadonlyArray<readonly PaintableSpan[]>, {ascii = false}: {readonly ascii?: boolean} = {}): ReadonlyArray<readonly PaintableSpan[]> {
	const shapes = columns.map(column => typeof column === 'string' ? {title: column} : column);
	const widths = shapes.map(({title, most = Infinity}, index) => {
		const widest = rows.reduce((width, row) => Math.max(width, widthOf(row[index]?.text ?? '')), 0);
		return Math.max(widthOf(title), Math.min(most, widest));
	});
	const place = (cells: readonly PaintableSpan[]): readonly PaintableSpan[] => shapes.flatMap(({align = 'left'}, index) => {
		const cell = cells[index] ?? {text: ''};
		if (index === shapes.length - 1 && align === 'left') {
			return [cell];
		}

		const fitted = {...cell, text: fit(cell.text, widths[index]!, {cut: 'middle', align, ellipsis: ascii ? '~' : '…'})};
		return index === shapes.length - 1 ? [fitted] : [fitted, gap];
	});
	return [place(shapes.map(({title}) => ({text: title, tone: 'heading'}))), ...rows.map(row => place(row))];
}
