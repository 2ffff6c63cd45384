import type {Mount} from './mount.ts';
import type {Port} from './port.ts';

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'unknown';

export type Health = 'healthy' | 'unhealthy' | 'starting';

/** A container's place in a network. Addresses are absent while the container does not run. */
export type Attachment = {
	readonly networkId: string;
	readonly networkName: string;
	readonly ipv4?: string;
	readonly ipv6?: string;
	readonly mac?: string;
	readonly aliases: readonly string[];
};

/** One row of the list of containers: what the engine's list tells, read once at the border. Times are epoch milliseconds. */
export type Container = {
	readonly id: string;
	/** The name without its slash; the short id when the engine sent none. */
	readonly name: string;
	readonly image: string;
	readonly imageId: string;
	readonly command: string;
	readonly created: number;
	readonly state: ContainerState;
	/** The engine's own words, such as `Up 3 hours (healthy)`. */
	readonly status: string;
	/** Known for exited, dead and restarting containers. */
	readonly exitCode?: number;
	readonly health?: Health;
	/** True when the engine's inspection says so; absent when it was not asked. */
	readonly oomKilled?: boolean;
	readonly ports: readonly Port[];
	readonly labels: Readonly<Record<string, string>>;
	/** Compose project and service, from the labels. */
	readonly project?: string;
	readonly service?: string;
	readonly networkMode?: string;
	readonly attachments: readonly Attachment[];
	readonly mounts: readonly Mount[];
	/** Names of the fields that could not be read. */
	readonly unreadable: readonly string[];
};

export type HealthCheck = {
	readonly start: number;
	readonly end?: number;
	readonly exitCode: number;
	readonly output: string;
};

/** What inspecting a container adds. Times are epoch milliseconds, absent when the engine says "never". */
export type ContainerDetails = {
	readonly id: string;
	readonly name: string;
	readonly state: ContainerState;
	readonly exitCode: number;
	readonly oomKilled: boolean;
	/** The engine's words on why a start failed; empty when it did not. */
	readonly error: string;
	readonly started?: number;
	readonly finished?: number;
	readonly restartCount: number;
	readonly restartPolicy: string;
	/** True when the container has a terminal: its log and attach streams are not multiplexed. */
	readonly tty: boolean;
	readonly openStdin: boolean;
	readonly user: string;
	readonly workingDirectory: string;
	readonly logDriver: string;
	readonly networkMode: string;
	/** Bytes; 0 is unlimited. */
	readonly memoryLimit: number;
	readonly env: readonly string[];
	readonly mounts: readonly Mount[];
	readonly attachments: readonly Attachment[];
	/** Published ports as running now, plus the exposed ones. */
	readonly ports: readonly Port[];
	/** What the container asks for at its next start; host port 0 means "any". */
	readonly wantedPorts: readonly Port[];
	/** Those of the image and of `--expose`, published or not. */
	readonly exposedPorts: readonly Port[];
	/** At its next start every exposed port gets a free one of the host. */
	readonly publishesAllPorts: boolean;
	readonly health?: {
		readonly status: Health | 'none';
		readonly failingStreak: number;
		readonly checks: readonly HealthCheck[];
	};
	readonly autoRemove: boolean;
	/** Everything, neutralised: for the Inspect tab. */
	readonly raw: unknown;
};

export type ProcessTable = {
	readonly titles: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
};

export type Change = {
	readonly path: string;
	readonly kind: 'modified' | 'added' | 'deleted';
};
