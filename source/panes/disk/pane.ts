import {decimalSize} from '../../model/size.ts';
import type {Pane, Related} from '../pane.ts';
import {relatedContainers} from '../used-by.ts';
import {diskColumns} from './columns.ts';
import {diskRows, type DiskKind, type DiskRow} from './rows.ts';
import {summaryHeight, SummaryView} from './summary-view.tsx';

const panes: Readonly<Record<Exclude<DiskKind, 'cache'>, string>> = {image: 'images', container: 'containers', volume: 'volumes'};

function relatedOf({kind, objectId, name, usedBy}: DiskRow): readonly Related[] {
	return kind === 'cache' ? [] : [{pane: panes[kind], id: objectId, title: `${kind} ${name}`}, ...relatedContainers(usedBy)];
}

/** What fills the disk: the figures of `docker system df`, and under them the largest objects of every kind. */
export const diskPane: Pane<DiskRow> = {
	id: 'disk',
	title: 'Disk',
	noun: {one: 'object', many: 'objects'},
	rows: diskRows,
	loaded: ({disk}) => disk.usage !== undefined,
	error: ({disk}) => disk.error,
	columns: diskColumns,
	sort: {column: 'size', reversed: true},
	filterable: ({name, kind, state, size, usedBy}) => ({
		text: [kind, name, state, decimalSize(size), ...usedBy.map(user => user.name)].join(' '),
		name,
		state,
	}),
	actions: [],
	tabs: [],
	related: relatedOf,
	copies: ({name, objectId}) => [{title: 'name', text: name}, {title: 'id', text: objectId}],
	above: {height: summaryHeight, View: SummaryView},
	needs: 'disk',
	hint: 'nothing here takes room',
};
