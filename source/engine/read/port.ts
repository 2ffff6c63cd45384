import type {Port, Protocol} from '../../model/port.ts';
import {fields, items, number, text} from './values.ts';

const highest = 65_535;

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

function isProtocol(word: string): word is Protocol {
	return protocols.has(word);
}

function isPort(value: number): boolean {
	return Number.isInteger(value) && value > 0 && value <= highest;
}

const compare = (first: Port, second: Port): number => first.containerPort - second.containerPort
	|| first.protocol.localeCompare(second.protocol)
	|| (first.hostPort ?? -1) - (second.hostPort ?? -1)
	|| (first.hostAddress ?? '').localeCompare(second.hostAddress ?? '');

/** Sorted and without doubles: an engine sends them in random order. */
export function orderPorts(ports: readonly Port[]): readonly Port[] {
	const unique = new Map(ports.map(port => [`${port.hostAddress}|${port.hostPort}|${port.containerPort}|${port.protocol}`, port]));
	return [...unique.values()].sort(compare);
}

/** One entry of a list's `Ports`: `{IP?, PrivatePort, PublicPort?, Type}`. Undefined when it names no port. */
export function readListedPort(value: unknown): Port | undefined {
	const {IP: address, PrivatePort: inside, PublicPort: outside, Type: type} = fields(value);
	const containerPort = number(inside);
	const protocol = text(type).toLowerCase() || 'tcp';
	if (!isPort(containerPort) || !isProtocol(protocol)) {
		return undefined;
	}

	const hostPort = number(outside);
	return isPort(hostPort) ? {hostAddress: text(address), hostPort, containerPort, protocol} : {containerPort, protocol};
}

/** `80/tcp`, as inspections key their ports. */
function readPortKey(key: string): {readonly containerPort: number; readonly protocol: Protocol} | undefined {
	const [digits, word = 'tcp'] = key.toLowerCase().split('/');
	const containerPort = Number(digits);
	return isPort(containerPort) && isProtocol(word) ? {containerPort, protocol: word} : undefined;
}

/**
A map of an inspection: `{"80/tcp": [{HostIp, HostPort}] | null}`, where null means exposed only. A host port that is empty or a
range means "any of", which is 0.
*/
export function readPortMap(value: unknown): readonly Port[] {
	const ports = Object.entries(fields(value)).flatMap(([key, bindings]): readonly Port[] => {
		const port = readPortKey(key);
		if (!port) {
			return [];
		}

		const published = items(bindings);
		return published.length === 0 ? [port] : published.map(binding => {
			const {HostIp: address, HostPort: digits} = fields(binding);
			const hostPort = Number(text(digits) || Number.NaN);
			return {hostAddress: text(address), hostPort: isPort(hostPort) ? hostPort : 0, ...port};
		});
	});
	return orderPorts(ports);
}
