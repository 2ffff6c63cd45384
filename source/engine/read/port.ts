import type {Port, Protocol} from '../../model/port.ts';
import type {Reader} from './reader.ts';
import {
	fields,
	filled,
	items,
	text,
} from './values.ts';

const highest = 65_535;

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

function isProtocol(word: string): word is Protocol {
	return protocols.has(word);
}

function isPort(value: number): boolean {
	return Number.isSafeInteger(value) && value > 0 && value <= highest;
}

/** Fixed width, so that the texts order as the numbers do. */
const sortable = (value: number | undefined): string => value === undefined ? '-' : String(value).padStart(5, '0');

const orderKey = ({containerPort, protocol, hostPort, hostAddress = ''}: Port): string => [sortable(containerPort), protocol, sortable(hostPort), hostAddress].join(' ');

/** Sorted and without doubles: an engine sends them in random order. */
export function orderPorts(ports: readonly Port[]): readonly Port[] {
	const unique = new Map(ports.map(port => [orderKey(port), port]));
	return [...unique].toSorted(([first], [second]) => first < second ? -1 : 1).map(([, port]) => port);
}

/** One entry of a list's `Ports`: `{IP?, PrivatePort, PublicPort?, Type}`. Undefined when it names no port. */
export function readListedPort(own: Reader): Port | undefined {
	const containerPort = own.number('PrivatePort');
	const protocol = filled(own.optionalText('Type'))?.toLowerCase() ?? 'tcp';
	const hostAddress = own.optionalText('IP');
	const hostPort = own.optionalNumber('PublicPort') ?? 0;
	if (hostPort !== 0 && !isPort(hostPort)) {
		own.reject('PublicPort');
	}

	if (!isPort(containerPort) || !isProtocol(protocol)) {
		own.reject('PrivatePort');
		return undefined;
	}

	return isPort(hostPort)
		? {
			hostAddress, hostPort, containerPort, protocol,
		}
		: {containerPort, protocol};
}

/** `80/tcp`, as inspections key their ports. */
function readPortKey(key: string): {readonly containerPort: number; readonly protocol: Protocol} | undefined {
	const [digits, word = 'tcp'] = key.toLowerCase().split('/', 2);
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
		return published.length === 0
			? [port]
			: published.map(binding => {
				const {HostIp: address, HostPort: digits} = fields(binding);
				const hostPort = Number(text(digits));
				return {hostAddress: text(address), hostPort: isPort(hostPort) ? hostPort : 0, ...port};
			});
	});
	return orderPorts(ports);
}
