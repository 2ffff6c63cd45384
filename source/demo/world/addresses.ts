import type {Endpoint, Network} from './types.ts';
import type {World} from './world.ts';

const hexadecimal = (value: number) => value.toString(16).padStart(2, '0');

/** Which host numbers of each network are taken; gathered once for each claim. */
function takenAddresses(world: World, network: Network): ReadonlySet<string> {
	const taken = new Set<string>();
	for (const container of world.containers.values()) {
		const endpoint = container.networks[network.name];
		if (endpoint?.ipv4) {
			taken.add(endpoint.ipv4);
		}
	}

	return taken;
}

/** The addresses of a host number in a network: IPv4, IPv6 where the network has it, and the MAC address an engine makes of the IPv4 one. */
export function addressesAt(network: Network, host: number): Pick<Endpoint, 'ipv4' | 'ipv6' | 'macAddress'> {
	const [first, second] = network.subnets;
	if (!first) {
		return {ipv4: '', ipv6: '', macAddress: ''};
	}

	const base = first.subnet.split('.').map(Number);
	const octets = [base[0] ?? 172, base[1] ?? 17, Math.floor(host / 256), host % 256];
	return {
		ipv4: octets.join('.'),
		ipv6: second ? `${second.subnet.split('/', 1)[0]}${host.toString(16)}` : '',
		macAddress: ['02', '42', ...octets.map(octet => hexadecimal(octet))].join(':'),
	};
}

/** The first free addresses of a network; none for networks without a subnet (host, none). */
export function claimAddresses(world: World, network: Network): Pick<Endpoint, 'ipv4' | 'ipv6' | 'macAddress'> {
	const taken = takenAddresses(world, network);
	for (let host = 2; host < 65_534; host++) {
		const addresses = addressesAt(network, host);
		if (!taken.has(addresses.ipv4)) {
			return addresses;
		}
	}

	return addressesAt(network, 65_534);
}
