import type {Port, Protocol} from './port.ts';

/**
Ports that are told as one: the same on IPv4 and IPv6, and `count` consecutive ones.
`addresses` is empty when the port is exposed only; `hostPort` 0 is "whichever is free".
*/
export type FoldedPort = {
	readonly addresses: readonly string[];
	readonly hostPort?: number;
	readonly containerPort: number;
	readonly count: number;
	readonly protocol: Protocol;
};

export type PortFormat = {readonly ascii?: boolean};

const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/**
Folds the ports of one container: IPv4 and IPv6 twins of "all addresses" become one, consecutive ports with the same
distance between host and container a range. Sorted, published ones first: the engine's order is random per call.
*/
export function foldPorts(ports: readonly Port[]): readonly FoldedPort[] {
	const single = Map.groupBy(ports, port => bindingKey(port)).values().flatMap(twins => foldTwins(twins)).toArray();
	const groups = Map.groupBy(single, port => rangeKey(port)).values().toArray();
	return groups.flatMap(group => foldRanges(group)).toSorted(byPlace);
}

/** A folded port as shown: `0.0.0.0:8080→80/tcp`, `[::1]:9000-9003→9000-9003/tcp`, `80/tcp`; `*` where the engine names no address. */
export function formatPort({addresses, hostPort, containerPort, count, protocol}: FoldedPort, {ascii = false}: PortFormat = {}): string {
	const target = `${range(containerPort, count)}/${protocol}`;
	if (hostPort === undefined) {
		return target;
	}

	const published = hostPort === 0 ? 'any' : range(hostPort, count);
	return `${formatAddress(addresses[0] ?? '')}:${published}${ascii ? '->' : '→'}${target}`;
}

/** All ports of a container in one line, published ones first, empty when there are none. */
export function formatPorts(ports: readonly Port[], format: PortFormat = {}): string {
	return foldPorts(ports).map(port => formatPort(port, format)).join(', ');
}

/** An address as it stands before a port: IPv6 in brackets, `*` when the engine names none. */
export function formatAddress(address: string): string {
	return address === '' ? '*' : (address.includes(':') ? `[${address}]` : address);
}

/** True when a port is published on all interfaces: whoever reaches the machine reaches the container. */
export function allInterfaces(port: Port | FoldedPort): boolean {
	if (port.hostPort === undefined) {
		return false;
	}

	return 'addresses' in port ? port.addresses.some(address => everywhere.has(address)) : everywhere.has(port.hostAddress ?? '');
}

/**
True when two published ports cannot be bound at once: same number and protocol, and addresses that overlap.
`0.0.0.0` covers IPv4 alone and `::` IPv6 alone, since the engine binds the two apart; no address covers both.
*/
export function conflicts(first: Port, second: Port): boolean {
	const samePort = first.hostPort !== undefined && first.hostPort !== 0 && first.hostPort === second.hostPort;
	return samePort && first.protocol === second.protocol && overlap(first.hostAddress ?? '', second.hostAddress ?? '');
}

function overlap(first: string, second: string): boolean {
	if (first === second || first === '' || second === '') {
		return true;
	}

	const isSameFamily = first.includes(':') === second.includes(':');
	return isSameFamily && (everywhere.has(first) || everywhere.has(second));
}

function bindingKey({hostPort, containerPort, protocol}: Port): string {
	return [hostPort, containerPort, protocol].join(' ');
}

function foldTwins(twins: readonly Port[]): FoldedPort[] {
	const [{hostPort, containerPort, protocol}] = twins as readonly [Port, ...Port[]];
	const rest = {containerPort, count: 1, protocol};
	if (hostPort === undefined) {
		return [{addresses: [], ...rest}];
	}

	const told = new Set(twins.map(({hostAddress}) => hostAddress ?? ''));
	// "No address" is all of IPv4 and IPv6 already.
	const addresses = told.has('') ? new Set(['', ...told].filter(address => address === '' || !everywhere.has(address))) : told;
	const pair = ['0.0.0.0', '::'];
	const isPair = pair.every(address => addresses.has(address));
	const others = [...addresses].filter(address => !isPair || !pair.includes(address)).map(address => [address]);
	return [...(isPair ? [pair] : []), ...others].map(folded => ({addresses: folded, hostPort, ...rest}));
}

function rangeKey({addresses, hostPort, containerPort, protocol}: FoldedPort): string {
	const distance = hostPort === undefined || hostPort === 0 ? hostPort : `by ${hostPort - containerPort}`;
	return [...addresses, protocol, distance].join(' ');
}

function foldRanges(group: readonly FoldedPort[]): FoldedPort[] {
	const ranges: FoldedPort[] = [];
	for (const port of group.toSorted((a, b) => a.containerPort - b.containerPort)) {
		const last = ranges.at(-1);
		if (last && last.containerPort + last.count === port.containerPort) {
			ranges[ranges.length - 1] = {...last, count: last.count + 1};
		} else {
			ranges.push(port);
		}
	}

	return ranges;
}

function byPlace(a: FoldedPort, b: FoldedPort): number {
	const orders = [
		Number(a.hostPort === undefined) - Number(b.hostPort === undefined),
		a.containerPort - b.containerPort,
		compare(a.addresses.join(' '), b.addresses.join(' ')),
		(a.hostPort ?? 0) - (b.hostPort ?? 0),
		compare(a.protocol, b.protocol),
	];
	return orders.find(order => order !== 0) ?? 0;
}

function compare(a: string, b: string): number {
	return a === b ? 0 : (a < b ? -1 : 1);
}

function range(first: number, count: number): string {
	return count === 1 ? String(first) : `${first}-${first + count - 1}`;
}
