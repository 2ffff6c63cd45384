import {parseFilter, type Filterable} from '../model/filter.ts';
import type {Item} from '../model/item.ts';
import type {Sample} from '../model/statistics.ts';
import type {Column, PaneList} from '../panes/pane.ts';
import type {ListView} from '../store/view.ts';
import {compareNatural} from '../model/natural-order.ts';

/** The rows a list shows, and how many its filter and `A` keep off it. */
export type ShownRows = {
	readonly rows: readonly Item[];
	readonly total: number;
	/** Kept off by `A`. */
	readonly reduced: number;
};

const filterables = new WeakMap<Item, Filterable>();

function filterableOf(pane: PaneList, row: Item): Filterable {
	const known = filterables.get(row);
	if (known) {
		return known;
	}

	const fresh = pane.filterable(row);
	filterables.set(row, fresh);
	return fresh;
}

type Ranking = ReadonlyMap<string, Sample>;

const nothingRanked: Ranking = new Map();

/** The order of a column: its own, that of what was measured, else that of the text it shows. Rows that are alike are ordered by name, so that no refresh makes them dance. */
export function comparer(column: Column<Item>, reversed: boolean, ranking: Ranking = nothingRanked): (first: Item, second: Item) => number {
	const text = (row: Item) => column.cell(row, {now: 0, ascii: false}).text;
	const used = (row: Item) => {
		const sample = ranking.get(row.id);
		return (sample && column.use?.(sample)) ?? -1;
	};

	const compare = column.use ? (first: Item, second: Item) => used(first) - used(second) : column.compare ?? ((first: Item, second: Item) => compareNatural(text(first), text(second)));
	const direction = reversed ? -1 : 1;
	return (first, second) => direction * compare(first, second) || compareNatural(first.name, second.name) || (first.id < second.id ? -1 : 1);
}

/** True when the list keeps off what the pane hides. */
export function isReducedIn(pane: PaneList, list: ListView): boolean {
	return list.reduced ?? pane.hides?.atFirst ?? false;
}

/** The rows with those that are unfolded replaced by their parts. */
function unfold({folding}: PaneList, rows: readonly Item[], {unfolded}: ListView): readonly Item[] {
	return folding && unfolded.size > 0 ? rows.flatMap(row => unfolded.has(row.id) ? folding.parts(row) : [row]) : rows;
}

/** Filters and sorts a pane's rows; remembers the last answer per pane, so that moving the cursor through 5,000 rows sorts nothing. */
export function createRowsSelector(pane: PaneList): (rows: readonly Item[], list: ListView, ranking?: Ranking) => ShownRows {
	let last: {readonly rows: readonly Item[]; readonly filter: string; readonly sort: ListView['sort']; readonly isReduced: boolean; readonly unfolded: ListView['unfolded']; readonly ranking: Ranking; readonly answer: ShownRows} | undefined;
	return (rows, list, measured = nothingRanked) => {
		const {column: id, reversed} = list.sort ?? pane.sort;
		const column = pane.columns.find(candidate => candidate.id === id) ?? pane.columns[0]!;
		const ranking = column.use ? measured : nothingRanked;
		const isReduced = isReducedIn(pane, list);
		if (last?.rows === rows && last.ranking === ranking && last.filter === list.filter && last.sort === list.sort && last.isReduced === isReduced && last.unfolded === list.unfolded) {
			return last.answer;
		}

		const hides = isReduced ? pane.hides?.test : undefined;
		const unfolded = unfold(pane, rows, list);
		const allowed = hides ? unfolded.filter(row => !hides(row)) : unfolded;
		const filter = list.filter.trim() === '' ? undefined : parseFilter(list.filter);
		const matching = filter ? allowed.filter(row => filter(filterableOf(pane, row))) : allowed;
		const answer = {rows: [...matching].sort(comparer(column, reversed, ranking)), total: unfolded.length, reduced: unfolded.length - allowed.length};
		last = {rows, filter: list.filter, sort: list.sort, isReduced, unfolded: list.unfolded, ranking, answer};
		return answer;
	};
}
