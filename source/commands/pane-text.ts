import {comparer} from '../app/rows.ts';
import type {Item} from '../model/item.ts';
import type {AnyPane, CellContext} from '../panes/pane.ts';
import {listText} from './list-text.ts';

/** Rows of a pane as aligned lines, in its own columns and order. `isTrue` leaves out columns that would say something wrong. */
export function paneText(pane: AnyPane, rows: readonly Item[], context: CellContext, isTrue: (column: {readonly id: string}) => boolean = () => true): readonly string[] {
	const columns = pane.columns
		.filter(column => !column.optional && !column.use && isTrue(column))
		.map(column => ({...column, text: (row: Parameters<typeof column.cell>[0]) => column.cell(row, context).text}));
	const sortColumn = pane.columns.find(({id}) => id === pane.sort.column) ?? pane.columns[0]!;
	return listText(columns, rows.toSorted(comparer(sortColumn, pane.sort.reversed)));
}
