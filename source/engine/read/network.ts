import type {
	Network,
	NetworkDetails,
	NetworkEndpoint,
	Subnet,
} from '../../model/network.ts';
import {neutraliseDeep} from '../../terminal/neutralise-deep.ts';
import {Reader} from './reader.ts';
import {
	fields,
	filled,
	text,
} from './values.ts';

/** Names that an engine makes itself and never lets go; `podman` is Podman's own bridge. */
const predefinedNames: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'podman']);

function readSubnet(own: Reader): Subnet {
	return {subnet: own.optionalText('Subnet'), gateway: own.optionalText('Gateway')};
}

/** One entry of the list of networks; undefined when it has no id. */
export function readNetwork(value: unknown): Network | undefined {
	const own = new Reader(value);
	const id = own.text('Id');
	if (id === '') {
		return undefined;
	}

	const name = own.text('Name');
	return {
		id,
		name,
		driver: own.text('Driver'),
		scope: own.optionalText('Scope'),
		subnets: own.within('IPAM').each('Config').map(subnet => readSubnet(subnet)),
		internal: own.flag('Internal') ?? false,
		ipv6: own.flag('EnableIPv6') ?? false,
		created: own.moment('Created'),
		labels: own.labels('Labels'),
		predefined: predefinedNames.has(name),
		unreadable: own.unreadable(),
	};
}

function readEndpoint([containerId, value]: readonly [string, unknown]): NetworkEndpoint {
	const {Name: name, IPv4Address: ipv4, IPv6Address: ipv6, MacAddress: mac} = fields(value);
	return {
		containerId: text(containerId),
		containerName: text(name),
		ipv4: text(ipv4),
		ipv6: text(ipv6),
		mac: text(mac),
	};
}

/** The answer of a network's inspection, which alone tells the running containers in it. */
export function readNetworkDetails(value: unknown, id: string): NetworkDetails {
	const own = fields(value);
	return {
		id: filled(text(own.Id)) ?? id,
		endpoints: Object.entries(fields(own.Containers))
			.map(entry => readEndpoint(entry))
			.toSorted((first, second) => first.containerName.localeCompare(second.containerName)),
		raw: neutraliseDeep(value),
	};
}
