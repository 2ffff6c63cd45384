import {Text} from 'ink';
import type {ReactElement} from 'react';
import {paintLine, spansWidth, type PaintableSpan} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import type {AnyPane} from '../panes/pane.ts';
import type {Live} from '../store/live.ts';

type Detail = 'count' | 'title' | 'number';

function countOf(pane: AnyPane, live: Live): string {
	const count = pane.count ? pane.count(live) : (pane.loaded(live) && pane.needs === undefined ? pane.rows(live).length : undefined);
	return count === undefined ? '' : ` ${count}`;
}

function tabSpans(panes: readonly AnyPane[], active: string, live: Live, detail: Detail): readonly PaintableSpan[] {
	return panes.flatMap((pane, index) => {
		const isActive = pane.id === active;
		const count = detail === 'count' ? countOf(pane, live) : '';
		const title = detail === 'number' && !isActive ? '' : ` ${pane.title}`;
		return [
			{text: index === 0 ? ' ' : '  '},
			{text: String(index + 1), tone: isActive ? 'accent' : 'key'},
			{text: title, tone: isActive ? 'heading' : 'dim'},
			{text: count, tone: isActive ? 'strong' : 'dim'},
		];
	});
}

export type TabsProps = {readonly panes: readonly AnyPane[]; readonly active: string; readonly live: Live; readonly width: number};

/** The panes and how much is in each. Counts go first when space is short, then the titles of the others. */
export function Tabs({panes, active, live, width}: TabsProps): ReactElement {
	const {theme, ellipsis} = useStyle();
	const candidates = (['count', 'title', 'number'] as const).map(detail => tabSpans(panes, active, live, detail));
	const spans = candidates.find(candidate => spansWidth(candidate) <= width) ?? candidates.at(-1)!;
	return <Text wrap='truncate'>{paintLine(spans, theme, width, ellipsis)}</Text>;
}
