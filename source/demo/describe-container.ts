import {shownImage} from './world/find.ts';
import {engineTime, humanDuration} from './world/duration.ts';
import {imageSize} from './world/layers.ts';
import type {
	Container,
	Endpoint,
	HealthCheck,
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

const portKey = ({containerPort, protocol}: PortBinding) => `${containerPort}/${protocol}`;

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

const gateways = (network: Network | undefined, alive: boolean) => {
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

const describeNetworks = (world: World, container: Container) => Object.fromEntries(Object.entries(container.networks).map(([name, endpoint]) => [name, describeEndpoint(world, container, endpoint)]));

const describeMount = (mount: Mount) => ({
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

const describeState = (container: Container) => {
	const {state} = container;
	return {
		Status: state.status,
		// A container that waits for its restart counts as running (moby container/state.go).
		Running: isAlive(container) || state.status === 'restarting',
		Paused: state.status === 'paused',
		Restarting: state.status === 'restarting',
		OOMKilled: state.oomKilled,
		Dead: state.status === 'dead',
		Pid: state.processId,
		ExitCode: state.exitCode,
		Error: state.error,
		StartedAt: engineTime(state.startedAt),
		FinishedAt: engineTime(state.finishedAt),
		...(state.health && {
			Health: {
				Status: state.health.status,
				FailingStreak: state.health.failingStreak,
				Log: state.health.log.map(probe => ({
					Start: engineTime(probe.start), End: engineTime(probe.end), ExitCode: probe.exitCode, Output: probe.output,
				})),
			},
		}),
	};
};

function groupBindings(bindings: readonly PortBinding[]): Record<string, object[]> {
	const groups: Record<string, object[]> = {};
	for (const binding of bindings) {
		const group = groups[portKey(binding)] ?? [];
		groups[portKey(binding)] = [...group, {HostIp: binding.hostAddress, HostPort: binding.hostPort === 0 ? '' : String(binding.hostPort)}];
	}

	return groups;
}

const describeHost = ({host, settings}: Container) => ({
	Binds: host.binds.length > 0 ? host.binds : null,
	ContainerIDFile: '',
	LogConfig: {Type: host.logDriver, Config: {}},
	NetworkMode: host.networkMode,
	PortBindings: groupBindings(host.portBindings),
	RestartPolicy: {Name: host.restartPolicy.name, MaximumRetryCount: host.restartPolicy.maximumRetryCount},
	AutoRemove: host.autoRemove,
	VolumeDriver: '',
	VolumesFrom: null,
	ConsoleSize: [0, 0],
	CapAdd: host.capabilitiesAdded.length > 0 ? host.capabilitiesAdded : null,
	CapDrop: null,
	CgroupnsMode: 'private',
	Dns: [],
	DnsOptions: [],
	DnsSearch: [],
	ExtraHosts: null,
	GroupAdd: null,
	IpcMode: 'private',
	Cgroup: '',
	Links: null,
	OomScoreAdj: 0,
	PidMode: '',
	Privileged: host.privileged,
	PublishAllPorts: host.publishAllPorts,
	ReadonlyRootfs: host.readOnlyRoot,
	SecurityOpt: null,
	UTSMode: '',
	UsernsMode: '',
	ShmSize: 67_108_864,
	Runtime: 'runc',
	Isolation: '',
	CpuShares: host.limits.cpuShares,
	Memory: host.limits.memory,
	NanoCpus: host.limits.nanoCpus,
	CgroupParent: '',
	BlkioWeight: host.limits.blkioWeight,
	BlkioWeightDevice: [],
	CpuPeriod: host.limits.cpuPeriod,
	CpuQuota: host.limits.cpuQuota,
	CpusetCpus: host.limits.cpusetCpus,
	CpusetMems: '',
	Devices: [],
	DeviceCgroupRules: null,
	DeviceRequests: null,
	MemoryReservation: host.limits.memoryReservation,
	MemorySwap: host.limits.memorySwap,
	MemorySwappiness: null,
	OomKillDisable: null,
	PidsLimit: host.limits.pidsLimit === 0 ? null : host.limits.pidsLimit,
	Ulimits: [],
	Init: settings.terminal ? true : undefined,
	MaskedPaths: ['/proc/asound', '/proc/acpi', '/proc/kcore', '/proc/keys'],
	ReadonlyPaths: ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'],
});

const nanoseconds = (milliseconds: number) => milliseconds * 1_000_000;

/** A health check as image and container configurations have it: times in nanoseconds. */
export const describeHealthCheck = (check: HealthCheck): object => ({
	Test: check.test, Interval: nanoseconds(check.interval), Timeout: nanoseconds(check.timeout), Retries: check.retries,
});

const describeSettings = ({settings, image, mounts, behaviour}: Container) => ({
	Hostname: settings.hostname,
	Domainname: '',
	User: settings.user,
	AttachStdin: settings.openStdin,
	AttachStdout: settings.openStdin || behaviour.script !== undefined,
	AttachStderr: settings.openStdin || behaviour.script !== undefined,
	...(settings.exposedPorts.length > 0 && {ExposedPorts: Object.fromEntries(settings.exposedPorts.map(port => [port, {}]))}),
	Tty: settings.terminal,
	OpenStdin: settings.openStdin,
	StdinOnce: false,
	Env: settings.environment,
	Cmd: settings.command.length > 0 ? settings.command : null,
	...(settings.healthCheck && {Healthcheck: describeHealthCheck(settings.healthCheck)}),
	Image: image,
	Volumes: mounts.some(mount => mount.type === 'volume') ? Object.fromEntries(mounts.filter(mount => mount.type === 'volume').map(mount => [mount.destination, {}])) : null,
	WorkingDir: settings.workingDirectory,
	Entrypoint: settings.entrypoint.length > 0 ? settings.entrypoint : null,
	OnBuild: null,
	Labels: settings.labels,
	...(settings.stopSignal && {StopSignal: settings.stopSignal}),
	...(settings.stopTimeout !== undefined && {StopTimeout: settings.stopTimeout}),
});

function inspectPorts(container: Container): Record<string, readonly object[] | null> {
	if (!isAlive(container) || container.host.networkMode === 'host') {
		return {};
	}

	return {
		...Object.fromEntries(container.settings.exposedPorts.map(key => [key, null])),
		...groupBindings(container.ports),
	};
}

const describeNetworkSettings = (world: World, container: Container) => {
	const {bridge} = container.networks;
	const network = bridge ? world.networks.get(bridge.networkId) : undefined;
	const alive = isAlive(container);
	return {
		Bridge: '',
		SandboxID: alive ? container.id.split('').toReversed().join('') : '',
		SandboxKey: alive ? `/var/run/docker/netns/${container.id.slice(-12)}` : '',
		Ports: inspectPorts(container),
		HairpinMode: false,
		LinkLocalIPv6Address: '',
		LinkLocalIPv6PrefixLen: 0,
		SecondaryIPAddresses: null,
		SecondaryIPv6Addresses: null,
		EndpointID: bridge?.endpointId ?? '',
		...gateways(network, alive),
		GlobalIPv6Address: '',
		IPAddress: bridge?.ipv4 ?? '',
		MacAddress: bridge?.macAddress ?? '',
		Networks: describeNetworks(world, container),
	};
};

/** The answer to `GET /containers/{id}/json`. */
export function inspectContainer(world: World, container: Container, size: boolean): object {
	const [path = '', ...rest] = [...container.settings.entrypoint, ...container.settings.command];
	const root = `/var/lib/docker/containers/${container.id}`;
	const overlay = `/var/lib/docker/overlay2/${container.id}`;
	const execs = [...world.execs.values()].filter(exec => exec.containerId === container.id && exec.running).map(exec => exec.id);
	return {
		Id: container.id,
		Created: engineTime(container.created),
		Path: path,
		Args: rest,
		State: describeState(container),
		Image: container.imageId,
		ResolvConfPath: `${root}/resolv.conf`,
		HostnamePath: `${root}/hostname`,
		HostsPath: `${root}/hosts`,
		LogPath: container.host.logDriver === 'json-file' ? `${root}/${container.id}-json.log` : '',
		Name: `/${container.name}`,
		RestartCount: container.restartCount,
		Driver: 'overlay2',
		Platform: 'linux',
		MountLabel: '',
		ProcessLabel: '',
		AppArmorProfile: 'docker-default',
		ExecIDs: execs.length > 0 ? execs : null,
		HostConfig: describeHost(container),
		GraphDriver: {
			Data: {
				ID: container.id, LowerDir: `${overlay}-init/diff`, MergedDir: `${overlay}/merged`, UpperDir: `${overlay}/diff`, WorkDir: `${overlay}/work`,
			},
			Name: 'overlay2',
		},
		...(size && {SizeRw: container.sizeWritable, ...containerSizes(world, container)}),
		Mounts: container.mounts.map(mount => describeMount(mount)),
		Config: describeSettings(container),
		NetworkSettings: describeNetworkSettings(world, container),
	};
}
