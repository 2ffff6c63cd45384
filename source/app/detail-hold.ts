import type {Loaded} from '../store/detail-loader.ts';
import type {View} from '../store/view.ts';
import {detailKey} from './detail-lines.ts';
import type {Scene} from './scene.ts';

/** Milliseconds that the detail of the row before stays: until the new one's is there, but no longer; and at least, so that a row that is passed by is not drawn. */
const longest = 150;
const shortest = 60;

export type ShownDetail = {
	readonly scene: Scene;
	readonly loaded: Loaded;
	/** When it has to be looked at again, in epoch milliseconds; undefined when it is up to date. */
	readonly until?: number;
};

/**
Keeps the detail of one row on the screen, under its own name, while the cursor goes on to others: what is passed by is not drawn, and what
is read appears whole instead of as a blank first. Only where the cursor moves through a list that has the focus: what the focus is in follows at once.
*/
export function createDetailHold(): (scene: Scene, loaded: Loaded, focus: View['focus'], now: number) => ShownDetail {
	let shown: ShownDetail | undefined;
	let wanted: {readonly id: string; readonly since: number} | undefined;
	return (scene, loaded, focus, now) => {
		const {pane, row, tab} = scene;
		const before = shown?.scene;
		const old = before?.pane === pane ? before.row : undefined;
		if (focus !== 'list' || !shown || !before || !old || !row || !tab || old.id === row.id) {
			wanted = undefined;
			shown = {scene, loaded};
			return shown;
		}

		if (wanted?.id !== row.id) {
			wanted = {id: row.id, since: now};
		}

		const reads = tab.load !== undefined && tab.unavailable?.(row) === undefined;
		const isRead = reads && loaded.key === detailKey(pane.id, row, tab) && loaded.status !== 'loading';
		const until = wanted.since + (reads && !isRead ? longest : shortest);
		if (until <= now) {
			wanted = undefined;
			shown = {scene, loaded};
			return shown;
		}

		return {scene: {...scene, row: old, tabs: before.tabs, ...before.tab && {tab: before.tab}}, loaded: shown.loaded, until};
	};
}
