import type {EngineInfo} from '../../model/engine-info.ts';
import {
	fields,
	filled,
	items,
	number,
	text,
	type Fields,
} from './values.ts';

/** What `/version` tells and negotiation needs. */
export type VersionAnswer = {
	readonly product: EngineInfo['product'];
	readonly version: string;
	readonly apiVersion: string;
	readonly minimumApiVersion: string;
};

/** The answer of `/version`; undefined when no engine answers so. */
export function readVersion(value: unknown): VersionAnswer | undefined {
	const own = fields(value);
	const apiVersion = text(own.ApiVersion);
	if (!/^\d+\.\d+$/v.test(apiVersion)) {
		return undefined;
	}

	const component = text(fields(items(own.Components)[0]).Name);
	const product = component.startsWith('Podman') ? 'Podman' : 'Docker';
	return {
		product: component === '' || component === 'Engine' || product === 'Podman' ? product : 'unknown',
		version: text(own.Version),
		apiVersion,
		minimumApiVersion: text(own.MinAPIVersion),
	};
}

/** The containerd store names itself in the driver's status: `[["driver-type", "io.containerd.snapshotter.v1"]]`. */
function hasContainerdStore(status: unknown): boolean {
	return items(status).some(pair => items(pair).some(word => typeof word === 'string' && word.startsWith('io.containerd.snapshotter')));
}

/** Podman makes up a new id for every answer: where it keeps its things tells one from another. */
function podmanId(own: Fields): string {
	return `podman:${text(own.Name)}:${text(own.DockerRootDir)}`;
}

/** The answer of `/info`, with what the connection knows already. */
export function readInfo(value: unknown, version: VersionAnswer, apiVersion: string): EngineInfo {
	const own = fields(value);
	const swarm = fields(own.Swarm);
	const cgroup = text(own.CgroupVersion);
	return {
		id: version.product === 'Podman' ? podmanId(own) : text(own.ID),
		product: version.product,
		version: filled(text(own.ServerVersion)) ?? version.version,
		apiVersion,
		name: text(own.Name),
		os: filled(text(own.OperatingSystem)) ?? text(own.OSType),
		architecture: text(own.Architecture),
		kernel: text(own.KernelVersion),
		cpus: number(own.NCPU),
		memory: number(own.MemTotal),
		storageDriver: text(own.Driver),
		containerdStore: hasContainerdStore(own.DriverStatus),
		cgroupVersion: cgroup,
		rootDirectory: text(own.DockerRootDir),
		swarmManager: swarm.LocalNodeState === 'active' && swarm.ControlAvailable === true,
	};
}
