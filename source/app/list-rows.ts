import {joinCells, placeColumns, type PlacedColumn} from '../components/columns.ts';
import {widthOf} from '../components/fit.ts';
import type {Style} from '../components/style.tsx';
import type {Item} from '../model/item.ts';
import type {CellContext, Column} from '../panes/pane.ts';

export type PlacedListColumn = PlacedColumn<Column<Item>>;

/** A column's cells are measured once for a list, and what tells use once for its samples; not at every key. */
const measured = new WeakMap<readonly Item[], Map<string, {readonly samples: CellContext['samples']; readonly width: number}>>();
/** Long lists are measured by their first rows; what is wider than these is cut. */
const sample = 500;

function widestCell(rows: readonly Item[], column: Column<Item>, context: CellContext): number {
	const widths = measured.get(rows) ?? new Map<string, {readonly samples: CellContext['samples']; readonly width: number}>();
	measured.set(rows, widths);
	const samples = column.use ? context.samples : undefined;
	const known = widths.get(column.id);
	if (known && known.samples === samples) {
		return known.width;
	}

	let widest = 0;
	for (const row of rows.slice(0, sample)) {
		widest = Math.max(widest, widthOf(column.cell(row, context).text));
	}

	widths.set(column.id, {samples, width: widest});
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

type RowState = {readonly isCursor: boolean; readonly isFocused: boolean; readonly isMarked: boolean};

function gutter({isCursor, isMarked}: RowState, ascii: boolean): string {
	if (isCursor) {
		return isMarked ? (ascii ? '#' : '◉') : '>';
	}

	return isMarked ? (ascii ? '*' : '●') : ' ';
}

/** One row as one painted line of exactly `width` columns. */
function rowLine(row: Item, placed: readonly PlacedListColumn[], state: RowState, context: CellContext, style: Style, width: number): string {
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

/** The rows of a list that are on the screen. */
export type ListWindow = {
	readonly rows: readonly Item[];
	readonly top: number;
	/** How many rows there is room for. */
	readonly page: number;
	/** -1 when there is no row. */
	readonly cursorIndex: number;
	readonly isFocused: boolean;
	readonly marks: ReadonlySet<string>;
};

/** The rows in the window, painted. `pendingOf` tells what is being done with a row. */
export function windowLines({rows, top, page, cursorIndex, isFocused, marks}: ListWindow, placed: readonly PlacedListColumn[], context: CellContext, style: Style, width: number, pendingOf?: (id: string) => string | undefined): readonly string[] {
	return rows.slice(top, top + page).map((row, index) => {
		const pending = pendingOf?.(row.id);
		return rowLine(row, placed, {isCursor: top + index === cursorIndex, isFocused, isMarked: marks.has(row.id)}, pending === undefined ? context : {...context, pending}, style, width);
	});
}
