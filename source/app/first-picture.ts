import type {Style} from '../components/style.tsx';
import {containersList} from '../panes/containers/list.ts';
import {paneNames, paneTitles} from '../panes/names.ts';
import {anyList} from '../panes/pane.ts';
import type {Live} from '../store/live.ts';
import {createView, listOf} from '../store/view.ts';
import {headerLine} from './header-line.ts';
import {layoutOf, type Size} from './layout.ts';
import {placeListColumns, titleLine, windowLines} from './list-rows.ts';
import {createRowsSelector} from './rows.ts';
import {shownColumns} from './shown-columns.ts';
import {tabsLine, tabTitle, type TabTitle} from './tabs-line.ts';

export type FirstPicture = {
	readonly live: Live;
	readonly pane: string;
	readonly size: Size;
	readonly now: number;
	readonly readOnly: boolean;
	readonly style: Style;
};

const list = anyList(containersList);

function listLines({live, size, now, style}: FirstPicture, pane: string): readonly string[] {
	const view = createView(pane).getState();
	const {list: area} = layoutOf(size, view, true);
	if (!area || !list.loaded(live)) {
		return [];
	}

	const {rows} = createRowsSelector(list)(list.rows(live), listOf(view));
	if (rows.length === 0) {
		return [];
	}

	const context = {now, ascii: style.ascii, samples: live.statistics.samples};
	const placed = placeListColumns(shownColumns(list, listOf(view)), rows, area.width, context);
	const shown = {rows, top: 0, page: Math.max(1, area.height - 1), cursorIndex: 0, isFocused: true, marks: new Set<string>()};
	return [titleLine(placed, list.sort, style), ...windowLines(shown, placed, context, style, area.width)];
}

/**
The lines of the screen from the top, as they will be drawn by React once that is loaded: who this is, the panes, and the rows of the
containers as soon as the picture has them. What is not known yet is left out: nothing of it is taken back later.
*/
export function firstPicture(picture: FirstPicture): readonly string[] {
	const {live, pane, size, now, readOnly, style} = picture;
	if (layoutOf(size, createView(pane).getState(), true).tooSmall) {
		return [];
	}

	const tabs = paneNames.map((name): TabTitle => name === list.id ? tabTitle(list, live) : {id: name, title: paneTitles[name as keyof typeof paneTitles]});
	return [
		headerLine({live, now, width: size.columns, readOnly}, style),
		tabsLine(tabs, pane, size.columns, style),
		...pane === list.id ? listLines(picture, pane) : [],
	];
}
