import {digestOf} from '../random.ts';
import {notFound} from '../refusal.ts';
import {claimAddresses} from './addresses.ts';
import {tellNetwork, tellVolume} from './tell.ts';
import type {Container, Endpoint} from './types.ts';
import type {World} from './world.ts';

/** Puts a container into a network as running ones are: with addresses of its own. */
export function joinNetwork(world: World, container: Container, name: string): Endpoint {
	const endpoint = container.networks[name];
	const network = world.networks.get(endpoint?.networkId ?? '');
	if (!endpoint || !network) {
		throw notFound(`network ${endpoint?.networkId ?? name} not found`);
	}

	return {...endpoint, endpointId: digestOf(`endpoint ${container.id} ${name} ${world.now()}`), ...claimAddresses(world, network)};
}

/** A place in a network as those have it that do not run: without addresses. */
export const leaveNetwork = (endpoint: Endpoint): Endpoint => ({
	...endpoint, endpointId: '', ipv4: '', ipv6: '', macAddress: '',
});

/** Changes each of a container's places in networks. */
export const mapNetworks = (container: Container, change: (endpoint: Endpoint, name: string) => Endpoint) => Object.fromEntries(Object.entries(container.networks).map(([name, endpoint]) => [name, change(endpoint, name)]));

/** Tells that a container joins or leaves all its networks. */
export function tellConnections(world: World, container: Container, action: 'connect' | 'disconnect'): void {
	for (const endpoint of Object.values(container.networks)) {
		tellNetwork(world, action, endpoint.networkId, {container: container.id});
	}
}

/** Tells that a container takes or leaves all its volumes. */
export function tellMounts(world: World, container: Container, action: 'mount' | 'unmount'): void {
	for (const mount of container.mounts) {
		if (mount.name !== undefined) {
			tellVolume(world, action, mount.name, action === 'mount'
				? {
					container: container.id, destination: mount.destination, propagation: '', 'read/write': String(mount.writable),
				}
				: {container: container.id});
		}
	}
}
