import {stateWords} from '../../model/container-state.ts';
import type {Filterable} from '../../model/filter.ts';
import {ownerName, wholeOf} from '../../model/port-entry.ts';
import {formatPort} from '../../model/ports.ts';
import {paneTitles} from '../names.ts';
import type {Pane} from '../pane.ts';
import {portColumns} from './columns.ts';
import {besideTab} from './details/beside.ts';
import {factsTab} from './details/facts.ts';
import {portJump} from './jump.ts';
import {portCopies, portOwners, portRelated} from './links.ts';
import {partRows, portCount, portRows, type PortRow} from './rows.ts';

function filterable({owner, image, project, url = '', conflicts, kind, ...port}: PortRow): Filterable {
	const state = owner.type === 'container' ? stateWords(owner.container) : 'service';
	return {
		text: [formatPort(port, {ascii: true}), ownerName(owner), image, project, state, url, kind, conflicts.length > 0 ? 'conflict' : ''].filter(Boolean).join(' '),
		name: ownerName(owner),
		state: `${state} ${kind} ${conflicts.length > 0 ? 'conflict' : ''}`,
		image,
		...owner.type === 'container' && {labels: owner.container.labels},
		...project !== undefined && {project},
	};
}

/** What listens where: every port of every container, running or not. */
export const portsPane: Pane<PortRow> = {
	id: 'ports',
	title: paneTitles.ports,
	noun: {one: 'port', many: 'ports'},
	rows: portRows,
	loaded: ({containers, bindings}) => containers.loaded && bindings.complete,
	count: portCount,
	error: ({containers, bindings}) => containers.error ?? bindings.error,
	columns: portColumns,
	sort: {column: 'host', reversed: false},
	hides: {words: 'not published', test: ({kind}) => kind === 'exposed', atFirst: true},
	filterable,
	actions: [],
	tabs: [factsTab, besideTab],
	related: portRelated,
	opens: (row, live) => portOwners(row, live)[0],
	copies: portCopies,
	urls: ({url}) => url === undefined ? [] : [url],
	folding: {parts: partRows, wholeOf},
	jump: portJump,
	needs: 'bindings',
	hint: 'docker run -p 8080:80 publishes one',
};
