import type {Container, ContainerDetails} from '../../../model/container.ts';
import {isUp} from '../../../model/container-state.ts';
import {loopbackOnly} from '../../../model/port-access.ts';
import {bindingsOf} from '../../../model/port-bindings.ts';
import {containerEntries, portEntries, type PortEntry} from '../../../model/port-entry.ts';
import {conflictWords, rivalsOf, type Rival} from '../../../model/port-rivals.ts';
import {allInterfaces} from '../../../model/ports.ts';
import type {Live} from '../../../store/live.ts';
import {detailTab, line, type Line, type TabContext} from '../../pane.ts';
import {containerUrls} from '../copies.ts';
import {inspection} from './load-inspection.ts';

/** A list of a thousand places is no help to try them. */
const mostUrls = 5;

/** Which ports of the container are reached where, and who is in their way; of one that does not run, which will be. */
export const portsTab = detailTab<Container, ContainerDetails>({
	id: 'ports',
	title: 'Ports',
	needs: 'bindings',
	...inspection,
	table(row, data, context) {
		const rivals = rivalsHere(row, data, context.live);
		return entriesOf(row, data).map(entry => record(entry, rivals.get(entry.id) ?? [], context));
	},
	lines(row, data, {live}) {
		const entries = entriesOf(row, data);
		const rivals = rivalsHere(row, data, live);
		const conflicts = new Set(entries.flatMap(entry => conflictWords(entry, rivals.get(entry.id) ?? [])));
		const mode = networkWords(row, data, live);
		return [
			...[...conflicts].map(words => line(words, 'bad')),
			...(mode === undefined ? (entries.length === 0 ? [line('No port is published or exposed.', 'dim')] : []) : [line(mode, 'info')]),
			...urls({...row, ports: data.ports}, live),
		];
	},
});

/** Those in force, or, where there are none in force, those asked for; then the ones that are exposed only. */
function entriesOf(row: Container, data: ContainerDetails): readonly PortEntry[] {
	return containerEntries({...row, ...isUp(row) && {ports: data.ports}, ...data.networkMode !== '' && {networkMode: data.networkMode}}, bindingsOf(data));
}

/** This container as it was just inspected, among the others as far as they are known. */
function rivalsHere(row: Container, data: ContainerDetails, {containers, bindings}: Live): ReadonlyMap<string, readonly Rival[]> {
	return rivalsOf([...entriesOf(row, data), ...portEntries(containers.items.filter(({id}) => id !== row.id), bindings)]);
}

function record(entry: PortEntry, rivals: readonly Rival[], {ascii}: TabContext): Readonly<Record<string, string>> {
	const {addresses, hostPort, containerPort, count, protocol, kind} = entry;
	const range = (first: number) => count === 1 ? String(first) : `${first}-${first + count - 1}`;
	const isOnHost = kind !== 'exposed' && hostPort !== undefined;
	return Object.fromEntries([
		['HOST ADDRESS', addresses.map(address => address === '' ? '*' : address).join(', ')],
		['HOST PORT', isOnHost ? (hostPort === 0 ? 'any' : range(hostPort)) : ''],
		['CONTAINER PORT', `${isOnHost ? (ascii ? '-> ' : '→ ') : ''}${range(containerPort)}`],
		['PROTOCOL', protocol],
		['NOTE', note(entry, rivals)],
	]);
}

function note(entry: PortEntry, rivals: readonly Rival[]): string {
	const {kind, owner} = entry;
	if (kind === 'exposed') {
		const isUpNow = owner.type === 'container' && isUp(owner.container);
		return owner.type === 'container' && owner.bindings?.publishesAll && !isUpNow ? 'exposed, gets a free port when started' : 'exposed only';
	}

	if (kind === 'host') {
		return 'host network: if it listens';
	}

	return [
		kind === 'wanted' && 'when started',
		...rivals.map(({holds, name}) => holds ? `taken by ${name}` : `wanted by ${name} too`),
		allInterfaces(entry) ? 'all interfaces' : (loopbackOnly(entry) && 'loopback only'),
	].filter(Boolean).join(', ');
}

function networkWords({networkMode: listed = ''}: Container, {networkMode}: ContainerDetails, live: Live): string | undefined {
	const mode = networkMode === '' ? listed : networkMode;
	if (mode === 'host') {
		return 'It uses the host\'s network: whatever it listens on, the host listens on.';
	}

	if (mode === 'none') {
		return 'It has no network.';
	}

	const owner = /^container:(?<owner>.+)$/v.exec(mode)?.groups?.owner;
	return owner === undefined ? undefined : `It shares the network of container ${live.containers.items.find(({id}) => id === owner)?.name ?? owner.slice(0, 12)}: ports are published there.`;
}

function urls(row: Container, live: Live): readonly Line[] {
	return containerUrls(row, live).slice(0, mostUrls).map(url => [{text: 'try  ', tone: 'dim'}, {text: url, tone: 'accent', link: url}]);
}
