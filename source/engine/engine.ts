import type {Change, Container, ContainerDetails, ProcessTable} from '../model/container.ts';
import type {DiskUsage} from '../model/disk.ts';
import type {Endpoint} from '../model/endpoint.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import type {EngineEvent} from '../model/event.ts';
import type {HistoryEntry, Image, ImageDetails, ImageRemoval} from '../model/image.ts';
import type {Instant} from '../model/instant.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Network, NetworkDetails} from '../model/network.ts';
import type {Service} from '../model/service.ts';
import type {Reading} from '../model/statistics.ts';
import type {Session, TerminalSize} from '../model/session.ts';
import type {Volume} from '../model/volume.ts';

/**
Every request can be given up through `signal` and has a time limit (milliseconds) of its own.
It rejects with an `EngineError` and nothing else.
*/
export type RequestOptions = {
	readonly signal?: AbortSignal;
	readonly timeout?: number;
};

/** A command to be run in a container that runs. */
export type ExecRequest = RequestOptions & {
	readonly command: readonly string[];
	/** The container's name, for what is told of failures. */
	readonly name?: string;
	/** `NAME`, `UID` or either with `:GROUP`; the container's own when absent. */
	readonly user?: string;
	readonly workingDirectory?: string;
	/** Gives it a terminal: its output is then one stream. */
	readonly terminal?: boolean;
	readonly input?: boolean;
	readonly size?: TerminalSize;
};

/** What a new container is made of. */
export type NewContainer = {
	/** An image's id or name that the engine has. */
	readonly image: string;
	readonly name?: string;
	readonly command: readonly string[];
	readonly labels?: Readonly<Record<string, string>>;
	/** `none`, `host`, a network's name; the engine's default when absent. */
	readonly network?: string;
};

export type ContainerRequests = {
	/** Resolves to the new container's id; it does not run yet. */
	create(container: NewContainer, options?: RequestOptions): Promise<string>;
	/** Resolves to the exit code once the container does not run. */
	wait(id: string, options?: RequestOptions): Promise<number>;
	/** All containers, or only those with one of `ids` (a cheap re-read), or those in one of `networks` (ids or names). */
	list(options?: RequestOptions & {readonly ids?: readonly string[]; readonly networks?: readonly string[]}): Promise<readonly Container[]>;
	inspect(id: string, options?: RequestOptions): Promise<ContainerDetails>;
	/** False when it ran already. */
	start(id: string, options?: RequestOptions): Promise<boolean>;
	/** False when it had stopped already. `seconds` until the engine kills it. */
	stop(id: string, options?: RequestOptions & {readonly seconds?: number}): Promise<boolean>;
	restart(id: string, options?: RequestOptions & {readonly seconds?: number}): Promise<void>;
	kill(id: string, signalName: string, options?: RequestOptions): Promise<void>;
	pause(id: string, options?: RequestOptions): Promise<void>;
	unpause(id: string, options?: RequestOptions): Promise<void>;
	rename(id: string, name: string, options?: RequestOptions): Promise<void>;
	remove(id: string, options?: RequestOptions & {readonly force?: boolean; readonly anonymousVolumes?: boolean}): Promise<void>;
	processes(id: string, options?: RequestOptions): Promise<ProcessTable>;
	changes(id: string, options?: RequestOptions): Promise<readonly Change[]>;
	/** Starts a command. One that does not exist is told by the output and the exit code, 126 or 127. */
	exec(id: string, request: ExecRequest): Promise<Session>;
	/** Joins the container's own program. */
	attach(id: string, options?: RequestOptions & {readonly name?: string}): Promise<Session>;
};

export type ImageRequests = {
	list(options?: RequestOptions): Promise<readonly Image[]>;
	inspect(id: string, options?: RequestOptions): Promise<ImageDetails>;
	/** Makes an image without a name, of one layer, from a tar archive; resolves to its id. */
	import(archive: Uint8Array, options?: RequestOptions): Promise<string>;
	/** Newest first, as the engine tells it. */
	history(id: string, options?: RequestOptions): Promise<readonly HistoryEntry[]>;
	/** By tag: takes the name off and deletes the image with its last name. By id: deletes it; `force` also with several names. */
	remove(reference: string, options?: RequestOptions & {readonly force?: boolean}): Promise<ImageRemoval>;
};

export type NetworkRequests = {
	list(options?: RequestOptions): Promise<readonly Network[]>;
	inspect(id: string, options?: RequestOptions): Promise<NetworkDetails>;
	/** Resolves to the new network's id. */
	create(network: {readonly name: string; readonly driver?: string; readonly subnet?: string; readonly gateway?: string; readonly internal?: boolean}, options?: RequestOptions): Promise<string>;
	remove(id: string, options?: RequestOptions): Promise<void>;
	connect(id: string, containerId: string, options?: RequestOptions & {readonly aliases?: readonly string[]}): Promise<void>;
	disconnect(id: string, containerId: string, options?: RequestOptions & {readonly force?: boolean}): Promise<void>;
};

export type VolumeRequests = {
	list(options?: RequestOptions): Promise<readonly Volume[]>;
	/** Everything the engine says, neutralised. */
	inspect(name: string, options?: RequestOptions): Promise<unknown>;
	create(volume: {readonly name?: string; readonly driver?: string; readonly labels?: Readonly<Record<string, string>>}, options?: RequestOptions): Promise<string>;
	remove(name: string, options?: RequestOptions & {readonly force?: boolean}): Promise<void>;
};

export type SwarmRequests = {
	/** Of a manager; any other node refuses. */
	services(options?: RequestOptions): Promise<readonly Service[]>;
};

export type SystemRequests = {
	/** Cheap proof of life. */
	ping(options?: RequestOptions): Promise<void>;
	info(options?: RequestOptions): Promise<EngineInfo>;
	/** The engine's clock, in epoch milliseconds. */
	clock(options?: RequestOptions): Promise<number>;
	/** Slow on big stores (minutes): ask only when a person wants it. */
	diskUsage(options?: RequestOptions): Promise<DiskUsage>;
	/** One entry of the build cache; false when the engine kept it. */
	removeBuildCache(id: string, options?: RequestOptions): Promise<boolean>;
};

/**
The engine's event stream. `onEvent` must return quickly: an unread stream slows the engine down and loses events.
Ends with `onEnd` exactly once, unless the signal was aborted.
*/
export type EventHandlers = {
	onEvent(event: EngineEvent): void;
	onEnd(error: Error): void;
};

/** Which part of a log is read. `since` and `until` are inclusive. */
export type LogRequest = {
	/** Lines from the end, of which an engine counts pieces of 16 KiB; `all` reads from the beginning. */
	readonly tail: number | 'all';
	/** Goes on until the container stops. */
	readonly follow?: boolean;
	readonly since?: Instant;
	readonly until?: Instant;
	/** The container's, for errors. */
	readonly name?: string;
};

export type LogHandlers = {
	/** The engine has accepted the request. */
	onOpen?(): void;
	/** Nothing more is read until what it returns has settled: the stream waits, however much there is. */
	onLines(lines: readonly LogLine[]): void | Promise<void>;
};

export type StatisticsRequests = {
	/** Whether `read` is answered at once. Where it takes a second, following costs the engine no more and tells sooner. */
	readonly isPrompt: boolean;
	/** The counters as they stand; undefined when the container does not run. */
	read(id: string, options?: RequestOptions & {readonly name?: string}): Promise<Reading | undefined>;
	/** Readings as they come, about one a second, until the signal aborts or the container is removed; undefined while it does not run. */
	follow(id: string, onReading: (reading: Reading | undefined) => void, signal: AbortSignal, name?: string): Promise<void>;
};

/** A connected engine: plain objects out, dockerode inside. */
export type Engine = {
	readonly endpoint: Endpoint;
	readonly info: EngineInfo;
	readonly readOnly: boolean;
	readonly containers: ContainerRequests;
	readonly images: ImageRequests;
	readonly networks: NetworkRequests;
	readonly volumes: VolumeRequests;
	readonly swarm: SwarmRequests;
	readonly system: SystemRequests;
	/** Resolves when the engine has accepted the stream: what happens later is not missed. */
	events(handlers: EventHandlers, signal: AbortSignal): Promise<void>;
	/** Reads a container's log; resolves at its end. A driver that cannot be read rejects as `unsupported`, with the engine's words. */
	logs(id: string, request: LogRequest, handlers: LogHandlers, signal: AbortSignal): Promise<void>;
	readonly stats: StatisticsRequests;
	/** Ends every connection this engine still has. */
	close(): void;
};
