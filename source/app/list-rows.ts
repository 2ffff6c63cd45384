import {joinCells, placeColumns, type PlacedColumn} from '../components/columns.ts';
import {widthOf} from '../components/fit.ts';
import type {Style} from '../components/style.tsx';
import type {Item} from '../model/item.ts';
import type {CellContext, Column} from '../panes/pane.ts';

export type PlacedListColumn = PlacedColumn<Column<Item>>;

/** A column's cells are measured once for a list, not at every key. */
const measured = new WeakMap<readonly Item[], Map<string, number>>();
/** Long lists are measured by their first rows; what is wider than these is cut. */
const sample = 500;

function widestCell(rows: readonly Item[], column: Column<Item>, context: CellContext): number {
	if (column.use) {
		// What is measured changes though the rows do not.
		return Math.max(0, ...rows.slice(0, sample).map(row => column.cell(row, context).text.length));
	}

	const widths = measured.get(rows) ?? new Map<string, number>();
	measured.set(rows, widths);
	const known = widths.get(column.id);
	if (known !== undefined) {
		return known;
	}

	let widest = 0;
	for (const row of rows.slice(0, sample)) {
		widest = Math.max(widest, widthOf(column.cell(row, context).text));
	}

	widths.set(column.id, widest);
	return widest;
}

/** The columns of a list in `width` columns of the screen, one of which is the gutter. */
export function placeListColumns(columns: ReadonlyArray<Column<Item>>, rows: readonly Item[], width: number, context: CellContext): readonly PlacedListColumn[] {
	// A number that is cut says another one: what tells use goes whole.
	const whole = columns.map(column => column.use ? {...column, least: Math.max(column.least, widestCell(rows, column, context))} : column);
	return placeColumns(whole, column => widestCell(rows, column, context), width - 1);
}

/** The line of titles, with a mark on the column that sorts. */
export function titleLine(placed: readonly PlacedListColumn[], sort: {readonly column: string; readonly reversed: boolean}, {theme, ascii, ellipsis}: Style): string {
	const arrow = ascii ? (sort.reversed ? 'v' : '^') : (sort.reversed ? '▼' : '▲');
	return ` ${joinCells(placed, index => {
		const {column} = placed[index]!;
		return column.id === sort.column ? `${column.title} ${arrow}` : column.title;
	}, fitted => theme.heading(fitted), ellipsis)}`;
}

export type RowState = {readonly isCursor: boolean; readonly isFocused: boolean; readonly isMarked: boolean};

function gutter({isCursor, isMarked}: RowState, ascii: boolean): string {
	if (isCursor) {
		return isMarked ? (ascii ? '#' : '◉') : '>';
	}

	return isMarked ? (ascii ? '*' : '●') : ' ';
}

/** One row as one painted line of exactly `width` columns. */
export function rowLine(row: Item, placed: readonly PlacedListColumn[], state: RowState, context: CellContext, style: Style, width: number): string {
	const {theme, ellipsis, ascii} = style;
	const cells = placed.map(({column}) => column.cell(row, context));
	const mark = gutter(state, ascii);
	if (state.isCursor) {
		const text = mark + joinCells(placed, index => cells[index]!.text, undefined, ellipsis);
		return (state.isFocused ? theme.cursor : theme.cursorAside)(text + ' '.repeat(Math.max(0, width - widthOf(text))));
	}

	const paint = (fitted: string, index: number) => theme[cells[index]!.tone ?? 'plain'](fitted);
	return (state.isMarked ? theme.mark(mark) : mark) + joinCells(placed, index => cells[index]!.text, paint, ellipsis);
}
