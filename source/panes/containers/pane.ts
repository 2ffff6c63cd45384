import type {Container} from '../../model/container.ts';
import {logsTab} from '../logs-tab.tsx';
import type {Pane} from '../pane.ts';
import {containerActions} from './actions.ts';
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
import {containersList} from './list.ts';
import {containerRelated} from './related.ts';

/** What runs, what ran, and what can be done with it. */
export const containersPane: Pane<Container> = {
	...containersList,
	noun: {one: 'container', many: 'containers'},
	error: ({containers}) => containers.error,
	isMeasurable: ({state}) => state === 'running' || state === 'paused',
	actions: containerActions,
	tabs: [exitTab, logsTab, statsTab, portsTab, envTab, mountsTab, processesTab, changesTab, healthTab, inspectTab],
	related: containerRelated,
	copies: containerCopies,
	urls: containerUrls,
	hint: 'docker run starts one',
};
