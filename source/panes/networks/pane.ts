import {dockerCommand} from '../../model/docker-command.ts';
import {paneTitles} from '../names.ts';
import type {Copyable, Pane} from '../pane.ts';
import {networkActions} from './actions.ts';
import {networkColumns} from './columns.ts';
import {containersTab} from './details/containers.ts';
import {inspectTab} from './details/inspect.ts';
import {networkFilterable} from './filterable.ts';
import {networkRows, type NetworkRow} from './rows.ts';

/** The networks and who is in them. */
export const networksPane: Pane<NetworkRow> = {
	id: 'networks',
	title: paneTitles.networks,
	noun: {one: 'network', many: 'networks'},
	rows: networkRows,
	loaded: ({networks}) => networks.loaded,
	error: ({networks}) => networks.error,
	columns: networkColumns,
	sort: {column: 'name', reversed: false},
	hides: {words: 'unused', test: ({attached}) => attached.length === 0},
	filterable: networkFilterable,
	actions: networkActions,
	tabs: [containersTab, inspectTab],
	related: ({attached}) => attached.map(({id, name, state}) => ({pane: 'containers', id, title: `container ${name} (${state})`})),
	copies: networkCopies,
	hint: 'Make one with n.',
};

function networkCopies({id, name, subnets}: NetworkRow): readonly Copyable[] {
	return [
		{title: 'name', text: name},
		{title: 'id', text: id},
		{title: 'short id', text: id.slice(0, 12)},
		...subnets.flatMap(({subnet, gateway}) => [
			...(subnet === '' ? [] : [{title: 'subnet', text: subnet}]),
			...(gateway === '' ? [] : [{title: 'gateway', text: gateway}]),
		]),
		{title: 'docker command', text: dockerCommand('network', 'inspect', name)},
	];
}
