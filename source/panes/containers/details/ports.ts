import type {Container, ContainerDetails} from '../../../model/container.ts';
import {isUp} from '../../../model/container-state.ts';
import type {Port} from '../../../model/port.ts';
import {urlOf} from '../../../model/port-url.ts';
import {
	allInterfaces,
	conflicts,
	foldPorts,
	unfoldPorts,
	type FoldedPort,
} from '../../../model/ports.ts';
import type {Live} from '../../../store/live.ts';
import {
	detailTab,
	line,
	type Line,
	type TabContext,
} from '../../pane.ts';
import {hostOf} from '../copies.ts';
import {inspection, keysOf, member} from './load-inspection.ts';

/** A range of a thousand ports is not a thousand places to try. */
const mostUrls = 5;

/** Which ports of the container are reached where; of one that does not run, which will be. */
export const portsTab = detailTab<Container, ContainerDetails>({
	id: 'ports',
	title: 'Ports',
	...inspection,
	table: (row, data, context) => portsOf(row, data).map(port => record(port, row, data, context)),
	lines(row, data, context) {
		const ports = portsOf(row, data);
		const mode = networkWords(row, data, context.live);
		return [
			...(mode === undefined ? (ports.length === 0 ? [line('No port is published or exposed.', 'dim')] : []) : [line(mode, 'info')]),
			...(isUp(row) ? urls(row, data, context.live) : []),
		];
	},
});

/** Those in force, or, where there are none in force, those asked for; then the ones that are exposed only. */
function portsOf(row: Container, {ports, wantedPorts, raw}: ContainerDetails): readonly FoldedPort[] {
	const published = (isUp(row) ? ports : wantedPorts).filter(({hostPort}) => hostPort !== undefined);
	const known = new Set(published.map(port => keyOf(port)));
	const exposed = [...ports.filter(({hostPort}) => hostPort === undefined), ...exposedPorts(raw)].filter(port => !known.has(keyOf(port)));
	return foldPorts([...published, ...exposed]);
}

function keyOf({containerPort, protocol}: Port): string {
	return `${containerPort}/${protocol}`;
}

/** Those of the image and of `--expose`, which a stopped container's network settings do not list. */
function exposedPorts(raw: unknown): readonly Port[] {
	return keysOf(member(raw, 'Config', 'ExposedPorts')).flatMap((key): readonly Port[] => {
		const {digits, protocol = 'tcp'} = /^(?<digits>\d{1,5})(?:\/(?<protocol>tcp|udp|sctp))?$/v.exec(key)?.groups ?? {};
		return digits === undefined ? [] : [{containerPort: Number(digits), protocol: protocol as Port['protocol']}];
	});
}

function record(port: FoldedPort, row: Container, data: ContainerDetails, {live, ascii}: TabContext): Readonly<Record<string, string>> {
	const {addresses, hostPort, containerPort, count, protocol} = port;
	const range = (first: number) => count === 1 ? String(first) : `${first}-${first + count - 1}`;
	return Object.fromEntries([
		['HOST ADDRESS', addresses.map(address => address === '' ? '*' : address).join(', ')],
		['HOST PORT', hostPort === undefined ? '' : (hostPort === 0 ? 'any' : range(hostPort))],
		['CONTAINER PORT', `${hostPort === undefined ? '' : (ascii ? '-> ' : '→ ')}${range(containerPort)}`],
		['PROTOCOL', protocol],
		['NOTE', note(port, row, data, live)],
	]);
}

function note(port: FoldedPort, row: Container, {raw}: ContainerDetails, live: Live): string {
	const publishesAll = member(raw, 'HostConfig', 'PublishAllPorts') === true;
	if (port.hostPort === undefined) {
		return publishesAll && !isUp(row) ? 'exposed, gets a free port when started' : 'exposed only';
	}

	const holder = isUp(row) ? undefined : live.containers.items.find(({id, ports}) => id !== row.id && ports.some(taken => isTaken(port, taken)));
	return [
		!isUp(row) && 'when started',
		holder && `taken by ${holder.name}`,
		allInterfaces(port) ? 'all interfaces' : (port.addresses.every(address => /^127\.|^::1$/v.test(address)) && 'loopback only'),
	].filter(Boolean).join(', ');
}

function isTaken({addresses, hostPort = 0, count, protocol}: FoldedPort, taken: Port): boolean {
	const number = taken.hostPort ?? 0;
	const isWanted = hostPort !== 0 && number >= hostPort && number < hostPort + count;
	return isWanted && addresses.some(hostAddress => conflicts({
		hostAddress, hostPort: number, containerPort: number, protocol,
	}, taken));
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

function urls({image}: Container, {ports}: ContainerDetails, live: Live): readonly Line[] {
	const found = unfoldPorts(foldPorts(ports)).flatMap(port => urlOf(port, image, hostOf(live)) ?? []);
	return [...new Set(found)].slice(0, mostUrls).map(url => [{text: 'try  ', tone: 'dim'}, {text: url, tone: 'accent'}]);
}
