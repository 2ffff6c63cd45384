import type {Container} from '../../model/container.ts';
import {isUp} from '../../model/container-state.ts';
import {paneTitles} from '../names.ts';
import type {PaneList} from '../pane.ts';
import {containerColumns} from './columns.ts';
import {containerFilterable} from './filterable.ts';

/** The list of the containers, which is on the screen before anything else of the pane. */
export const containersList: PaneList<Container> = {
	id: 'containers',
	title: paneTitles.containers,
	rows: ({containers}) => containers.items,
	loaded: ({containers}) => containers.loaded,
	columns: containerColumns,
	sort: {column: 'name', reversed: false},
	hides: {words: 'stopped', test: container => !isUp(container)},
	filterable: containerFilterable,
};
