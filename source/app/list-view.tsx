import {Box} from 'ink';
import type {ReactElement} from 'react';
import {Lines} from '../components/lines.tsx';
import {paintLine, type PaintableSpan} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import {age} from '../model/time.ts';
import type {Live} from '../store/live.ts';
import {titleLine, windowLines} from './list-rows.ts';
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
	const pendingOf = (id: string) => {
		const job = pending.get(id);
		return job && `${job.progress}… ${age(now - job.since)}`;
	};

	const rows = windowLines({rows: shown.rows, top, page, cursorIndex, isFocused, marks: list.marks}, placed, context, style, area.width, pendingOf);
	const body = rows.length > 0 ? rows : emptyLines(scene, live).map(spans => paintLine(spans, style.theme, area.width, style.ellipsis));
	const height = above?.height(live) ?? 0;
	return (
		<Box position='absolute' left={area.left} top={area.top} flexDirection='column' width={area.width} height={area.height}>
			{above && <Box height={height} flexShrink={0}><above.View live={live} width={area.width} now={now} ascii={style.ascii}/></Box>}
			<Lines lines={[titleLine(placed, list.sort ?? pane.sort, style), ...body]} width={area.width} height={area.height - height}/>
		</Box>
	);
}
