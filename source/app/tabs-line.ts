import {paintLine, spansWidth, type PaintableSpan} from '../components/paint.ts';
import type {Style} from '../components/style.tsx';
import type {PaneList} from '../panes/pane.ts';
import type {Live} from '../store/live.ts';

type Detail = 'count' | 'title' | 'number';

/** A pane as its tab tells it; the count where it is known. */
export type TabTitle = {readonly id: string; readonly title: string; readonly count?: number};

/** How many rows a pane has, once they were read: what is read only while somebody looks at it is not counted. */
export function tabTitle(pane: Pick<PaneList, 'id' | 'title' | 'count' | 'loaded' | 'needs' | 'rows'>, live: Live): TabTitle {
	const {id, title} = pane;
	const count = pane.count ? pane.count(live) : (pane.loaded(live) && pane.needs === undefined ? pane.rows(live).length : undefined);
	return count === undefined ? {id, title} : {id, title, count};
}

function tabSpans(tabs: readonly TabTitle[], active: string, detail: Detail): readonly PaintableSpan[] {
	return tabs.flatMap(({id, title, count}, index) => {
		const isActive = id === active;
		return [
			{text: index === 0 ? ' ' : '  '},
			{text: String(index + 1), tone: isActive ? 'accent' : 'key'},
			{text: detail === 'number' && !isActive ? '' : ` ${title}`, tone: isActive ? 'heading' : 'dim'},
			{text: detail === 'count' && count !== undefined ? ` ${count}` : '', tone: isActive ? 'strong' : 'dim'},
		];
	});
}

/** The panes and how much is in each. Counts go first when space is short, then the titles of the others. */
export function tabsLine(tabs: readonly TabTitle[], active: string, width: number, {theme, ellipsis}: Style): string {
	const candidates = (['count', 'title', 'number'] as const).map(detail => tabSpans(tabs, active, detail));
	const spans = candidates.find(candidate => spansWidth(candidate) <= width) ?? candidates.at(-1)!;
	return paintLine(spans, theme, width, ellipsis);
}
