import {clampTop} from '../components/window.ts';
import type {Item} from '../model/item.ts';
import type {AnyPane, DetailTab} from '../panes/pane.ts';
import type {Live} from '../store/live.ts';
import {listOf, type ListView, type View} from '../store/view.ts';
import {layoutOf, type Layout, type Size} from './layout.ts';
import {createRowsSelector, type ShownRows} from './rows.ts';

/** Everything the screen shows that is not the engine's own words: computed from the stores, without a side effect. */
export type Scene = {
	readonly pane: AnyPane;
	readonly list: ListView;
	readonly shown: ShownRows;
	readonly layout: Layout;
	/** -1 when there is no row. */
	readonly cursorIndex: number;
	readonly row?: Item;
	/** The detail tabs of the row, and the one that is looked at: the chosen one, else the first. */
	readonly tabs: ReadonlyArray<DetailTab<Item>>;
	readonly tab?: DetailTab<Item>;
	/** The first row in the window and how many fit. */
	readonly top: number;
	readonly page: number;
};

export type SceneMaker = (live: Live, view: View, size: Size) => Scene;

/**
Makes scenes of these panes. The cursor is an id: when its row is gone, the row that took its place on the screen gets it,
and `remember` tells where that was.
*/
export function createSceneMaker(panes: readonly AnyPane[], rowHint: (pane: string) => number): SceneMaker {
	const selectors = new Map(panes.map(pane => [pane.id, createRowsSelector(pane)]));
	return (live, view, size) => {
		const pane = panes.find(candidate => candidate.id === view.pane) ?? panes[0]!;
		const list = listOf(view, pane.id);
		const shown = selectors.get(pane.id)!(pane.rows(live), list, live.statistics.ranking);
		const layout = layoutOf(size, view, pane.tabs.length > 0);
		const found = list.cursor === undefined ? -1 : shown.rows.findIndex(row => row.id === list.cursor);
		const cursorIndex = found >= 0 ? found : Math.min(list.cursor === undefined ? 0 : rowHint(pane.id), shown.rows.length - 1);
		// One line of the list's area holds the titles; some panes have more above.
		const page = Math.max(1, (layout.list?.height ?? layout.body.height) - 1 - (pane.above?.height(live) ?? 0));
		const row = shown.rows[cursorIndex];
		const tabs = pane.tabs.filter(({applies}) => !applies || (row !== undefined && applies(row)));
		const tab = tabs.find(({id}) => id === list.tab) ?? tabs[0];
		return {
			pane,
			list,
			shown,
			layout,
			cursorIndex,
			...row && {row},
			tabs,
			...tab && {tab},
			top: clampTop(list.top, cursorIndex, page, shown.rows.length),
			page,
		};
	};
}

/** What an action touches: the marked rows that the list shows, else the row under the cursor. Never what a filter hides. */
export function targetsOf(scene: Scene): readonly Item[] {
	if (scene.list.marks.size > 0) {
		return scene.shown.rows.filter(row => scene.list.marks.has(row.id));
	}

	return scene.row ? [scene.row] : [];
}
