import type {Engine} from '../engine/engine.ts';
import type {Container} from '../model/container.ts';
import {EngineError} from '../model/engine-error.ts';
import {nothingKnown, type Collection, type DiskState, type Live} from '../store/live.ts';

/** Milliseconds until the disk's measurement is given up: an engine with a big store works on it for minutes. */
export const diskLimit = 10_000;

export type ReadOptions = {
	readonly signal?: AbortSignal;
	/** `diskLimit` when absent. */
	readonly measureWithin?: number;
	/** Whether the disk is measured, which costs an engine more than all lists; default true. */
	readonly isMeasured?: boolean;
};

/**
Reads every list of an engine once, all at the same time. Never rejects for an engine's failure: a list that could not be read
has an `error` and is not `loaded`; so has the disk usage, of the kind `timeout` when it was not measured in time.
*/
export async function readOverview(engine: Engine, {signal, measureWithin = diskLimit, isMeasured = true}: ReadOptions = {}): Promise<Live> {
	const [containers, images, networks, volumes, disk] = await Promise.all([
		readContainers(engine, {signal}),
		collect(async () => engine.images.list({signal})),
		collect(async () => engine.networks.list({signal})),
		collect(async () => engine.volumes.list({signal})),
		isMeasured ? measure(engine, {signal, timeout: measureWithin}) : {},
	]);
	const {endpoint, info} = engine;
	return {...nothingKnown, connection: {status: 'connected'}, endpoint, info, containers, images, networks, volumes, disk};
}

/** The list of containers as the UI has it, with what only an inspection tells of their ends. Never rejects for an engine's failure. */
export async function readContainers(engine: Engine, {signal}: Pick<ReadOptions, 'signal'> = {}): Promise<Collection<Container>> {
	return collect(async () => withMemoryDeaths(engine, await engine.containers.list({signal}), signal));
}

/** Reads a list; one that could not be read has an `error` and is not `loaded`. */
export async function collect<Row>(list: () => Promise<readonly Row[]>): Promise<Collection<Row>> {
	try {
		return {items: await list(), loaded: true};
	} catch (error) {
		return {items: [], loaded: false, error: engineErrorOf(error)};
	}
}

async function measure(engine: Engine, options: {readonly signal?: AbortSignal; readonly timeout: number}): Promise<DiskState> {
	try {
		return {usage: await engine.system.diskUsage(options)};
	} catch (error) {
		return {error: engineErrorOf(error)};
	}
}

function engineErrorOf(error: unknown): EngineError {
	if (error instanceof EngineError) {
		return error;
	}

	throw error;
}

const killedExitCode = 137;
const inspectionsAtOnce = 4;

/** The list does not tell a plain kill from one for lack of memory; the few that ended with 137 are asked, as the UI does. */
async function withMemoryDeaths(engine: Engine, containers: readonly Container[], signal: AbortSignal | undefined): Promise<readonly Container[]> {
	const waiting = containers.filter(({exitCode, oomKilled, state}) => exitCode === killedExitCode && oomKilled === undefined && state !== 'running');
	const known = new Map<string, boolean>();
	const inspect = async () => {
		for (let container = waiting.pop(); container; container = waiting.pop()) {
			const oomKilled = await diedOfMemory(engine, container, signal);
			if (oomKilled !== undefined) {
				known.set(container.id, oomKilled);
			}
		}
	};

	await Promise.all(Array.from({length: inspectionsAtOnce}, inspect));
	return containers.map(container => known.has(container.id) ? {...container, oomKilled: known.get(container.id)} : container);
}

/** Undefined when it cannot be told, as of a container that has gone meanwhile. */
async function diedOfMemory(engine: Engine, {id}: Container, signal: AbortSignal | undefined): Promise<boolean | undefined> {
	try {
		const {oomKilled} = await engine.containers.inspect(id, {signal});
		return oomKilled;
	} catch (error) {
		engineErrorOf(error);
		return undefined;
	}
}
