import {engineTime} from './world/duration.ts';
import type {Network, Volume} from './world/types.ts';
import {isAlive, type World} from './world/world.ts';

function attachedContainers(world: World, network: Network): Record<string, object> {
	const attached: Record<string, object> = {};
	const length = (position: number) => network.subnets[position]?.subnet.split('/', 2)[1] ?? '';
	for (const container of world.containers.values()) {
		const endpoint = container.networks[network.name];
		if (endpoint && isAlive(container)) {
			attached[container.id] = {
				Name: container.name,
				EndpointID: endpoint.endpointId,
				MacAddress: endpoint.macAddress,
				IPv4Address: endpoint.ipv4 === '' ? '' : `${endpoint.ipv4}/${length(0)}`,
				IPv6Address: endpoint.ipv6 === '' ? '' : `${endpoint.ipv6}/${length(1)}`,
			};
		}
	}

	return attached;
}

/** A network as list and inspect have it; only inspect tells the containers. */
export function describeNetwork(world: World, network: Network, withContainers: boolean): object {
	return {
		Name: network.name,
		Id: network.id,
		Created: engineTime(network.created),
		Scope: network.scope,
		Driver: network.driver,
		EnableIPv6: network.ipv6,
		IPAM: {
			Driver: 'default',
			Options: null,
			Config: network.subnets.length > 0 ? network.subnets.map(({subnet, gateway}) => ({Subnet: subnet, ...(gateway && {Gateway: gateway})})) : null,
		},
		Internal: network.internal,
		Attachable: network.attachable,
		Ingress: false,
		ConfigFrom: {Network: ''},
		ConfigOnly: false,
		Containers: withContainers ? attachedContainers(world, network) : {},
		Options: network.options,
		Labels: network.labels,
	};
}

/** How many containers, running or not, hold a volume. */
export const volumeUsers = (world: World, volume: Volume): readonly string[] => [...world.containers.values()].filter(container => container.mounts.some(mount => mount.name === volume.name)).map(container => container.id);

/** A volume as list, inspect and create have it; the usage is only told by the disk usage. */
export function describeVolume(volume: Volume, usage?: {readonly size: number; readonly users: number}): object {
	return {
		CreatedAt: engineTime(volume.created).replace(/\.\d+Z$/v, 'Z'),
		Driver: volume.driver,
		Labels: Object.keys(volume.labels).length > 0 ? volume.labels : null,
		Mountpoint: `/var/lib/docker/volumes/${volume.name}/_data`,
		Name: volume.name,
		Options: Object.keys(volume.options).length > 0 ? volume.options : null,
		Scope: 'local',
		...(usage && {UsageData: {RefCount: usage.users, Size: usage.size}}),
	};
}
