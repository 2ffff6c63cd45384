import {digestOf} from '../random.ts';
import {claimAddresses} from './addresses.ts';
import {behaviours} from './behaviours.ts';
import {bindPorts} from './ports.ts';
import type {
	Behaviour,
	Container,
	ContainerStatus,
	Endpoint,
	FileChange,
	Health,
	HealthStatus,
	Image,
	Limits,
	Mount,
	PortBinding,
	RestartPolicy,
} from './types.ts';
import type {World} from './world.ts';

/** A container as the seed tells it: only what is special. */
export type Plan = {
	readonly name: string;
	/** A tag, or the name it was once created by. */
	readonly image: string;
	/** Tells an untagged image by its edition. */
	readonly imageEdition?: string;
	/** Aliases by network name. */
	readonly networks: Readonly<Record<string, readonly string[]>>;
	readonly networkMode?: string;
	readonly labels?: Readonly<Record<string, string>>;
	readonly publish?: readonly PortBinding[];
	readonly environment?: readonly string[];
	readonly command?: readonly string[];
	readonly restart?: RestartPolicy['name'];
	/** Mebibytes. */
	readonly memory?: number;
	readonly terminal?: boolean;
	/** Milliseconds before the world began. */
	readonly created: number;
	readonly started?: number;
	readonly finished?: number;
	readonly status: ContainerStatus;
	readonly exitCode?: number;
	readonly oomKilled?: boolean;
	readonly health?: HealthStatus;
	readonly restartCount?: number;
	/** The host port it could not get. */
	readonly portConflict?: number;
	readonly mounts?: readonly Mount[];
	/** Decimal megabytes. */
	readonly sizeWritable?: number;
	readonly behaviour?: keyof typeof behaviours;
};

const noLimits: Limits = {
	memory: 0, memoryReservation: 0, memorySwap: 0, nanoCpus: 0, cpuShares: 0, cpuQuota: 0, cpuPeriod: 0, cpusetCpus: '', pidsLimit: 0, blkioWeight: 0,
};

/** The limits of a container that has none, with some set. */
export const limitsWith = (some: Partial<Limits>): Limits => ({...noLimits, ...some});

const changesOf = (plan: Plan): readonly FileChange[] => (plan.sizeWritable ?? 0) === 0
	? []
	: [
		{path: '/tmp', kind: 0},
		{path: `/tmp/${plan.name.slice(0, 12)}.log`, kind: 1},
		{path: '/etc', kind: 0},
		{path: '/etc/hosts.bak', kind: 1},
		{path: '/var/cache/apt/pkgcache.bin', kind: 2},
	];

/** Five probes, the last of which agree with the status. */
export function pastHealth(status: HealthStatus, now: number, interval: number): Health {
	const log = [5, 4, 3, 2, 1].map(age => ({
		start: now - (age * interval),
		end: now - (age * interval) + 84,
		exitCode: status === 'unhealthy' ? 1 : 0,
		output: status === 'unhealthy' ? 'nc: connect to localhost port 587 (tcp) failed: Connection refused\n' : 'ok\n',
	}));
	return {status, failingStreak: status === 'unhealthy' ? 41 : 0, log: status === 'starting' ? [] : log};
}

function findPlannedImage(world: World, plan: Plan): Image {
	for (const image of world.images.values()) {
		if (image.tags.includes(plan.image) || (plan.imageEdition !== undefined && image.tags.length === 0 && image.digests.some(digest => digest.startsWith(`${plan.image}@`)))) {
			return image;
		}
	}

	throw new Error(`The seed has no image ${plan.image}`);
}

const networkByName = (world: World, name: string) => world.networks.values().find(network => network.name === name);

/** Makes a container of a plan and puts its ports and addresses in force when it runs. */
export function carryOut(world: World, plan: Plan): Container {
	const image = findPlannedImage(world, plan);
	const id = digestOf(`container ${world.seed} ${plan.name}`);
	const before = (age: number | undefined) => age === undefined ? undefined : world.began - age;
	const isAlive = plan.status === 'running' || plan.status === 'paused';
	const behaviour: Behaviour = plan.behaviour ? behaviours[plan.behaviour] : image.behaviour;
	const networks: Record<string, Endpoint> = {};
	for (const [name, aliases] of Object.entries(plan.networks)) {
		const network = networkByName(world, name);
		if (network) {
			networks[name] = {
				networkId: network.id, aliases, endpointId: isAlive ? digestOf(`endpoint ${id} ${name}`) : '', ...(isAlive ? claimAddresses(world, network) : {ipv4: '', ipv6: '', macAddress: ''}),
			};
		}
	}

	const endpoint = digestOf(`endpoint ${id}`);
	const bindings = plan.publish ?? [];
	const container: Container = {
		id,
		name: plan.name,
		created: world.began - plan.created,
		image: plan.imageEdition === undefined ? plan.image : `${plan.image}:2.7.0`,
		imageId: image.id,
		settings: {
			hostname: plan.networkMode === 'host' ? 'demo' : id.slice(0, 12),
			user: image.user,
			environment: [...plan.environment ?? [], ...image.environment],
			command: plan.command ?? image.command,
			entrypoint: plan.command ? [] : image.entrypoint,
			workingDirectory: image.workingDirectory,
			labels: {...image.labels, ...plan.labels},
			exposedPorts: [...new Set([...image.exposedPorts, ...bindings.map(({containerPort, protocol}) => `${containerPort}/${protocol}`)])],
			terminal: plan.terminal ?? false,
			openStdin: plan.terminal ?? false,
			stopSignal: image.stopSignal,
			healthCheck: image.healthCheck,
		},
		host: {
			networkMode: plan.networkMode ?? Object.keys(plan.networks)[0] ?? 'bridge',
			portBindings: bindings,
			restartPolicy: {name: plan.restart ?? 'no', maximumRetryCount: 0},
			limits: limitsWith(plan.memory ? {memory: plan.memory * 1024 * 1024, memorySwap: plan.memory * 2 * 1024 * 1024} : {}),
			autoRemove: false,
			privileged: false,
			readOnlyRoot: false,
			capabilitiesAdded: [],
			binds: (plan.mounts ?? []).filter(mount => mount.type === 'bind').map(({source, destination, writable}) => `${source}:${destination}:${writable ? 'rw' : 'ro'}`),
			logDriver: 'json-file',
			publishAllPorts: false,
		},
		mounts: plan.mounts ?? [],
		networks,
		state: {
			status: plan.status,
			exitCode: plan.exitCode ?? 0,
			oomKilled: plan.oomKilled ?? false,
			error: plan.portConflict === undefined ? '' : `driver failed programming external connectivity on endpoint ${plan.name} (${endpoint}): Bind for 0.0.0.0:${plan.portConflict} failed: port is already allocated`,
			processId: isAlive ? world.nextProcessId() : 0,
			startedAt: before(plan.started),
			finishedAt: before(plan.finished),
			pausedAt: plan.status === 'paused' ? world.began : undefined,
			health: plan.health ? pastHealth(plan.health, world.began, image.healthCheck?.interval ?? 30_000) : undefined,
			stoppedByHand: false,
		},
		restartCount: plan.restartCount ?? 0,
		ports: [],
		sizeWritable: Math.round((plan.sizeWritable ?? 0) * 1_000_000),
		changes: changesOf(plan),
		behaviour,
		stream: Number.parseInt(id.slice(0, 7), 16),
	};
	return isAlive ? {...container, ports: bindPorts(world, container)} : container;
}
