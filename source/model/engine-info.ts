/** Who the engine is and what it has; told once at connection. `memory` in bytes. */
export type EngineInfo = {
	/** The engine's own id: another one on the same socket is another engine. */
	readonly id: string;
	readonly product: 'Docker' | 'Podman' | 'unknown';
	readonly version: string;
	/** The version spoken: the lower of the engine's and ours. */
	readonly apiVersion: string;
	readonly name: string;
	readonly os: string;
	readonly architecture: string;
	readonly kernel: string;
	readonly cpus: number;
	readonly memory: number;
	readonly storageDriver: string;
	/** True for the containerd image store, whose lists are slow. */
	readonly containerdStore: boolean;
	readonly cgroupVersion: string;
	readonly rootDirectory: string;
	readonly swarmManager: boolean;
};
