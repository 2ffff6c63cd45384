import type {Live} from '../store/live.ts';
import {placeListColumns, type PlacedListColumn} from './list-rows.ts';
import type {Scene} from './scene.ts';
import {shownColumns} from './shown-columns.ts';

/** The columns that the list really shows: the chosen ones, less those for which there is no room. None while there is no list. */
export function placedColumns({pane, list, shown, layout}: Scene, {statistics: {samples}}: Live, now: number, ascii: boolean): readonly PlacedListColumn[] {
	return layout.list ? placeListColumns(shownColumns(pane, list), shown.rows, layout.list.width, {now, ascii, samples}) : [];
}
