import type {Engine} from '../engine/engine.ts';
import {EngineError} from '../model/engine-error.ts';
import type {Container} from '../model/container.ts';
import {bindingsOf, needsBindings, noBindings, type BindingsState, type PortBindings} from '../model/port-bindings.ts';
import type {LiveStore} from './live.ts';
import {createRefresher} from './refresh.ts';
import type {Supply} from './supply.ts';

const atOnce = 4;
/** With many to inspect, those that are known are told meanwhile, every so many. */
const batch = 100;

/** What was read of a container: its ports never change, a failure to start may. */
type Known = {readonly state: Container['state']; readonly isEnded: boolean};

/**
Reads what the list of containers does not tell of ports, by inspecting those that do not run or use the host's network: each once,
a few at a time, and again when its state changed. On a manager of a swarm the services' ports too. Tells the live picture's `bindings`.
*/
export function createBindingsReader(live: LiveStore, engine: () => Engine | undefined): Supply & {stop(): void} {
	const known = new Map<string, Known>();
	let of: Engine | undefined;
	let reading = new AbortController();
	let unsubscribe: (() => void) | undefined;

	const tell = (change: Partial<BindingsState>) => {
		live.setState(({bindings}) => ({bindings: {...bindings, ...change}}));
	};

	/** Adds what was found, and forgets containers that are gone. */
	const add = (found: ReadonlyMap<string, PortBindings>, change: Partial<BindingsState> = {}) => {
		live.setState(({bindings, containers}) => {
			const present = new Set(containers.items.map(({id}) => id));
			const kept = [...bindings.bindings, ...found].filter(([id]) => present.has(id));
			return {bindings: {...bindings, ...change, ...(found.size > 0 || kept.length !== bindings.bindings.size) && {bindings: new Map(kept)}}};
		});
	};

	const read = async (connected: Engine, signal: AbortSignal) => {
		const {containers, info} = live.getState();
		const missing = containers.items.filter(container => needsBindings(container) && !isKnown(known.get(container.id), container));
		let found = new Map<string, PortBindings>();
		const inspect = async (): Promise<void> => {
			const container = missing.pop();
			if (!container) {
				return;
			}

			const bindings = await inspectBindings(connected, container, signal);
			known.set(container.id, {state: container.state, isEnded: container.exitCode !== undefined});
			if (bindings) {
				found.set(container.id, bindings);
			}

			if (found.size >= batch) {
				add(found);
				found = new Map();
			}

			return inspect();
		};

		const [services] = await Promise.all([info?.swarmManager ? connected.swarm.services({signal}) : [], ...Array.from({length: atOnce}, inspect)]);
		const {services: before} = live.getState().bindings;
		add(found, {complete: true, error: undefined, ...JSON.stringify(before) !== JSON.stringify(services) && {services}});
	};

	const work = async () => {
		const connected = engine();
		if (!unsubscribe || !connected || !live.getState().containers.loaded) {
			return;
		}

		if (of !== connected) {
			known.clear();
			of = connected;
		}

		const {signal} = reading;
		try {
			await read(connected, signal);
		} catch (error) {
			if (!signal.aborted && error instanceof EngineError) {
				tell({error, complete: true});
			}
		}
	};

	const refresher = createRefresher(work);

	const leave = () => {
		unsubscribe?.();
		unsubscribe = undefined;
		reading.abort();
		reading = new AbortController();
	};

	return {
		want() {
			unsubscribe ??= live.subscribe((state, before) => {
				if (state.containers !== before.containers || state.connection !== before.connection) {
					refresher.ask();
				}
			});
			for (const [id, {state}] of known) {
				// A start that failed changes nothing in the list: only a look tells.
				if (state === 'created') {
					known.delete(id);
				}
			}

			refresher.ask();
		},
		leave,
		again() {
			known.clear();
			tell({error: undefined});
			refresher.ask();
		},
		stop() {
			leave();
			refresher.stop();
		},
	};
}

function isKnown(known: Known | undefined, {state, exitCode}: Container): boolean {
	return known !== undefined && (known.state === state || state === 'restarting') && known.isEnded === (exitCode !== undefined);
}

/** Undefined for a container that has gone meanwhile. */
async function inspectBindings(engine: Engine, {id}: Container, signal: AbortSignal): Promise<PortBindings | undefined> {
	try {
		return bindingsOf(await engine.containers.inspect(id, {signal}));
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'not-found') {
			return undefined;
		}

		throw error;
	}
}

/** All of it at once, for a command. Rejects with an `EngineError`. */
export async function readBindings(engine: Engine, containers: readonly Container[], signal: AbortSignal): Promise<BindingsState> {
	const waiting = containers.filter(container => needsBindings(container));
	const bindings = new Map<string, PortBindings>();
	const inspect = async () => {
		for (let container = waiting.pop(); container; container = waiting.pop()) {
			const read = await inspectBindings(engine, container, signal);
			if (read) {
				bindings.set(container.id, read);
			}
		}
	};

	const [services] = await Promise.all([engine.info.swarmManager ? engine.swarm.services({signal}) : [], ...Array.from({length: atOnce}, inspect)]);
	return {...noBindings, bindings, services, complete: true};
}
