import type {Filterable} from '../../model/filter.ts';
import {decimalSize} from '../../model/size.ts';
import {paneTitles} from '../names.ts';
import type {Pane} from '../pane.ts';
import {volumeActions} from './actions.ts';
import {volumeColumns} from './columns.ts';
import {inspectTab} from './details/inspect.ts';
import {usedByTab} from './details/used-by.ts';
import {copiesOf, relatedOf} from './links.ts';
import {usersOf, volumeRows, type VolumeRow} from './rows.ts';

function filterable(row: VolumeRow): Filterable {
	const {name, anonymous, driver, labels, project, size, mountpoint} = row;
	const users = usersOf(row);
	const state = `${users.length > 0 ? 'in use' : 'unused'}${anonymous ? ' anonymous' : ''}`;
	return {
		text: [name, driver, size === undefined ? '' : decimalSize(size, 3), state, ...users.map(container => container.name), mountpoint, project ?? ''].join(' '),
		name,
		labels,
		state,
		image: users.map(({image}) => image).join(' '),
		...(project !== undefined && {project}),
	};
}

/** The volumes of the engine. */
export const volumesPane: Pane<VolumeRow> = {
	id: 'volumes',
	title: paneTitles.volumes,
	noun: {one: 'volume', many: 'volumes'},
	rows: volumeRows,
	loaded: ({volumes}) => volumes.loaded,
	error: ({volumes}) => volumes.error,
	columns: volumeColumns,
	sort: {column: 'name', reversed: false},
	hides: {words: 'unused', test: ({uses}) => uses.length === 0},
	filterable,
	actions: volumeActions,
	tabs: [usedByTab, inspectTab],
	related: relatedOf,
	copies: copiesOf,
	hint: 'n makes a volume',
};
