import type {Engine} from '../engine/engine.ts';
import type {Container} from '../model/container.ts';
import {EngineError} from '../model/engine-error.ts';
import type {EngineEvent} from '../model/event.ts';
import {backoff} from './backoff.ts';
import {expectationOf, type Expectation} from './expectation.ts';
import type {Collection, Live, LiveStore} from './live.ts';
import {mergeList, mergeSome, without} from './merge.ts';
import {createRefresher} from './refresh.ts';

/** The lists of one connection, read once and then kept true by its event stream. */
export type Picture = {
	/** Opens the event stream, then reads every list. Rejects when the stream or the list of containers cannot be had. */
	start(): Promise<void>;
	/** Reads every list again. */
	refresh(): void;
	stop(): void;
};

export type PictureOptions = {
	readonly engine: Engine;
	readonly live: LiveStore;
	/** Called for every sign of life. */
	readonly onHeard: () => void;
	/** A request failed; the picture stays. */
	readonly onError: (error: unknown) => void;
	/** The event stream is over: the picture is stale from now on. */
	readonly onEnd: (error: Error) => void;
};

type ListName = 'images' | 'networks' | 'volumes';

/** With more changed containers than this one list costs less than many filters in a url. */
const mostIds = 100;
/** How often a re-read that contradicts an event is asked again before the engine is believed. */
const mostContradictions = 5;
const oomExitCode = 137;
const inspectionsAtOnce = 4;
/** Events of a container that no column tells of. */
const changesNothing: ReadonlySet<string> = new Set(['kill', 'attach', 'commit', 'exec_die', 'exec_start', 'exec_create', 'top', 'resize', 'export', 'archive-path', 'extract-to-dir']);

/** Nothing is requested before `start()`. */
export function createPicture({engine, live, onHeard, onError, onEnd}: PictureOptions): Picture {
	const closing = new AbortController();
	const {signal} = closing;
	/** Containers to read again, with what the list must say by then and how often it did not. */
	const dirty = new Map<string, {expected?: Expectation; contradictions: number}>();
	let allDirty = false;
	/** What was removed while a list is being read: its answer may be older than the removal. */
	const gone = {containers: new Set<string>(), images: new Set<string>(), networks: new Set<string>(), volumes: new Set<string>()} as const;

	/** How often in a row a list could not be read. */
	const tries = {containers: 0, images: 0, networks: 0, volumes: 0};
	const retries = new Set<NodeJS.Timeout>();

	/** Reads a list again that could not be read, slower each time: no event may come that would see to it. */
	const retry = (name: 'containers' | ListName) => {
		if (signal.aborted) {
			return;
		}

		const timer = setTimeout(() => {
			retries.delete(timer);
			(name === 'containers' ? containersRefresher : refreshers[name]).ask();
		}, backoff(tries[name]++));
		retries.add(timer);
	};

	const guard = async (work: () => Promise<void>) => {
		try {
			await work();
		} catch (error) {
			if (!signal.aborted) {
				onError(error);
			}
		}
	};

	const readContainers = inTurn(async () => {
		const asked = new Map(dirty);
		const all = allDirty || asked.size > mostIds;
		dirty.clear();
		allDirty = false;
		if (!all && asked.size === 0) {
			return;
		}

		gone.containers.clear();
		let answered: readonly Container[];
		try {
			const listed = await engine.containers.list(all ? {signal} : {signal, ids: [...asked.keys()]});
			answered = listed.filter(({id}) => !gone.containers.has(id));
			onHeard();
		} catch (error) {
			// What was to be read again is not known by now.
			allDirty = true;
			setError('containers', error);
			retry('containers');
			throw error;
		}

		tries.containers = 0;
		live.setState(state => {
			const {containers} = state;
			const known = keepOom(containers.items, answered);
			const items = all ? mergeList(containers.items, known) : mergeSome(containers.items, new Set(asked.keys()), known);
			return isChanged(containers, items) ? {containers: {items, loaded: true}} : state;
		});
		recheck(asked, answered);
		void guard(findOutOfMemory);
	});

	/** What the list says against an event is asked again. */
	const recheck = (asked: ReadonlyMap<string, {expected?: Expectation; contradictions: number}>, answered: readonly Container[]) => {
		const byId = new Map(answered.map(container => [container.id, container]));
		for (const [id, {expected, contradictions}] of asked) {
			if (expected && contradictions < mostContradictions && !expected(byId.get(id)) && !dirty.has(id)) {
				dirty.set(id, {expected, contradictions: contradictions + 1});
				containersRefresher.ask();
			}
		}
	};

	/** The list does not tell why a container ended with 137; only these few are inspected. */
	const findOutOfMemory = async () => {
		const waiting = live.getState().containers.items.filter(container => container.exitCode === oomExitCode && container.oomKilled === undefined && container.state !== 'running');
		const inspect = async (): Promise<void> => {
			const container = waiting.shift();
			if (!container || signal.aborted) {
				return;
			}

			try {
				const {oomKilled} = await engine.containers.inspect(container.id, {signal});
				live.setState(({containers}) => ({containers: {...containers, items: containers.items.map(item => item.id === container.id && item.exitCode === oomExitCode ? {...item, oomKilled} : item)}}));
			} catch (error) {
				// It may have gone meanwhile: its own event tells.
				if (!(error instanceof EngineError && error.kind === 'not-found')) {
					throw error;
				}
			}

			return inspect();
		};

		await Promise.all(Array.from({length: inspectionsAtOnce}, inspect));
	};

	const setError = (name: 'containers' | ListName, error: unknown) => {
		if (!signal.aborted && error instanceof EngineError) {
			live.setState(state => ({[name]: {...state[name], error}}));
		}
	};

	const reader = <Row extends {readonly id: string}>(name: ListName, list: () => Promise<readonly Row[]>) => inTurn(async () => {
		gone[name].clear();
		try {
			const listed = await list();
			const answered = listed.filter(({id}) => !gone[name].has(id));
			tries[name] = 0;
			onHeard();
			live.setState(state => {
				const collection = state[name] as unknown as Collection<Row>;
				const items = mergeList(collection.items, answered);
				return isChanged(collection, items) ? {[name]: {items, loaded: true}} : state;
			});
		} catch (error) {
			setError(name, error);
			retry(name);
			throw error;
		}
	});

	const readImages = reader('images', async () => engine.images.list({signal}));
	const readNetworks = reader('networks', async () => engine.networks.list({signal}));
	const readVolumes = reader('volumes', async () => engine.volumes.list({signal}));
	const containersRefresher = createRefresher(async () => guard(readContainers));
	const refreshers = {
		images: createRefresher(async () => guard(readImages)),
		networks: createRefresher(async () => guard(readNetworks)),
		volumes: createRefresher(async () => guard(readVolumes)),
	};

	const touch = (id: string, expected?: Expectation) => {
		if (id !== '') {
			dirty.set(id, {expected: expected ?? dirty.get(id)?.expected, contradictions: 0});
			containersRefresher.ask();
		}
	};

	const drop = (name: 'containers' | ListName, id: string) => {
		gone[name].add(id);
		live.setState(state => {
			const collection = state[name] as Collection<{readonly id: string}>;
			const items = without(collection.items, id);
			return items === collection.items ? state : {[name]: {...collection, items}};
		});
	};

	const onContainer = (event: EngineEvent) => {
		if (isRemoval(event)) {
			dirty.delete(event.id);
			drop('containers', event.id);
			return;
		}

		if (event.action === 'start') {
			forgetOom(live, event.id);
		} else if (event.action === 'oom') {
			live.setState(({memoryKills}) => ({memoryKills: new Map(memoryKills).set(event.id, (memoryKills.get(event.id) ?? 0) + 1)}));
		}

		if (!changesNothing.has(event.action)) {
			touch(event.id, expectationOf(event));
		}
	};

	const onImage = (event: EngineEvent) => {
		if (event.action === 'delete') {
			drop('images', event.id);
		}

		refreshers.images.ask();
		// A name that moved or went changes what the containers of that image are shown with.
		for (const container of live.getState().containers.items) {
			if (container.imageId === event.id || container.image === event.attributes['name']) {
				touch(container.id);
			}
		}
	};

	const onNetwork = (event: EngineEvent) => {
		if (event.action === 'connect' || event.action === 'disconnect') {
			touch(event.attributes['container'] ?? '', expectationOf(event));
		} else if (isRemoval(event)) {
			drop('networks', event.id);
		} else {
			refreshers.networks.ask();
		}
	};

	const onVolume = (event: EngineEvent) => {
		if (isRemoval(event)) {
			drop('volumes', event.id);
		} else if (event.action === 'create') {
			refreshers.volumes.ask();
		}
	};

	const onEvent = (event: EngineEvent) => {
		onHeard();
		if (signal.aborted) {
			return;
		}

		switch (event.type) {
			case 'container': {
				onContainer(event);
				break;
			}

			case 'image': {
				onImage(event);
				break;
			}

			case 'network': {
				onNetwork(event);
				break;
			}

			case 'volume': {
				onVolume(event);
				break;
			}

			case 'daemon':
			case 'builder':
			case 'plugin':
			case 'other': {
				break;
			}
		}
	};

	/** Resolves with the containers: what else is slow (images take seconds on the containerd store) comes when it comes. */
	const readAll = async () => {
		allDirty = true;
		for (const read of [readImages, readNetworks, readVolumes]) {
			void guard(read);
		}

		await readContainers();
	};

	return {
		async start() {
			await engine.events({onEvent, onEnd}, signal);
			await readAll();
		},
		refresh() {
			allDirty = true;
			containersRefresher.ask();
			for (const refresher of Object.values(refreshers)) {
				refresher.ask();
			}
		},
		stop() {
			closing.abort();
			for (const timer of retries) {
				clearTimeout(timer);
			}

			containersRefresher.stop();
			for (const refresher of Object.values(refreshers)) {
				refresher.stop();
			}
		},
	};
}

/** The same work, never twice at the same time: an older answer must not overwrite a newer one. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
	let last: Promise<void> = Promise.resolve();
	return async () => {
		const before = last;
		last = (async () => {
			await Promise.allSettled([before]);
			await work();
		})();
		return last;
	};
}

/** Docker says `destroy`, Podman `remove`. */
function isRemoval({action}: EngineEvent): boolean {
	return action === 'destroy' || action === 'remove';
}

function isChanged<Row>(before: Collection<Row>, items: readonly Row[]): boolean {
	return items !== before.items || !before.loaded || before.error !== undefined;
}

/** What was learnt by inspecting stays with a row as long as it is the same end. */
function keepOom(before: readonly Container[], after: readonly Container[]): readonly Container[] {
	const known = new Map(before.filter(container => container.oomKilled !== undefined).map(container => [container.id, container]));
	return known.size === 0 ? after : after.map(container => {
		const old = known.get(container.id);
		return old && container.oomKilled === undefined && old.exitCode === container.exitCode ? {...container, oomKilled: old.oomKilled} : container;
	});
}

function forgetOom(live: LiveStore, id: string): void {
	live.setState((state: Live) => {
		const container = state.containers.items.find(item => item.id === id);
		return container?.oomKilled === undefined ? state : {containers: {...state.containers, items: state.containers.items.map(item => item.id === id ? {...item, oomKilled: undefined, exitCode: undefined} : item)}};
	});
}
