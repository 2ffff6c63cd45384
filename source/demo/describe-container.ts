import {shownImage} from './world/find.ts';
import {humanDuration} from './world/duration.ts';
import {imageSize} from './world/layers.ts';
import type {
	Container,
	Endpoint,
	Mount,
	Network,
	PortBinding,
} from './world/types.ts';
import {isAlive, type World} from './world/world.ts';

const healthWord = ({state: {health}}: Container) => {
	if (!health) {
		return '';
	}

	return health.status === 'starting' ? ' (health: starting)' : ` (${health.status})`;
};

/** The Status column, as `Up 3 hours (healthy)` (moby container/state.go String). */
export function statusText(container: Container, now: number): string {
	const {state} = container;
	const since = (moment: number | undefined) => humanDuration(Math.max(0, now - (moment ?? now)));
	switch (state.status) {
		case 'running': {
			return `Up ${since(state.startedAt)}${healthWord(container)}`;
		}

		case 'paused': {
			return `Up ${since(state.startedAt)} (Paused)`;
		}

		case 'restarting': {
			return `Restarting (${state.exitCode}) ${since(state.finishedAt)} ago`;
		}

		case 'removing': {
			return 'Removal In Progress';
		}

		case 'dead': {
			return 'Dead';
		}

		case 'created': {
			return 'Created';
		}

		case 'exited': {
			return `Exited (${state.exitCode}) ${since(state.finishedAt)} ago`;
		}
	}
}

/** A container's port as exposed ports are told: `80/tcp`. */
export const portKey = ({containerPort, protocol}: PortBinding) => `${containerPort}/${protocol}`;

const splitKey = (key: string) => {
	const [port = '0', protocol = 'tcp'] = key.split('/', 2);
	return {PrivatePort: Number(port), Type: protocol};
};

/** Ports[] of a list: what is bound, then what is only exposed; nothing for what does not run or uses the host's network. */
export function listPorts(container: Container): readonly object[] {
	if (!isAlive(container) || container.host.networkMode === 'host') {
		return [];
	}

	const bound = new Set(container.ports.map(port => portKey(port)));
	return [
		...container.ports.map(port => ({
			IP: port.hostAddress, PrivatePort: port.containerPort, PublicPort: port.hostPort, Type: port.protocol,
		})),
		...container.settings.exposedPorts.filter(key => !bound.has(key)).map(key => splitKey(key)),
	];
}

/** The gateways and prefix lengths of a network; empty while the container does not run. */
export const gateways = (network: Network | undefined, alive: boolean) => {
	const four = network?.subnets[0];
	const six = network?.subnets[1];
	return {
		Gateway: alive && four ? four.gateway : '',
		IPPrefixLen: alive && four ? Number(four.subnet.split('/', 2)[1]) : 0,
		IPv6Gateway: alive && six ? six.gateway : '',
		GlobalIPv6PrefixLen: alive && six ? Number(six.subnet.split('/', 2)[1]) : 0,
	};
};

function describeEndpoint(world: World, container: Container, endpoint: Endpoint): object {
	const network = world.networks.get(endpoint.networkId);
	const isCustom = network !== undefined && !['bridge', 'host', 'none'].includes(network.name);
	return {
		IPAMConfig: null,
		Links: null,
		Aliases: endpoint.aliases.length > 0 ? endpoint.aliases : null,
		MacAddress: endpoint.macAddress,
		DriverOpts: null,
		NetworkID: endpoint.networkId,
		EndpointID: endpoint.endpointId,
		...gateways(network, endpoint.endpointId !== ''),
		IPAddress: endpoint.ipv4,
		GlobalIPv6Address: endpoint.ipv6,
		DNSNames: isCustom ? [container.name, ...endpoint.aliases, container.id.slice(0, 12)] : null,
	};
}

/** A container's places in networks, by the networks' names. */
export const describeNetworks = (world: World, container: Container) => Object.fromEntries(Object.entries(container.networks).map(([name, endpoint]) => [name, describeEndpoint(world, container, endpoint)]));

/** A mount as list and inspect have it. */
export const describeMount = (mount: Mount) => ({
	Type: mount.type,
	...(mount.name !== undefined && {Name: mount.name}),
	Source: mount.source,
	Destination: mount.destination,
	...(mount.type === 'volume' && {Driver: 'local'}),
	Mode: mount.type === 'volume' ? 'z' : (mount.writable ? 'rw' : 'ro'),
	RW: mount.writable,
	Propagation: mount.type === 'bind' ? 'rprivate' : '',
});

/** The sizes of a container: only there when they are asked for. */
export const containerSizes = (world: World, container: Container): {readonly SizeRw?: number; readonly SizeRootFs: number} => {
	const image = world.images.get(container.imageId);
	return {
		...(container.sizeWritable > 0 && {SizeRw: container.sizeWritable}),
		SizeRootFs: (image ? imageSize(image) : 0) + container.sizeWritable,
	};
};

/** One entry of `GET /containers/json`. */
export function summarizeContainer(world: World, container: Container, options: {readonly withSizes: boolean; readonly names: ReadonlyMap<string, string>; readonly now: number}): object {
	const {settings} = container;
	return {
		Id: container.id,
		Names: [`/${container.name}`],
		Image: shownImage(world, container, options.names),
		ImageID: container.imageId,
		Command: [...settings.entrypoint, ...settings.command].join(' '),
		Created: Math.floor(container.created / 1000),
		Ports: listPorts(container),
		...(options.withSizes && containerSizes(world, container)),
		Labels: settings.labels,
		State: container.state.status,
		Status: statusText(container, options.now),
		HostConfig: {NetworkMode: container.host.networkMode},
		NetworkSettings: {Networks: describeNetworks(world, container)},
		Mounts: container.mounts.map(mount => describeMount(mount)),
	};
}
