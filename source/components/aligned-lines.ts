import {fit, shorten, widthOf} from './fit.ts';
import type {PaintableSpan} from './paint.ts';

/** A column by its title, or with what else there is to say: numbers stand right, what is longer than `most` is cut in the middle. */
export type AlignedColumn = string | {
	readonly title: string;
	readonly align?: 'left' | 'right';
	readonly most?: number;
};

const gap: PaintableSpan = {text: '  '};

export type AlignedOptions = {
	readonly ascii?: boolean;

	/** Columns of the screen there are for a line: the widest cells yield until the others are seen. */
	readonly width?: number;
};

/** What a column keeps when others need room. */
const least = 8;

/** The widths that together take at most `room`, taken from the widest first. */
function yielding(wanted: readonly number[], room: number): readonly number[] {
	const sum = wanted.reduce((total, width) => total + width, 0);
	const widest = Math.max(0, ...wanted);
	if (sum <= room || widest <= least) {
		return wanted;
	}

	const next = Math.max(least, ...wanted.filter(width => width < widest));
	const count = wanted.filter(width => width === widest).length;
	const to = Math.max(next, Math.floor(widest - ((sum - room) / count)));
	return yielding(wanted.map(width => Math.min(width, to)), room);
}

/** Rows of cells as lines whose columns stand under each other, the titles above; the last column is left as long as it is. */
export function alignedLines(columns: readonly AlignedColumn[], rows: ReadonlyArray<readonly PaintableSpan[]>, {ascii = false, width: room = Infinity}: AlignedOptions = {}): ReadonlyArray<readonly PaintableSpan[]> {
	const shapes = columns.map(column => typeof column === 'string' ? {title: column} : column);
	const wanted = shapes.map(({title, most = Infinity}, index) => {
		const widest = rows.reduce((width, row) => Math.max(width, widthOf(row[index]?.text ?? '')), 0);
		return Math.max(widthOf(title), Math.min(most, widest));
	});
	const widths = yielding(wanted, room - (2 * (shapes.length - 1)));
	const place = (cells: readonly PaintableSpan[]): readonly PaintableSpan[] => shapes.flatMap(({align = 'left'}, index) => {
		const cell = cells[index] ?? {text: ''};
		if (index === shapes.length - 1 && align === 'left') {
			return [room === Infinity ? cell : {...cell, text: shorten(cell.text, widths[index]!, 'middle', ascii ? '~' : '…')}];
		}

		const fitted = {...cell, text: fit(cell.text, widths[index]!, {cut: 'middle', align, ellipsis: ascii ? '~' : '…'})};
		return index === shapes.length - 1 ? [fitted] : [fitted, gap];
	});
	return [place(shapes.map(({title}) => ({text: title, tone: 'heading'}))), ...rows.map(row => place(row))];
}
