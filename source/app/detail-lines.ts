import {tableLines} from '../components/table-lines.tsx';
import type {Item} from '../model/item.ts';
import {line, type DetailTab, type Line, type TabContext} from '../panes/pane.ts';
import type {Loaded} from '../store/detail-loader.ts';

/** Names what a tab of a row shows, for the loader. */
export function detailKey(pane: string, row: Item, tab: DetailTab<Item>): string {
	return `${pane}/${row.id}/${tab.id}`;
}

/** All lines of a tab: what was loaded, or why it is not there. */
export function detailLines(tab: DetailTab<Item>, row: Item, loaded: Loaded, key: string, context: TabContext): readonly Line[] {
	const unavailable = tab.unavailable?.(row);
	if (unavailable) {
		return [line(unavailable, 'dim')];
	}

	if (tab.load && (loaded.key !== key || loaded.data === undefined)) {
		return loaded.key === key && loaded.error ? [line(loaded.error.message, 'bad'), line('ctrl+r tries again', 'dim')] : [line(waiting(context), 'dim')];
	}

	const table = tab.table?.(row, loaded.data, context) ?? [];
	return [...unreadableLines(row), ...tableLines(table, context.width, context.ascii).map(text => line(text)), ...tab.lines(row, loaded.data, context)];
}

/** What the mark in the list means. */
function unreadableLines(row: Item): readonly Line[] {
	const {unreadable = []} = row;
	return unreadable.length === 0 ? [] : [line(`The engine's list told this in a way that cannot be read: ${unreadable.join(', ')}`, 'warn')];
}

/** Why there is nothing yet: without an engine nothing is being read. */
function waiting({live: {connection}, ascii}: TabContext): string {
	return connection.status === 'lost' ? 'not read: the engine is not connected' : (ascii ? 'reading...' : 'reading…');
}
