import type {Tone} from '../../config/theme.ts';
import {stateWords} from '../../model/container-state.ts';
import {loopbackOnly} from '../../model/port-access.ts';
import {ownerName} from '../../model/port-entry.ts';
import {portWords, possessive} from '../../model/port-rivals.ts';
import {allInterfaces, formatAddress} from '../../model/ports.ts';
import type {Column} from '../pane.ts';
import {userTone} from '../used-by.ts';
import type {PortRow} from './rows.ts';

const range = (first: number, count: number): string => count === 1 ? String(first) : `${first}-${first + count - 1}`;

/** Where it is on the host: `0.0.0.0:8080`, `[::1]:9000-9003`, `*:any`; a dash when it is not published. */
function hostText({addresses, hostPort, count, kind}: PortRow, ascii: boolean): string {
	if (kind === 'exposed' || hostPort === undefined) {
		return ascii ? '-' : '—';
	}

	return `${formatAddress(addresses[0] ?? '')}:${hostPort === 0 ? 'any' : range(hostPort, count)}`;
}

/** What is not published comes last, and what gets any port before it. */
function hostRank({hostPort, kind}: PortRow): number {
	return kind === 'exposed' || hostPort === undefined ? 70_001 : (hostPort === 0 ? 70_000 : hostPort);
}

function byHost(first: PortRow, second: PortRow): number {
	return hostRank(first) - hostRank(second)
		|| Number(first.protocol > second.protocol) - Number(first.protocol < second.protocol)
		|| Number((first.addresses[0] ?? '') > (second.addresses[0] ?? '')) - Number((first.addresses[0] ?? '') < (second.addresses[0] ?? ''));
}

function stateText({owner}: PortRow): string {
	return owner.type === 'container' ? stateWords(owner.container) : 'swarm service';
}

/** The one thing to know about the port, most pressing first. */
function noteOf(row: PortRow): {readonly text: string; readonly tone: Tone} {
	const {rivals, conflicts, kind, owner} = row;
	const [rival] = rivals;
	if (rival) {
		const which = portWords(rival.ports);
		const others = rivals.length === 1 ? `${rival.name} wants` : `${rivals.length} others want`;
		return {text: rival.holds ? `conflict: ${which} ${rival.ports.length === 1 ? 'is' : 'are'} ${possessive(rival.name)}` : `conflict: ${others} ${which} too`, tone: 'bad'};
	}

	if (conflicts[0]) {
		return {text: 'conflict: it was taken', tone: 'bad'};
	}

	switch (kind) {
		case 'exposed': {
			return {text: owner.type === 'container' && owner.bindings?.publishesAll ? 'gets a free port when started' : 'not published', tone: 'dim'};
		}

		case 'host': {
			return {text: 'host network', tone: 'warn'};
		}

		case 'ingress': {
			return {text: 'ingress: all nodes, all interfaces', tone: 'warn'};
		}

		case 'published':
		case 'wanted': {
			const when = kind === 'wanted' ? ', when started' : '';
			return allInterfaces(row) ? {text: `all interfaces${when}`, tone: 'warn'} : {text: `${loopbackOnly(row) ? 'loopback only' : 'one address'}${when}`, tone: 'dim'};
		}
	}
}

/** The columns of the list of ports. */
export const portColumns: ReadonlyArray<Column<PortRow>> = [
	{
		id: 'host', title: 'HOST', least: 14, most: 46, priority: 0,
		cell: (row, {ascii}) => ({text: hostText(row, ascii), tone: row.rivals.length > 0 ? 'bad' : (row.kind === 'published' || row.kind === 'ingress' ? 'strong' : 'dim')}),
		compare: byHost,
	},
	{
		id: 'port', title: 'TO', least: 8, most: 20, priority: 1,
		cell: ({containerPort, count, protocol, kind}, {ascii}) => ({text: `${kind === 'exposed' ? '' : (ascii ? '-> ' : '→ ')}${range(containerPort, count)}/${protocol}`}),
		compare: (first, second) => first.containerPort - second.containerPort,
	},
	{
		id: 'container', title: 'CONTAINER', least: 10, most: 36, priority: 0, cut: 'middle',
		cell: ({owner}) => ({text: ownerName(owner)}),
	},
	{
		id: 'state', title: 'STATE', least: 10, most: 20, priority: 3,
		cell: row => ({text: stateText(row), tone: row.container ? userTone(row.container) : 'info'}),
	},
	{
		id: 'note', title: 'NOTE', least: 34, most: 56, priority: 2,
		cell: row => noteOf(row),
	},
	{
		id: 'url', title: 'URL', least: 22, most: 40, priority: 4,
		cell: ({url = '', kind}) => ({text: url, tone: kind === 'wanted' ? 'dim' : 'info'}),
	},
	{
		id: 'image', title: 'IMAGE', least: 16, most: 36, priority: 5, cut: 'middle',
		cell: ({image}) => ({text: /^sha256:[\da-f]{64}$/.test(image) ? image.slice(7, 19) : image}),
	},
	{
		id: 'project', title: 'PROJECT', least: 10, most: 20, priority: 6,
		cell: ({project = ''}) => ({text: project}),
	},
];
