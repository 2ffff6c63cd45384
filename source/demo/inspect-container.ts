import {containerSizes, describeMount, describeNetworks, gateways, portKey} from './describe-container.ts';
import {engineTime} from './world/duration.ts';
import type {Container, HealthCheck, PortBinding} from './world/types.ts';
import {isAlive, type World} from './world/world.ts';

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
