import type {Container} from './container.ts';
import {hasPortsInForce, type BindingsState, type PortBindings} from './port-bindings.ts';
import {foldPorts, type FoldedPort} from './ports.ts';
import type {Port} from './port.ts';
import type {Service} from './service.ts';

/**
What a port is to the host: `published` is in force; `wanted` will be asked for when the container starts; `ingress` is a swarm
service's; `host` is exposed by a container in the host's network, which listens there itself if it does; `exposed` is not published.
*/
export type PortKind = 'published' | 'wanted' | 'ingress' | 'host' | 'exposed';

/** Whose a port is. */
export type PortOwner
	= | {readonly type: 'container'; readonly container: Container; readonly bindings?: PortBindings}
		| {readonly type: 'service'; readonly service: Service};

/** A port, or a range of ports, of one owner. */
export type PortEntry = FoldedPort & {
	/** Stays the same when the container starts or stops, unless its port is a random one. */
	readonly id: string;
	readonly kind: PortKind;
	readonly owner: PortOwner;
};

/** Every port of every container, running or not, and of every service. Those of a container whose `bindings` are not known yet are not there yet. */
export function portEntries(containers: readonly Container[], {bindings, services}: Pick<BindingsState, 'bindings' | 'services'>): readonly PortEntry[] {
	return [
		...containers.flatMap(container => containerEntries(container, bindings.get(container.id))),
		...services.flatMap(service => serviceEntries(service)),
	];
}

/** The ports of one container. */
export function containerEntries(container: Container, bindings?: PortBindings): readonly PortEntry[] {
	const owner: PortOwner = {type: 'container', container, ...bindings && {bindings}};
	const isInForce = hasPortsInForce(container);
	const published = (isInForce ? container.ports : bindings?.wanted ?? []).filter(({hostPort}) => hostPort !== undefined);
	const known = new Set(published.map(port => keyOf(port)));
	const exposed = foldPorts([...container.ports, ...bindings?.exposed ?? []].filter(port => port.hostPort === undefined && !known.has(keyOf(port))));
	const isHost = container.networkMode === 'host';
	return [
		...foldPorts(published).map(port => entry(port, isInForce ? 'published' : 'wanted', owner, container.id)),
		...exposed.map(port => isHost ? entry({...port, addresses: [''], hostPort: port.containerPort}, 'host', owner, container.id) : entry(port, 'exposed', owner, container.id)),
	];
}

function serviceEntries(service: Service): readonly PortEntry[] {
	const ports = service.ports.map((port): Port => ({...port, hostAddress: ''}));
	return foldPorts(ports).map(port => entry(port, 'ingress', {type: 'service', service}, service.id));
}

function keyOf({containerPort, protocol}: Port): string {
	return `${containerPort}/${protocol}`;
}

function entry(port: FoldedPort, kind: PortKind, owner: PortOwner, ownerId: string): PortEntry {
	const {addresses, hostPort, containerPort, count, protocol} = port;
	// "No address" and "all of IPv4" are the same binding before and after the start.
	const address = kind === 'exposed' ? 'exposed' : addresses[0] === '0.0.0.0' ? '' : addresses[0] ?? '';
	return {...port, kind, owner, id: [ownerId, address, hostPort ?? '', containerPort, count, protocol].join(' ')};
}

/** What the owner is called. */
export function ownerName(owner: PortOwner): string {
	return owner.type === 'container' ? owner.container.name : `service ${owner.service.name}`;
}

/** True when the owner has the port of the host now. A container in the host's network merely may. */
export function holdsPort({kind}: PortEntry): boolean {
	return kind === 'published' || kind === 'ingress';
}

/** True when the entry speaks of this port of the host, by number and, when given, protocol. */
export function coversPort({hostPort, count, protocol}: FoldedPort, number: number, wantedProtocol?: string): boolean {
	const isThere = hostPort !== undefined && hostPort > 0 && number >= hostPort && number < hostPort + count;
	return isThere && (wantedProtocol === undefined || protocol === wantedProtocol);
}

/** The single ports of a range, each with an id of its own; none for a single port. */
export function partsOf(whole: PortEntry): readonly PortEntry[] {
	const {id, hostPort, containerPort, count} = whole;
	return count === 1 ? [] : Array.from({length: count}, (_, step) => ({
		...whole,
		id: `${id} ${partMark}${step}`,
		...(hostPort !== undefined && {hostPort: hostPort === 0 ? 0 : hostPort + step}),
		containerPort: containerPort + step,
		count: 1,
	}));
}

const partMark = '+';

/** The id of the range that a part came from; undefined for what is no part. */
export function wholeOf(id: string): string | undefined {
	const at = id.lastIndexOf(` ${partMark}`);
	return at === -1 ? undefined : id.slice(0, at);
}
