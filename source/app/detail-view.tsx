import {Box} from 'ink';
import {useEffect, useMemo, type ReactElement} from 'react';
import {Lines} from '../components/lines.tsx';
import {detailBar} from '../components/detail-bar.ts';
import {highlight, paintLine, type PaintableSpan} from '../components/paint.ts';
import {findMatches} from '../components/search.ts';
import {useStyle} from '../components/style.tsx';
import type {Line} from '../panes/pane.ts';
import type {Loaded} from '../store/detail-loader.ts';
import type {Live} from '../store/live.ts';
import type {DetailView as DetailState} from '../store/view.ts';
import {detailKey, detailLines} from './detail-lines.ts';
import type {Scene} from './scene.ts';
import {useApplication} from './use-application.ts';

const plain = (spans: Line): string => spans.map(({text}) => text).join('');

/** How often what tells an age in a detail is written anew. */
const ageStep = 10_000;

export type DetailViewProps = {
	readonly scene: Scene;
	readonly live: Live;
	readonly loaded: Loaded;
	readonly detail: DetailState;
	readonly now: number;
	readonly isFocused: boolean;
};

/** The detail of a row, that under the cursor or a moment long the one before: its tabs, and the one that is looked at. */
export function DetailView({scene, live, loaded, detail, now, isFocused}: DetailViewProps): ReactElement | null {
	const app = useApplication();
	const {theme, ascii, ellipsis, links} = useStyle();
	const {pane, row, tab} = scene;
	const area = scene.layout.detail;
	const width = area?.width ?? 0;
	const page = Math.max(1, (area?.height ?? 1) - 1);
	const coarse = Math.floor(now / ageStep) * ageStep;
	const key = row && tab ? detailKey(pane.id, row, tab) : '';
	const lines = useMemo(
		() => row && tab && width > 0 ? detailLines(tab, row, loaded, key, {live, now: coarse, ascii, unmasked: detail.unmasked, width: width - 1, height: page}) : [],
		[tab, row, loaded, key, live, coarse, ascii, detail.unmasked, width, page],
	);
	const matches = useMemo(() => findMatches(lines.map(line => plain(line)), detail.search), [lines, detail.search]);
	const end = Math.max(0, lines.length - page);
	const current = matches.length > 0 ? ((detail.match % matches.length) + matches.length) % matches.length : 0;
	// -1 asks for the match to be brought on the screen.
	const scroll = Math.min(end, detail.scroll >= 0 ? detail.scroll : Math.max(0, (matches[current]?.line ?? 0) - Math.floor(page / 2)));
	useEffect(() => {
		app.detailDrawn(end);
		if (detail.scroll < 0) {
			app.view.setState(state => ({detail: {...state.detail, scroll}}));
		}
	}, [app, end, detail.scroll, scroll]);
	if (!area || !tab) {
		return null;
	}

	const tabs = scene.tabs.flatMap((entry): readonly PaintableSpan[] => [{text: ' '}, {text: entry.title, tone: entry.id === tab.id ? (isFocused ? 'accent' : 'heading') : 'dim'}, {text: ' '}]);
	if (tab.View && row) {
		return (
			<Box position='absolute' left={area.left} top={area.top}>
				<tab.View row={row} live={live} services={app.services} bar={tabs} width={area.width} height={area.height} now={now} isFocused={isFocused}/>
			</Box>
		);
	}

	const shown = lines.slice(scroll, scroll + page).map((spans, index) => paintLine([{text: ' '}, ...highlight(spans, matches.filter(match => match.line === scroll + index))], theme, width, ellipsis, links));
	const right: readonly PaintableSpan[] = [
		...detail.search === '' ? [] : [{text: `/${detail.search} ${matches.length === 0 ? 'nothing' : `${current + 1}/${matches.length}`}  `, tone: 'warn' as const}],
		...loaded.key === key && loaded.status === 'failed' ? [{text: 'not read  ', tone: 'bad' as const}] : [],
		{text: row ? row.name : '', tone: 'strong'},
		{text: lines.length > page ? `  ${scroll + 1}-${scroll + shown.length}/${lines.length} ` : ' ', tone: 'dim'},
	];
	const bar = detailBar(tabs, right, theme, width, ellipsis);
	return (
		<Box position='absolute' left={area.left} top={area.top}>
			<Lines lines={[bar, ...row ? shown : []]} width={area.width} height={area.height}/>
		</Box>
	);
}
