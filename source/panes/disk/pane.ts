import {totalOf} from '../../model/clean-up-plan.ts';
import {bytesInWords} from '../../model/clean-up-words.ts';
import {decimalSize} from '../../model/size.ts';
import {cleanUpOf} from '../../store/clean-up.ts';
import type {Live} from '../../store/live.ts';
import {paneTitles} from '../names.ts';
import type {Pane, Related} from '../pane.ts';
import {cleanUpAction} from './actions.ts';
import {diskColumns} from './columns.ts';
import {diskRows, type DiskRow} from './rows.ts';
import {summaryHeight, SummaryView} from './summary-view.tsx';

const panes: Readonly<Partial<Record<DiskRow['kind'], string>>> = {image: 'images', container: 'containers', volume: 'volumes', network: 'networks'};

function placeOf({kind, objectId, name}: DiskRow): readonly Related[] {
	const pane = panes[kind];
	return pane === undefined ? [] : [{pane, id: objectId, title: `${kind} ${name}`}];
}

/** The object in its own pane, and what must go before it. */
function relatedOf(row: DiskRow, live: Live): readonly Related[] {
	const {byId} = cleanUpOf(live);
	return [...placeOf(row), ...row.needs.flatMap(need => byId.get(need) ?? []).flatMap(holder => placeOf(holder))];
}

/** What fills the disk: the figures of `docker system df`, and under them everything that can be removed. */
export const diskPane: Pane<DiskRow> = {
	id: 'disk',
	title: paneTitles.disk,
	noun: {one: 'object', many: 'objects'},
	rows: diskRows,
	loaded: ({containers}) => containers.loaded,
	error: ({disk, containers}) => containers.error ?? disk.error,
	columns: diskColumns,
	sort: {column: 'size', reversed: true},
	isOrdered: ({disk}) => disk.usage !== undefined || disk.error !== undefined,
	filterable: ({name, kind, group, why, size, labels, project}) => ({
		text: [kind, group, name, why, size < 0 ? '' : decimalSize(size)].join(' '),
		name,
		// `P` filters by the kind.
		state: `${kind} ${group}`,
		labels,
		...(project !== undefined && {project}),
	}),
	actions: [cleanUpAction],
	tabs: [],
	related: relatedOf,
	copies: ({name, objectId}) => [{title: 'name', text: name}, {title: 'id', text: objectId}],
	sum: (rows, live) => `frees ${bytesInWords(totalOf(rows, cleanUpOf(live)))}`,
	above: {height: summaryHeight, View: SummaryView},
	needs: 'disk',
	hint: 'nothing can be removed: all of it is used',
};
