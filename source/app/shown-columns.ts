import type {Item} from '../model/item.ts';
import type {AnyPane, Column} from '../panes/pane.ts';
import type {ListView} from '../store/view.ts';

/** The columns a list shows, in the pane's order: the chosen ones, else all that are not optional. */
export function shownColumns(pane: AnyPane, list: ListView): ReadonlyArray<Column<Item>> {
	return pane.columns.filter(column => column.priority === 0 || (list.columns ? list.columns.includes(column.id) : !column.optional));
}
