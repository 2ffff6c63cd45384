import {Box} from 'ink';
import type {ReactElement} from 'react';
import {Lines} from '../components/lines.tsx';
import {paintLine, type PaintableSpan} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import {age} from '../model/time.ts';
import type {Live} from '../store/live.ts';
import {rowLine, titleLine} from './list-rows.ts';
import type {Pending} from './pending.ts';
import {placedColumns} from './placed-columns.ts';
import type {Scene} from './scene.ts';

/** Why there is no row to show. */
function emptyLines({pane, shown, list}: Scene, live: Live): ReadonlyArray<readonly PaintableSpan[]> {
	const error = pane.error(live);
	if (!pane.loaded(live)) {
		if (pane.needs === 'disk') {
			return [];
		}

		return error ? [[{text: ` ${error.message}`, tone: 'bad'}], [{text: ' ctrl+r tries again', tone: 'dim'}]] : [[{text: ` ${live.connection.status === 'connecting' ? 'connecting' : 'reading'}…`, tone: 'dim'}]];
	}

	if (list.filter !== '') {
		return [[{text: ` nothing here matches /${list.filter}`}, {text: `  (${shown.total} ${pane.noun.many}; esc clears the filter)`, tone: 'dim'}]];
	}

	if (shown.reduced > 0) {
		return [[{text: ` all ${shown.reduced} ${pane.noun.many} are ${pane.hides!.words}`}, {text: '  (A shows them)', tone: 'dim'}]];
	}

	return [[{text: ` no ${pane.noun.many}`}, {text: pane.hint ? `  (${pane.hint})` : '', tone: 'dim'}]];
}

export type ListViewProps = {
	readonly scene: Scene;
	readonly live: Live;
	readonly pending: Pending;
	readonly now: number;
	readonly isFocused: boolean;
};

/** The list of the pane: only the rows in its window are drawn. */
export function ListView({scene, live, pending, now, isFocused}: ListViewProps): ReactElement | null {
	const style = useStyle();
	const area = scene.layout.list;
	if (!area) {
		return null;
	}

	const {pane, shown, list, top, page, cursorIndex} = scene;
	const {above} = pane;
	const context = {now, ascii: style.ascii, samples: live.statistics.samples};
	const placed = placedColumns(scene, live, now, style.ascii);
	const rows = shown.rows.slice(top, top + page).map((row, index) => {
		const job = pending.get(row.id);
		return rowLine(row, placed, {isCursor: top + index === cursorIndex, isFocused, isMarked: list.marks.has(row.id)}, job ? {...context, pending: `${job.progress}… ${age(now - job.since)}`} : context, style, area.width);
	});
	const body = rows.length > 0 ? rows : emptyLines(scene, live).map(spans => paintLine(spans, style.theme, area.width, style.ellipsis));
	const height = above?.height(live) ?? 0;
	return (
		<Box position='absolute' left={area.left} top={area.top} flexDirection='column' width={area.width} height={area.height}>
			{above && <Box height={height} flexShrink={0}><above.View live={live} width={area.width} now={now} ascii={style.ascii}/></Box>}
			<Lines lines={[titleLine(placed, list.sort ?? pane.sort, style), ...body]} width={area.width} height={area.height - height}/>
		</Box>
	);
}
