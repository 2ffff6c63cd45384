import {joinCells, placeColumns, type ColumnShape} from '../components/columns.ts';
import {widthOf} from '../components/fit.ts';

/** A column of text as it is printed: where it stands, and what it says of a row. */
export type TextColumn<Row> = ColumnShape & {readonly text: (row: Row) => string};

/** A list as aligned lines under a line of titles. Nothing is cut, however wide: whoever reads it through a pipe wants all of it. */
export function listText<Row>(columns: ReadonlyArray<TextColumn<Row>>, rows: readonly Row[]): readonly string[] {
	const wanted = (column: TextColumn<Row>) => rows.reduce((widest, row) => Math.max(widest, widthOf(column.text(row))), 0);
	const placed = placeColumns(columns.map(column => ({...column, most: undefined})), wanted, Number.POSITIVE_INFINITY);
	const titles = joinCells(placed, index => placed[index]!.column.title);
	return [titles, ...rows.map(row => joinCells(placed, index => placed[index]!.column.text(row)))].map(text => text.trimEnd());
}
