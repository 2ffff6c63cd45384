import {dockerCommand} from '../../model/docker-command.ts';
import {entryAddress, tunnelCommand} from '../../model/port-access.ts';
import type {Live} from '../../store/live.ts';
import {machineOfLive} from '../machine.ts';
import type {Copyable, Related} from '../pane.ts';
import type {PortRow} from './rows.ts';

/** What can be copied of a port, most wanted first. */
export function portCopies(row: PortRow, live: Live): readonly Copyable[] {
	const machine = machineOfLive(live);
	const {url, container} = row;
	const address = entryAddress(row, machine);
	const tunnel = tunnelCommand(row, machine);
	return [
		...url === undefined ? [] : [{title: 'URL', text: url}],
		...address === undefined ? [] : [{title: 'host:port', text: address}],
		...tunnel === undefined ? [] : [{title: 'ssh tunnel', text: tunnel}],
		...container ? [{title: 'container', text: container.name}, {title: 'docker command', text: dockerCommand('port', container.name)}] : [],
		...row.owner.type === 'service' ? [{title: 'service', text: row.owner.service.name}, {title: 'docker command', text: dockerCommand('service', 'inspect', '--pretty', row.owner.service.name)}] : [],
	];
}

/** Whose it is: the container, or those of the service that run on this node. */
export function portOwners({owner}: PortRow, live: Live): readonly Related[] {
	const containers = owner.type === 'container'
		? [owner.container]
		: live.containers.items.filter(({labels}) => labels['com.docker.swarm.service.id'] === owner.service.id);
	return containers.map(({id, name, state}) => ({pane: 'containers', id, title: `container ${name} (${state})`}));
}

/** Its owner, and whoever is in its way. */
export function portRelated(row: PortRow, live: Live): readonly Related[] {
	return [...portOwners(row, live), ...row.rivals.map(({id, words}) => ({pane: 'ports', id, title: words}))];
}
