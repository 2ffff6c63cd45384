import {createEventBook, type EventBook} from '../events.ts';
import {createRandom, digestOf, type Random} from '../random.ts';
import {createLogShelf, type LogShelf} from './log-shelf.ts';
import type {
	CacheRecord,
	Container,
	Image,
	Network,
	Volume,
} from './types.ts';

/** One run of a command in a container, as the exec endpoints know it. */
export type Exec = {
	readonly id: string;
	readonly containerId: string;
	readonly command: readonly string[];
	readonly terminal: boolean;
	readonly attachStdin: boolean;
	/** Bytes as latin1 text, at which the session is ended. */
	readonly detachKeys: string;
	readonly user: string;
	readonly environment: readonly string[];
	readonly workingDirectory: string;
	readonly privileged: boolean;
	readonly started: boolean;
	readonly running: boolean;
	readonly exitCode: number | undefined;
	readonly processId: number;
};

/** Everything the demo engine has. The records are replaced, never changed; the shelves they stand on are changed here. */
export type World = {
	readonly seed: number;
	/** Whether things happen by themselves. */
	readonly lively: boolean;
	/** When this world began, in milliseconds since the epoch. */
	readonly began: number;
	now(): number;
	readonly random: Random;
	readonly events: EventBook;
	/** By id. */
	readonly containers: Map<string, Container>;
	/** Container ids by name. */
	readonly names: Map<string, string>;
	readonly images: Map<string, Image>;
	readonly networks: Map<string, Network>;
	/** By name. */
	readonly volumes: Map<string, Volume>;
	readonly cache: Map<string, CacheRecord>;
	readonly execs: Map<string, Exec>;
	/** How to end the running ones, by id. */
	readonly endings: Map<string, (exitCode: number) => void>;
	readonly logs: LogShelf;
	/** A fresh id of 64 hexadecimal digits. */
	freshId(kind: string): string;
	/** A fresh number for what is counted: process ids, host ports. */
	nextProcessId(): number;
	nextHostPort(): number;
	/** Does something after some milliseconds, unless the world ends before. */
	later(milliseconds: number, action: () => void): void;
	/** Waits; not at all in a quiet world. */
	rest(milliseconds: number): Promise<void>;
	/** Ends all that is waiting. */
	end(): void;
};

/** The longest a timer can wait, in milliseconds: beyond it fires at once. */
const longestTimer = 2_147_483_647;

/** Makes a world with nothing in it. */
export function createWorld(options: {readonly seed: number; readonly lively: boolean; readonly now: () => number}): World {
	const {seed, lively, now} = options;
	const timers = new Map<NodeJS.Timeout, () => void>();
	let ids = 0;
	let processId = 4000;
	let hostPort = 32_767;
	const wait = (milliseconds: number, action: () => void, atEnd: () => void) => {
		const timer = setTimeout(() => {
			timers.delete(timer);
			action();
		}, Math.min(milliseconds, longestTimer));
		timer.unref();
		timers.set(timer, atEnd);
	};

	return {
		seed,
		lively,
		began: now(),
		now,
		random: createRandom(seed),
		events: createEventBook(now),
		containers: new Map(),
		names: new Map(),
		images: new Map(),
		networks: new Map(),
		volumes: new Map(),
		cache: new Map(),
		execs: new Map(),
		endings: new Map(),
		logs: createLogShelf(),
		freshId(kind) {
			ids++;
			return digestOf(`${seed}/${kind}/${ids}`);
		},
		nextProcessId() {
			processId += 17;
			return processId;
		},
		nextHostPort() {
			hostPort++;
			return hostPort;
		},
		later(milliseconds, action) {
			wait(milliseconds, action, () => undefined);
		},
		async rest(milliseconds) {
			if (lively && milliseconds > 0) {
				await new Promise<void>(resolve => {
					wait(milliseconds, resolve, resolve);
				});
			}
		},
		end() {
			for (const [timer, atEnd] of timers) {
				clearTimeout(timer);
				atEnd();
			}

			timers.clear();
		},
	};
}

/** Puts a container on its shelf, new or in place of its former self. */
export function putContainer(world: World, container: Container): Container {
	const former = world.containers.get(container.id);
	if (former && former.name !== container.name) {
		world.names.delete(former.name);
	}

	world.containers.set(container.id, container);
	world.names.set(container.name, container.id);
	return container;
}

/** Changes some of a container; nothing when it is gone. */
export function changeContainer(world: World, id: string, change: Partial<Container>): void {
	const container = world.containers.get(id);
	if (container) {
		putContainer(world, {...container, ...change});
	}
}

/** Takes a container off its shelf, with its log and its execs. */
export function dropContainer(world: World, container: Container): void {
	world.containers.delete(container.id);
	world.names.delete(container.name);
	world.logs.drop(container.id);
	for (const [id, exec] of world.execs) {
		if (exec.containerId === container.id) {
			world.execs.delete(id);
		}
	}
}

/** Whether a process is there: running, or frozen. */
export const isAlive = (container: Container): boolean => container.state.status === 'running' || container.state.status === 'paused';

/** Until when the voices have spoken: in a quiet world they fell silent when it began. */
export const speakingUntil = (world: World): number => world.lively ? world.now() : world.began;
