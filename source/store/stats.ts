import type {Engine} from '../engine/engine.ts';
import type {Reading} from '../model/statistics.ts';
import type {LiveStore} from './live.ts';
import {nothingMeasured, withReadings} from './statistics.ts';

type Named = {readonly id: string; readonly name: string};

/** Which containers are to be measured. */
export type Wanted = {
	/** The running rows in the window, and the one whose statistics are looked at. */
	readonly seen: readonly Named[];
	/** Running rows out of the window that the order depends on: measured in turns, in the place of those that are seen. */
	readonly others: readonly Named[];
};

/** Measures what containers use while somebody looks at it. */
export type Sampler = {
	/** Measures these from now on and nothing else. What is no longer among them is let go at once. */
	want(wanted: Wanted, engine: Engine | undefined): void;
	/** The person pressed a key: for a moment no row changes its place. */
	active(): void;
	/** Lets everything go for good. */
	stop(): void;
};

/** Milliseconds between two samples of a container at the least. */
const sampleEvery = 2000;
/** An engine is left alone for so many times as long as it took to answer. */
const restFactor = 3;
const longestRest = 30_000;
const atOnce = 8;
/** How soon the first numbers of a container are told once they are there. */
const soon = 250;
/** A stream whose readings come so much later than its first ones did cannot be followed on this link. */
const longestLag = 3000;
/** Rows change places so often at the most, and not within `keyRest` of a key. */
const rankEvery = 4000;
/** Milliseconds for which a sample without a successor counts as the present one: in the window, and out of it. */
const presentFor = {seen: 10_000, others: 120_000} as const;
const keyRest = 1000;

type Track = Named & {
	/** The last reading, undefined when it does not run. */
	reading: {readonly value: Reading | undefined; readonly at: number} | undefined;
	following: AbortController | undefined;
	failures: number;
	retryAt: number;
};

const nobody: Wanted = {seen: [], others: []};

/**
Makes a sampler that tells the live picture's `statistics`. Where an engine answers at once it is asked every two seconds, else it is
followed; never are more containers asked about in two seconds than there are rows in the window, and none while nobody looks (`isAway`).
*/
export function createSampler(live: LiveStore, {isAway = () => false, now = Date.now}: {readonly isAway?: () => boolean; readonly now?: () => number} = {}): Sampler {
	const tracks = new Map<string, Track>();
	let wanted = nobody;
	let engine: Engine | undefined;
	let isStopped = false;
	let asking = new AbortController();
	let isInRound = false;
	let isAskingOthers = false;
	let othersDue = 0;
	let timer: NodeJS.Timeout | undefined;
	let soonTimer: NodeJS.Timeout | undefined;
	/** When the next round may begin. */
	let due = 0;
	let turn = 0;
	let lag = Infinity;
	let isLagging = false;
	let rankedAt = -Infinity;
	let keyAt = -Infinity;

	const all = (): readonly Named[] => isStopped || !engine ? [] : [...wanted.seen, ...wanted.others];
	const isFollowed = (): boolean => engine !== undefined && !engine.stats.isPrompt && !isLagging;

	const isPresent = (track: Track | undefined): boolean => {
		const isSeen = wanted.seen.some(({id}) => id === track?.id);
		return track?.reading !== undefined && now() - track.reading.at < (isSeen ? presentFor.seen : presentFor.others);
	};

	const publish = (ids: (track: Track) => boolean) => {
		const readings = new Map([...tracks.values()].filter(track => track.reading && ids(track)).map(({id, reading}) => [id, reading!.value]));
		live.setState(state => {
			const fresh = withReadings(state.statistics, readings, id => isPresent(tracks.get(id)));
			const mayRank = now() - keyAt >= keyRest && now() - rankedAt >= rankEvery;
			if (fresh === state.statistics || !mayRank) {
				return fresh === state.statistics ? state : {statistics: fresh};
			}

			rankedAt = now();
			return {statistics: {...fresh, ranking: fresh.samples}};
		});
	};

	const publishSoon = () => {
		soonTimer ??= setTimeout(() => {
			soonTimer = undefined;
			publish(({id}) => live.getState().statistics.samples.get(id)?.cpu === undefined);
		}, soon);
	};

	const noteFailure = (track: Track) => {
		track.failures++;
		track.retryAt = now() + Math.min(longestRest, sampleEvery * (2 ** track.failures));
		track.reading = {value: undefined, at: now()};
	};

	const follow = async (track: Track, connected: Engine) => {
		const controller = new AbortController();
		track.following = controller;
		try {
			await connected.stats.follow(track.id, value => {
				if (controller.signal.aborted) {
					return;
				}

				track.failures = 0;
				track.reading = {value, at: now()};
				if (live.getState().statistics.samples.get(track.id)?.cpu === undefined) {
					publishSoon();
				}

				if (value) {
					const late = now() - value.time;
					lag = Math.min(lag, late);
					isLagging ||= late - lag > longestLag;
				}
			}, controller.signal, track.name);
		} catch {
			// It is tried again, later each time; that the engine is gone is told by its events.
		}

		if (!controller.signal.aborted) {
			noteFailure(track);
		}

		if (track.following === controller) {
			track.following = undefined;
		}
	};

	const read = async (track: Track, connected: Engine, signal: AbortSignal) => {
		try {
			const value = await connected.stats.read(track.id, {signal, name: track.name});
			track.reading = {value, at: now()};
			track.failures = 0;
		} catch {
			if (!signal.aborted) {
				noteFailure(track);
			}
		}
	};

	/** Asks about these, a few at a time, and tells what came. */
	const ask = async (waiting: Track[], connected: Engine) => {
		const {signal} = asking;
		const began = now();
		const work = async (): Promise<void> => {
			const track = waiting.shift();
			if (track && !signal.aborted) {
				await read(track, connected, signal);
				return work();
			}
		};

		await Promise.all(Array.from({length: Math.min(atOnce, waiting.length)}, work));
		if (!signal.aborted) {
			publish(({reading}) => reading!.at >= began);
		}
	};

	/** Those of the rows out of the window whose turn it is: the ones measured longest ago, no more than there are rows in the window. */
	const nextOthers = (): readonly Named[] => {
		const at = ({id}: Named) => tracks.get(id)?.reading?.at ?? 0;
		return wanted.others.toSorted((first, second) => at(first) - at(second)).slice(0, Math.max(1, wanted.seen.length));
	};

	const tracksOf = (names: readonly Named[]): Track[] => names.map(({id}) => tracks.get(id)).filter(track => track !== undefined && track.retryAt <= now()) as Track[];

	/** Follows those in the window; beside it others are asked, as fast as the engine answers. */
	const followRound = (connected: Engine) => {
		for (const track of tracksOf(wanted.seen)) {
			if (!track.following) {
				void follow(track, connected);
			}
		}

		publish(({following}) => following !== undefined);
		due = now() + sampleEvery;
		if (!isAskingOthers && now() >= othersDue && wanted.others.length > 0) {
			void askOthers(connected);
		}
	};

	const askOthers = async (connected: Engine) => {
		const began = now();
		isAskingOthers = true;
		await ask(tracksOf(nextOthers()), connected);
		isAskingOthers = false;
		othersDue = restedAt(began);
	};

	/** An engine that answers slowly is left alone for longer. */
	const restedAt = (began: number): number => began + Math.max(sampleEvery, Math.min(longestRest, (now() - began) * (1 + restFactor)));

	/** Asks about those in the window, or in every second round about others in their place. */
	const askRound = async (connected: Engine) => {
		const {signal} = asking;
		const began = now();
		turn++;
		isInRound = true;
		await ask(tracksOf(wanted.others.length > 0 && turn % 2 === 0 ? nextOthers() : wanted.seen), connected);
		if (!signal.aborted) {
			isInRound = false;
			due = restedAt(began);
			plan();
		}
	};

	const runRound = () => {
		timer = undefined;
		if (!engine) {
			return;
		}

		const away = isAway();
		const followed = isFollowed() && !away ? new Set(wanted.seen.map(({id}) => id)) : undefined;
		for (const {id, following} of tracks.values()) {
			if (!followed?.has(id)) {
				following?.abort();
			}
		}

		if (away) {
			due = now() + sampleEvery;
			plan();
		} else if (followed) {
			followRound(engine);
			plan();
		} else {
			void askRound(engine);
		}
	};

	const plan = () => {
		if (timer || isInRound || all().length === 0) {
			return;
		}

		timer = setTimeout(runRound, Math.max(0, due - now()));
	};

	const letGo = (track: Track) => {
		track.following?.abort();
		tracks.delete(track.id);
	};

	const cancel = () => {
		clearTimeout(timer);
		clearTimeout(soonTimer);
		timer = undefined;
		soonTimer = undefined;
		asking.abort();
		asking = new AbortController();
		if (isInRound) {
			isInRound = false;
			due = now() + sampleEvery;
		}
	};

	/** Makes what is measured what is wanted. */
	const settle = () => {
		const names = all();
		const ids = new Set(names.map(({id}) => id));
		for (const track of tracks.values()) {
			if (!ids.has(track.id)) {
				letGo(track);
			}
		}

		if (names.length === 0) {
			cancel();
			const {statistics} = live.getState();
			if (statistics.samples.size > 0) {
				live.setState({statistics: {...statistics, samples: nothingMeasured.samples}});
			}

			return;
		}

		for (const {id, name} of names) {
			if (!tracks.has(id)) {
				tracks.set(id, {id, name, reading: undefined, following: undefined, failures: 0, retryAt: 0});
			}
		}

		plan();
	};

	return {
		want(next, connected) {
			if (connected !== engine) {
				for (const track of tracks.values()) {
					letGo(track);
				}

				cancel();
				engine = connected;
				due = 0;
				lag = Infinity;
				isLagging = false;
			}

			wanted = next;
			settle();
		},
		active() {
			keyAt = now();
		},
		stop() {
			isStopped = true;
			settle();
		},
	};
}
