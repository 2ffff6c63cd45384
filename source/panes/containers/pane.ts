import type {Container} from '../../model/container.ts';
import {isUp} from '../../model/container-state.ts';
import {logsTab} from '../logs-tab.tsx';
import type {Pane} from '../pane.ts';
import {containerActions} from './actions.ts';
import {containerColumns} from './columns.ts';
import {containerCopies, containerUrls} from './copies.ts';
import {changesTab} from './details/changes.ts';
import {envTab} from './details/env.ts';
import {exitTab} from './details/exit.ts';
import {healthTab} from './details/health.ts';
import {inspectTab} from './details/inspect.ts';
import {mountsTab} from './details/mounts.ts';
import {portsTab} from './details/ports.ts';
import {processesTab} from './details/processes.ts';
import {statsTab} from './details/stats.ts';
import {containerFilterable} from './filterable.ts';
import {containerRelated} from './related.ts';

/** What runs, what ran, and what can be done with it. */
export const containersPane: Pane<Container> = {
	id: 'containers',
	title: 'Containers',
	noun: {one: 'container', many: 'containers'},
	rows: ({containers}) => containers.items,
	loaded: ({containers}) => containers.loaded,
	error: ({containers}) => containers.error,
	columns: containerColumns,
	isMeasurable: ({state}) => state === 'running' || state === 'paused',
	sort: {column: 'name', reversed: false},
	hides: {words: 'stopped', test: container => !isUp(container)},
	filterable: containerFilterable,
	actions: containerActions,
	tabs: [exitTab, logsTab, statsTab, portsTab, envTab, mountsTab, processesTab, changesTab, healthTab, inspectTab],
	related: containerRelated,
	copies: containerCopies,
	urls: containerUrls,
	hint: 'docker run starts one',
};
