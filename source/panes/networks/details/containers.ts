import {alignedLines} from '../../../components/aligned-lines.ts';
import type {NetworkDetails, NetworkEndpoint} from '../../../model/network.ts';
import {detailTab, line, type Line} from '../../pane.ts';
import type {Attached, NetworkRow} from '../rows.ts';

const columns = [
	{title: 'NAME', most: 32},
	{title: 'STATE'},
	{title: 'IPV4'},
	{title: 'IPV6'},
	{title: 'MAC'},
	{title: 'ALIASES'},
];

/** Who is in a network under which addresses and names. */
export const containersTab = detailTab<NetworkRow, NetworkDetails>({
	id: 'containers',
	title: 'Containers',
	load: async (row, engine, signal) => engine.networks.inspect(row.id, {signal}),
	version: row => row,
	lines({attached}, {endpoints}, {ascii, width}) {
		const byId = new Map(endpoints.map(endpoint => [endpoint.containerId, endpoint]));
		const known = new Set(attached.map(({id}) => id));
		const rows = [
			...attached.map(container => containerCells(container, byId.get(container.id))),
			// In a swarm a network has ends of its own, and of containers on other machines.
			...endpoints.filter(({containerId}) => !known.has(containerId)).map(endpoint => endpointCells(endpoint)),
		];
		return rows.length === 0 ? [line('No container is in it.', 'dim')] : alignedLines(columns, rows, {ascii, width});
	},
});

function containerCells({name, state, isUp, ipv4, ipv6, mac, aliases}: Attached, endpoint: NetworkEndpoint | undefined): Line {
	return [
		{text: name},
		{text: state, tone: state === 'running' ? 'good' : (isUp ? 'warn' : 'dim')},
		// The inspection has the address with the length of the network's prefix.
		{text: first(endpoint?.ipv4, ipv4)},
		{text: first(endpoint?.ipv6, ipv6)},
		{text: first(endpoint?.mac, mac), tone: 'dim'},
		{text: aliases.join(', ')},
	];
}

/** The first text that is not empty. */
function first(...texts: ReadonlyArray<string | undefined>): string {
	return texts.find(text => text !== undefined && text !== '') ?? '';
}

function endpointCells({containerName, containerId, ipv4, ipv6, mac}: NetworkEndpoint): Line {
	return [{text: first(containerName, containerId.slice(0, 12)), tone: 'dim'}, {text: ''}, {text: ipv4}, {text: ipv6}, {text: mac, tone: 'dim'}, {text: ''}];
}
