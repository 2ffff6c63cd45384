import type {FunctionComponent} from 'react';
import type {ColumnShape} from '../components/columns.ts';
import type {Tone} from '../config/theme.ts';
import type {EngineError} from '../model/engine-error.ts';
import type {Engine} from '../engine/engine.ts';
import type {Filterable} from '../model/filter.ts';
import type {Item} from '../model/item.ts';
import type {Action} from '../store/action.ts';
import type {Live} from '../store/live.ts';
import type {Logs} from '../store/logs.ts';
import type {Sample} from '../model/statistics.ts';

/** One piece of text on the screen with its meaning. */
export type Span = {
	readonly text: string;
	readonly tone?: Tone;
	/** Where it leads, for a terminal that makes links: in details only, where lines stay as they are. */
	readonly link?: string;
};

/** One line of a detail tab. */
export type Line = readonly Span[];

export type CellContext = {
	/** Epoch milliseconds. */
	readonly now: number;
	readonly ascii: boolean;
	/** What is being done with this row, such as `stopping… 4 s`. */
	readonly pending?: string;
	/** What rows use, by id, as far as it is measured. */
	readonly samples?: ReadonlyMap<string, Sample>;
};

export type Column<Row extends Item> = ColumnShape & {
	/** Shown only when chosen with `C`. */
	readonly optional?: boolean;
	readonly cell: (row: Row, context: CellContext) => Span;
	/** Ascending; by the shown text when absent. */
	readonly compare?: (first: Row, second: Row) => number;
	/** The part of a row's use that is told: measured only while the column is shown. Most comes first, and rows change places seldom. */
	readonly use?: (sample: Sample) => number | undefined;
	/** Milliseconds until the cell says something else though nothing happened. */
	readonly changesIn?: (row: Row, now: number) => number;
};

export type TabContext = {
	readonly live: Live;
	readonly now: number;
	readonly ascii: boolean;
	readonly unmasked: boolean;
	/** Columns there are. */
	readonly width: number;
	/** Lines there are without scrolling. */
	readonly height: number;
};

/**
A tab of the detail. `load` asks the engine, once per row and whenever `version` changes; `lines` says what is shown, and
`table` the part that is a small still table.
*/
export type DetailTab<Row extends Item, Data = unknown> = {
	readonly id: string;
	readonly title: string;
	readonly load?: (row: Row, engine: Engine, signal: AbortSignal, live: Live) => Promise<Data>;
	readonly version?: (row: Row) => unknown;
	/** Whether the row has this tab; without a choice its first one is shown. */
	readonly applies?: (row: Row) => boolean;
	/** Whether the row is measured while the tab is looked at. */
	readonly isMeasured?: boolean;
	/** The part of the picture that is only read while somebody looks at this tab. */
	readonly needs?: Need;
	/** Why there is nothing to load: told instead. */
	readonly unavailable?: (row: Row) => string | undefined;
	readonly lines: (row: Row, data: Data, context: TabContext) => readonly Line[];
	/** Rows of a small still table, drawn above the lines. */
	readonly table?: (row: Row, data: Data, context: TabContext) => ReadonlyArray<Readonly<Record<string, string>>>;
	/** Draws the whole tab instead of `lines`, the line of the tabs too: what moves by itself, such as logs. Mounted only while it is looked at. */
	readonly View?: FunctionComponent<TabViewProps<Row>>;
};

/** What tabs that draw themselves are kept by: the application's own, so that they outlive a tab. */
export type TabServices = {readonly logs: Logs};

export type TabViewProps<Row extends Item = Item> = {
	readonly row: Row;
	readonly live: Live;
	readonly services: TabServices;
	/** The tabs, to be drawn on the left of the first line. */
	readonly bar: readonly Span[];
	readonly width: number;
	readonly height: number;
	readonly now: number;
	readonly isFocused: boolean;
};

/** A part of the live picture that is read only while what shows it is looked at: see `store/supply.ts`. */
export type Need = 'disk' | 'bindings';

/** How a place in the list is jumped to by what is typed. */
export type Jump<Row extends Item = Item> = {
	readonly title: string;
	/** Why this text names no place. */
	readonly problem: (text: string) => string | undefined;
	/** The row that is meant, if there is one, and what is to be said of it. */
	readonly find: (text: string, rows: readonly Row[]) => {readonly id?: string; readonly words: string};
};

/** Rows that stand for several: what they stand for, and the id of the row that a part came from. */
export type Folding<Row extends Item = Item> = {
	/** None for a row that stands for itself alone. */
	readonly parts: (row: Row) => readonly Row[];
	readonly wholeOf: (id: string) => string | undefined;
};

/** A place another object can be found at: what uses it, or what it uses. */
export type Related = {readonly pane: string; readonly id: string; readonly title: string};

/** Something that can be copied from a row. */
export type Copyable = {readonly title: string; readonly text: string};

/**
A pane: what its rows are, its columns, its actions, its detail tabs. Everything else is the same for all panes.
*/
export type Pane<Row extends Item = Item> = {
	readonly id: string;
	readonly title: string;
	readonly noun: {readonly one: string; readonly many: string};
	/** Its rows, computed anew only when the parts of the live picture that it reads changed. */
	readonly rows: (live: Live) => readonly Row[];
	readonly loaded: (live: Live) => boolean;
	/** What stands beside its title, where that is not how many rows there are. */
	readonly count?: (live: Live) => number | undefined;
	readonly error: (live: Live) => EngineError | undefined;
	readonly columns: ReadonlyArray<Column<Row>>;
	readonly sort: {readonly column: string; readonly reversed: boolean};
	/** Whether the order of the rows is known already; always when absent. */
	readonly isOrdered?: (live: Live) => boolean;
	/** What `A` hides; `atFirst` without being asked. */
	readonly hides?: {readonly words: string; readonly test: (row: Row) => boolean; readonly atFirst?: boolean};
	readonly filterable: (row: Row) => Filterable;
	readonly actions: ReadonlyArray<Action<Row>>;
	readonly tabs: ReadonlyArray<DetailTab<Row>>;
	readonly related: (row: Row, live: Live) => readonly Related[];
	/** Where `enter` goes; without it into the detail, or to the first related object. */
	readonly opens?: (row: Row, live: Live) => Related | undefined;
	/** What may be opened in a browser. */
	readonly urls?: (row: Row, live: Live) => readonly string[];
	/** What `f` unfolds and folds. */
	readonly folding?: Folding<Row>;
	/** What `#` jumps to. */
	readonly jump?: Jump<Row>;
	readonly copies: (row: Row, live: Live) => readonly Copyable[];
	/** What the marked rows come to, told beside their number. */
	readonly sum?: (rows: readonly Row[], live: Live) => string;
	/** Something that stands above the list, in so many lines of the list's area. */
	readonly above?: {readonly height: (live: Live) => number; readonly View: FunctionComponent<{readonly live: Live; readonly width: number; readonly now: number; readonly ascii: boolean}>};
	/** Whether a row uses something that can be measured now. */
	readonly isMeasurable?: (row: Row) => boolean;
	/** The part of the picture that is only read while somebody looks at this pane. */
	readonly needs?: Need;
	/** What to do about an empty list. */
	readonly hint?: string;
};

/** What is needed of a pane to draw its list alone. */
export type PaneList<Row extends Item = Item> = Pick<Pane<Row>, 'id' | 'title' | 'rows' | 'loaded' | 'count' | 'columns' | 'sort' | 'hides' | 'filterable' | 'folding' | 'needs'>;

/** A line of one span. */
export function line(text: string, tone?: Tone): Line {
	return [tone ? {text, tone} : {text}];
}

/** What a pane is once its row type does not matter any more: its own rows come back to it. */
export type AnyPane = Pane;

/** A tab that draws itself. What it opens it ends in its effects; its keys are commands that apply while it is focused. */
export function viewTab<Row extends Item>(tab: Pick<DetailTab<Row>, 'id' | 'title'> & {readonly View: FunctionComponent<TabViewProps<Row>>}): DetailTab<Row> {
	return {...tab, lines: () => []};
}

/** Types a tab's data from its `load`. */
export function detailTab<Row extends Item, Data>(tab: DetailTab<Row, Data>): DetailTab<Row> {
	return tab as unknown as DetailTab<Row>;
}

/** As `anyPane`, for the list alone. */
export function anyList<Row extends Item>(list: PaneList<Row>): PaneList {
	return list as unknown as PaneList;
}

/** Forgets the row type of a pane; safe because a pane is only ever given its own rows. */
export function anyPane<Row extends Item>(pane: Pane<Row>): AnyPane {
	return pane as unknown as AnyPane;
}
