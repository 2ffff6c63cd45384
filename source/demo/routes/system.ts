import {summarizeContainer} from '../describe-container.ts';
import {
	countChains,
	isIntermediate,
	sharedSize,
	summarizeImage,
} from '../describe-image.ts';
import {describeVolume, volumeUsers} from '../describe-network.ts';
import {eventLine, passesFilters, type EngineEvent} from '../events.ts';
import {
	ok,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {parseFilters} from '../filters.ts';
import {readInstant} from '../instant.ts';
import {badRequest} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {engineVersion, maximumVersion, minimumVersion} from '../version.ts';
import {engineTime} from '../world/duration.ts';
import {imageNames} from '../world/find.ts';
import {host} from '../world/host.ts';
import type {CacheRecord} from '../world/types.ts';
import type {World} from '../world/world.ts';

const ping = (): Answer => ({
	status: 200,
	body: 'OK',
	headers: {
		'Builder-Version': '2', 'Cache-Control': 'no-cache, no-store, must-revalidate', Pragma: 'no-cache', Swarm: 'inactive',
	},
});

const component = (name: string, version: string) => ({Name: name, Version: version, Details: {GitCommit: '41ca978'}});

const version = (): Answer => {
	const facts = {
		ApiVersion: `1.${maximumVersion}`, Arch: 'amd64', BuildTime: '2024-09-20T11:41:11.000000000+00:00', GitCommit: '41ca978', GoVersion: 'go1.22.7', KernelVersion: host.kernel, MinAPIVersion: `1.${minimumVersion}`, Os: 'linux',
	};
	return ok({
		Platform: {Name: 'Docker Engine - Community'},
		Components: [{Name: 'Engine', Version: engineVersion, Details: {...facts, Experimental: 'false'}}, component('containerd', '1.7.22'), component('runc', '1.1.14'), component('docker-init', '0.19.0')],
		Version: engineVersion,
		...facts,
	});
};

function countStates(world: World) {
	let running = 0;
	let paused = 0;
	for (const {state: {status}} of world.containers.values()) {
		running += status === 'running' || status === 'restarting' ? 1 : 0;
		paused += status === 'paused' ? 1 : 0;
	}

	return {running, paused, stopped: world.containers.size - running - paused};
}

const info = ({world}: Exchange): Answer => {
	const {running, paused, stopped} = countStates(world);
	return ok({
		ID: 'f3c1d2f4-9d7e-4b7a-8d55-5a1b0e3d1f77',
		Containers: world.containers.size,
		ContainersRunning: running,
		ContainersPaused: paused,
		ContainersStopped: stopped,
		Images: world.images.size,
		Driver: 'overlay2',
		DriverStatus: [['Backing Filesystem', 'extfs'], ['Supports d_type', 'true'], ['Using metacopy', 'false'], ['Native Overlay Diff', 'true'], ['userxattr', 'false']],
		Plugins: {
			Volume: ['local'], Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'], Authorization: null, Log: ['awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'local', 'syslog'],
		},
		MemoryLimit: true,
		SwapLimit: true,
		CpuCfsPeriod: true,
		CpuCfsQuota: true,
		CPUShares: true,
		CPUSet: true,
		PidsLimit: true,
		IPv4Forwarding: true,
		BridgeNfIptables: true,
		BridgeNfIp6tables: true,
		Debug: false,
		NFd: 41,
		OomKillDisable: false,
		NGoroutines: 73,
		SystemTime: engineTime(world.now()),
		LoggingDriver: 'json-file',
		CgroupDriver: 'systemd',
		CgroupVersion: '2',
		NEventsListener: 0,
		KernelVersion: host.kernel,
		OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
		OSVersion: '12',
		OSType: 'linux',
		Architecture: 'x86_64',
		IndexServerAddress: 'https://index.docker.io/v1/',
		RegistryConfig: {InsecureRegistryCIDRs: ['127.0.0.0/8'], IndexConfigs: {}, Mirrors: null},
		NCPU: host.processors,
		MemTotal: host.memoryBytes,
		GenericResources: null,
		DockerRootDir: '/var/lib/docker',
		HttpProxy: '',
		HttpsProxy: '',
		NoProxy: '',
		Name: 'demo',
		Labels: [],
		ExperimentalBuild: false,
		ServerVersion: engineVersion,
		Runtimes: {'io.containerd.runc.v2': {path: 'runc'}, runc: {path: 'runc'}},
		DefaultRuntime: 'runc',
		Swarm: {
			NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null,
		},
		// What survives `restart()` of the demo engine survives because of this.
		LiveRestoreEnabled: true,
		Isolation: '',
		InitBinary: 'docker-init',
		ContainerdCommit: {ID: '7f7fdf5', Expected: '7f7fdf5'},
		RuncCommit: {ID: 'v1.1.14', Expected: 'v1.1.14'},
		InitCommit: {ID: 'de40ad0', Expected: 'de40ad0'},
		SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
		Warnings: null,
	});
};

/** Streams events until the other side goes, or `until` is over. */
const streamEvents = ({world, query, response, gone}: Exchange): void => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	const since = readInstant(query.get('since'));
	const until = readInstant(query.get('until'));
	const now = BigInt(Math.trunc(world.now())) * 1_000_000n;
	if (since !== undefined && until !== undefined && until < since) {
		throw badRequest(`\`since\` time (${query.get('since')}) cannot be after \`until\` time (${query.get('until')})`);
	}

	response.writeHead(200, {'Content-Type': 'application/json'});
	response.flushHeaders();
	const write = (event: EngineEvent) => {
		if (passesFilters(event, filters) && (until === undefined || event.time <= until)) {
			response.write(eventLine(event));
		}
	};

	for (const event of since === undefined && until === undefined ? [] : world.events.past()) {
		if (event.time >= (since ?? 0n)) {
			write(event);
		}
	}

	if (until !== undefined && until <= now) {
		response.end();
		return;
	}

	const silence = world.events.listen(write);
	gone.addEventListener('abort', silence);
	if (until !== undefined) {
		world.later(Number((until - now) / 1_000_000n), () => {
			silence();
			response.end();
		});
	}
};

const describeCache = (record: CacheRecord) => ({
	ID: record.id,
	...(record.parents.length > 0 && {Parents: record.parents}),
	Type: record.type,
	Description: record.description,
	InUse: record.inUse,
	Shared: record.shared,
	Size: record.size,
	CreatedAt: engineTime(record.created),
	LastUsedAt: record.lastUsed === undefined ? null : engineTime(record.lastUsed),
	UsageCount: record.usageCount,
});

const imagesUsage = (world: World, minor: number) => {
	const chains = countChains(world.images.values());
	const containers = new Map<string, number>();
	for (const {imageId} of world.containers.values()) {
		containers.set(imageId, (containers.get(imageId) ?? 0) + 1);
	}

	return {
		LayersSize: chains.values().reduce((sum, {size}) => sum + size, 0),
		Images: [...world.images.values()].filter(image => !isIntermediate(world, image)).map(image => summarizeImage(image, minor, {shared: sharedSize(image, chains), containers: containers.get(image.id) ?? 0})),
	};
};

const containersUsage = (world: World) => {
	const names = imageNames(world);
	const now = world.now();
	return [...world.containers.values()].map(container => summarizeContainer(world, container, {withSizes: true, names, now}));
};

/** The disk usage, computed of the world. `type` is understood from API 1.42 on. */
const diskUsage = ({world, query, version: minor}: Exchange): Answer => {
	const types = minor < 42 ? [] : query.getAll('type');
	const unknown = types.find(type => !['container', 'image', 'volume', 'build-cache'].includes(type));
	if (unknown !== undefined) {
		throw badRequest(`unknown object type: ${unknown}`);
	}

	const has = (type: string) => types.length === 0 || types.includes(type);
	return ok({
		...(has('image') ? imagesUsage(world, minor) : {LayersSize: 0, Images: null}),
		Containers: has('container') ? containersUsage(world) : null,
		Volumes: has('volume') ? [...world.volumes.values()].map(volume => describeVolume(volume, {size: volume.size, users: volumeUsers(world, volume).length})) : null,
		BuildCache: has('build-cache') ? [...world.cache.values()].map(record => describeCache(record)) : null,
	});
};

/** What is asked of the engine as a whole. */
export const systemRoutes: readonly Route[] = [
	route('GET', '/_ping', ping),
	route('HEAD', '/_ping', ping),
	route('GET', '/version', version),
	route('GET', '/info', info),
	route('GET', '/events', streamEvents),
	route('GET', '/system/df', diskUsage),
	route('GET', '/plugins', () => ok([])),
];
