import type {Item} from '../model/item.ts';
import type {Column, PaneList} from '../panes/pane.ts';
import type {ListView} from '../store/view.ts';

/** Right behind what says who a row is, how it is and what it is made from: a column that somebody chose is there to be seen. */
const chosenPriority = 2.5;

/** The columns a list shows, in the pane's order: the chosen ones, else all that are not optional. One that is there by choice alone goes after those that are there by default. */
export function shownColumns(pane: Pick<PaneList, 'columns'>, {columns: chosen}: ListView): ReadonlyArray<Column<Item>> {
	return pane.columns
		.filter(({id, priority, optional}) => priority === 0 || (chosen ? chosen.includes(id) : !optional))
		.map(column => column.optional ? promoted(column) : column);
}

/** Made once for each column, so that it is the same one at every drawing. */
const promotions = new WeakMap<Column<Item>, Column<Item>>();

function promoted(column: Column<Item>): Column<Item> {
	const known = promotions.get(column) ?? {...column, priority: Math.min(column.priority, chosenPriority)};
	promotions.set(column, known);
	return known;
}
