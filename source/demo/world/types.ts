/** How the process of a container behaves while it runs: what it writes, what it uses, how it ends. */
export type Behaviour = {
	/** The name of the voice its log lines come from. */
	readonly voice: string;
	/** Average CPU use in percent of one core. */
	readonly cpuPercent: number;
	/** Average memory use in bytes. */
	readonly memoryBytes: number;
	/** Average milliseconds between two log lines. */
	readonly logEvery: number;
	/** Milliseconds it takes to end after its stop signal; Infinity when it ignores the signal. */
	readonly stopAfter: number;
	/** Exit code after its stop signal. */
	readonly stopCode: number;
	/** Milliseconds after which it ends by itself, and how. */
	readonly endsAfter?: number;
	readonly endsWith?: number;
	/** Whether its health check passes. */
	readonly healthy?: boolean;
	/** A command the tiny shell runs as the container's process. */
	readonly script?: readonly string[];
};

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** A wish to publish: as in HostConfig.PortBindings. An empty address means all, port 0 means any. */
export type PortBinding = {
	readonly containerPort: number;
	readonly protocol: Protocol;
	readonly hostAddress: string;
	readonly hostPort: number;
};

/** A port that is really bound, while the container runs. */
export type BoundPort = PortBinding;

export type Mount = {
	readonly type: 'volume' | 'bind' | 'tmpfs';
	/** The volume's name, for volumes. */
	readonly name?: string;
	readonly source: string;
	readonly destination: string;
	readonly writable: boolean;
};

/** A container's place in a network. The addresses are empty while it does not run. */
export type Endpoint = {
	readonly networkId: string;
	readonly aliases: readonly string[];
	readonly endpointId: string;
	readonly ipv4: string;
	readonly ipv6: string;
	readonly macAddress: string;
};

export type HealthStatus = 'starting' | 'healthy' | 'unhealthy';

export type HealthProbe = {
	readonly start: number;
	readonly end: number;
	readonly exitCode: number;
	readonly output: string;
};

export type Health = {
	readonly status: HealthStatus;
	readonly failingStreak: number;
	readonly log: readonly HealthProbe[];
};

export type HealthCheck = {
	readonly test: readonly string[];
	/** Milliseconds. */
	readonly interval: number;
	readonly timeout: number;
	readonly retries: number;
};

export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export type ContainerState = {
	readonly status: ContainerStatus;
	readonly exitCode: number;
	readonly oomKilled: boolean;
	readonly error: string;
	readonly processId: number;
	/** Milliseconds since the epoch; undefined for never. */
	readonly startedAt?: number;
	readonly finishedAt?: number;
	/** Since when it is frozen, and how many milliseconds of this run it has been before. */
	readonly pausedAt?: number;
	readonly pausedFor?: number;
	readonly health?: Health;
	/** A user has stopped it: its restart policy rests. */
	readonly stoppedByHand: boolean;
};

export type Settings = {
	readonly hostname: string;
	readonly user: string;
	readonly environment: readonly string[];
	readonly command: readonly string[];
	readonly entrypoint: readonly string[];
	readonly workingDirectory: string;
	readonly labels: Readonly<Record<string, string>>;
	/** As `80/tcp`. */
	readonly exposedPorts: readonly string[];
	readonly terminal: boolean;
	readonly openStdin: boolean;
	readonly stopSignal?: string;
	readonly stopTimeout?: number;
	readonly healthCheck?: HealthCheck;
};

export type RestartPolicy = {
	readonly name: 'no' | 'always' | 'unless-stopped' | 'on-failure';
	readonly maximumRetryCount: number;
};

export type Limits = {
	/** Bytes; 0 for none. */
	readonly memory: number;
	readonly memoryReservation: number;
	readonly memorySwap: number;
	readonly nanoCpus: number;
	readonly cpuShares: number;
	readonly cpuQuota: number;
	readonly cpuPeriod: number;
	readonly cpusetCpus: string;
	readonly pidsLimit: number;
	readonly blkioWeight: number;
};

export type HostSettings = {
	readonly networkMode: string;
	readonly portBindings: readonly PortBinding[];
	readonly restartPolicy: RestartPolicy;
	readonly limits: Limits;
	readonly autoRemove: boolean;
	readonly privileged: boolean;
	readonly readOnlyRoot: boolean;
	readonly capabilitiesAdded: readonly string[];
	readonly binds: readonly string[];
	readonly logDriver: string;
	readonly publishAllPorts: boolean;
};

export type FileChange = {readonly path: string; readonly kind: 0 | 1 | 2};

export type Container = {
	readonly id: string;
	/** Without the slash. */
	readonly name: string;
	/** Milliseconds since the epoch. */
	readonly created: number;
	/** The name given at creation. */
	readonly image: string;
	readonly imageId: string;
	readonly settings: Settings;
	readonly host: HostSettings;
	readonly mounts: readonly Mount[];
	/** By network name. */
	readonly networks: Readonly<Record<string, Endpoint>>;
	readonly state: ContainerState;
	readonly restartCount: number;
	readonly ports: readonly BoundPort[];
	/** Bytes of the writable layer. */
	readonly sizeWritable: number;
	readonly changes: readonly FileChange[];
	readonly behaviour: Behaviour;
	/** The stream of `noise` that is this container's own. */
	readonly stream: number;
};

export type Layer = {
	/** The sha256 of the layer alone: the same for the same content. */
	readonly diffId: string;
	readonly size: number;
	readonly createdBy: string;
	readonly created: number;
	readonly comment: string;
	/** A line of the history that adds no layer. */
	readonly empty: boolean;
	/** The image that ended here, when it is known on this engine (classic builds). */
	readonly imageId?: string;
};

export type Image = {
	/** With `sha256:`. */
	readonly id: string;
	readonly parentId: string;
	/** Familiar names, as `alpine:3.20`. */
	readonly tags: readonly string[];
	/** As `alpine@sha256:…`. */
	readonly digests: readonly string[];
	readonly created: number;
	/** Oldest first. */
	readonly layers: readonly Layer[];
	readonly environment: readonly string[];
	readonly command: readonly string[];
	readonly entrypoint: readonly string[];
	readonly exposedPorts: readonly string[];
	readonly volumes: readonly string[];
	readonly workingDirectory: string;
	readonly user: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly author: string;
	readonly healthCheck?: HealthCheck;
	readonly stopSignal?: string;
	readonly behaviour: Behaviour;
};

export type Network = {
	readonly id: string;
	readonly name: string;
	readonly created: number;
	readonly driver: string;
	readonly scope: 'local';
	readonly subnets: ReadonlyArray<{readonly subnet: string; readonly gateway: string}>;
	readonly internal: boolean;
	readonly attachable: boolean;
	readonly ipv6: boolean;
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

export type Volume = {
	readonly name: string;
	readonly driver: string;
	readonly created: number;
	readonly size: number;
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

export type CacheRecord = {
	readonly id: string;
	readonly parents: readonly string[];
	readonly type: 'regular' | 'source.local' | 'exec.cachemount' | 'frontend' | 'internal' | 'source.git.checkout';
	readonly description: string;
	readonly inUse: boolean;
	readonly shared: boolean;
	readonly size: number;
	readonly created: number;
	readonly lastUsed?: number;
	readonly usageCount: number;
};
