import type {Engine} from '../engine/engine.ts';
import {createGauges, type Gauges, type Named} from './gauges.ts';
import type {LiveStore} from './live.ts';
import {nothingMeasured, withReadings} from './statistics.ts';

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
/** How soon the first numbers of a container are told once they are there. */
const soon = 250;
/** Rows change places so often at the most, and not within `keyRest` of a key. */
const rankEvery = 4000;
const keyRest = 1000;
/** Milliseconds for which a sample without a successor counts as the present one: in the window, and out of it. */
const presentFor = {seen: 10_000, others: 120_000} as const;

/**
Makes a sampler that tells the live picture's `statistics`. Where an engine answers at once it is asked every two seconds, else it is
followed; never are more containers asked about in two seconds than there are rows in the window, and none while nobody looks (`isAway`).
*/
export function createSampler(live: LiveStore, {isAway = () => false, now = Date.now}: {readonly isAway?: () => boolean; readonly now?: () => number} = {}): Sampler {
	let wanted: Wanted = {seen: [], others: []};
	let engine: Engine | undefined;
	/** Absent while nothing is wanted. */
	let gauges: Gauges | undefined;
	let isLagging = false;
	let timer: NodeJS.Timeout | undefined;
	let soonTimer: NodeJS.Timeout | undefined;
	/** When the next round may begin, and what was told last came from. */
	let due = 0;
	let told = 0;
	let turn = 0;
	let isAsking = false;
	let othersDue = 0;
	let isAskingOthers = false;
	let rankedAt = -Infinity;
	let keyAt = -Infinity;

	const isPresent = (id: string): boolean => {
		const noted = gauges?.noted(id);
		const isSeen = wanted.seen.some(named => named.id === id);
		return noted !== undefined && now() - noted.at < (isSeen ? presentFor.seen : presentFor.others);
	};

	const hasCpu = (id: string): boolean => live.getState().statistics.samples.get(id)?.cpu !== undefined;

	/** Tells the readings since the last time, all of them at once. */
	const publish = (isTold: (id: string) => boolean = () => true) => {
		const readings = new Map([...gauges?.readings(told) ?? []].filter(([id]) => isTold(id)));
		live.setState(state => {
			const statistics = withReadings(state.statistics, readings, isPresent);
			if (statistics === state.statistics) {
				return state;
			}

			if (now() - keyAt < keyRest || now() - rankedAt < rankEvery) {
				return {statistics};
			}

			rankedAt = now();
			return {statistics: {...statistics, ranking: statistics.samples}};
		});
	};

	const onReading = (id: string) => {
		if (!hasCpu(id)) {
			soonTimer ??= setTimeout(() => {
				soonTimer = undefined;
				publish(other => !hasCpu(other));
			}, soon);
		}
	};

	/** An engine that answers slowly is left alone for longer. */
	const restedAt = (began: number): number => began + Math.max(sampleEvery, Math.min(longestRest, (now() - began) * (1 + restFactor)));

	/** Those of the rows out of the window whose turn it is: the ones measured longest ago, no more than there are rows in the window. */
	const nextOthers = (from: Gauges): readonly Named[] => {
		const at = ({id}: Named) => from.noted(id)?.at ?? 0;
		return wanted.others.toSorted((first, second) => at(first) - at(second)).slice(0, Math.max(1, wanted.seen.length));
	};

	/** Follows those in the window; beside it others are asked, as fast as the engine answers. */
	const followRound = (from: Gauges) => {
		from.follow(wanted.seen);
		due = now() + sampleEvery;
		publish();
		told = now();
		if (wanted.others.length > 0 && !isAskingOthers && now() >= othersDue) {
			void askOthers(from);
		}
	};

	const askOthers = async (from: Gauges) => {
		const began = now();
		isAskingOthers = true;
		await from.ask(nextOthers(from));
		isAskingOthers = false;
		othersDue = restedAt(began);
	};

	/** Asks about those in the window, or in every second round about others in their place. */
	const askRound = async (from: Gauges) => {
		const began = now();
		isAsking = true;
		turn++;
		from.follow([]);
		await from.ask(wanted.others.length > 0 && turn % 2 === 0 ? nextOthers(from) : wanted.seen);
		isAsking = false;
		due = restedAt(began);
		if (from === gauges) {
			publish();
			told = now();
		}

		plan();
	};

	const runRound = () => {
		timer = undefined;
		if (!engine || !gauges) {
			return;
		}

		isLagging ||= gauges.isLagging();
		if (isAway()) {
			gauges.follow([]);
			due = now() + sampleEvery;
		} else if (engine.stats.isPrompt || isLagging) {
			void askRound(gauges);
		} else {
			followRound(gauges);
		}

		plan();
	};

	const plan = () => {
		if (gauges && !isAsking) {
			timer ??= setTimeout(runRound, Math.max(0, due - now()));
		}
	};

	/** Lets go of everything; numbers that nobody keeps true are taken away. */
	const release = () => {
		clearTimeout(timer);
		clearTimeout(soonTimer);
		timer = undefined;
		soonTimer = undefined;
		gauges?.close();
		gauges = undefined;
		const {statistics} = live.getState();
		if (statistics.samples.size > 0) {
			live.setState({statistics: {...statistics, samples: nothingMeasured.samples}});
		}
	};

	return {
		want(next, connected) {
			if (connected !== engine) {
				release();
				engine = connected;
				due = 0;
				isLagging = false;
			}

			wanted = next;
			const names = [...wanted.seen, ...wanted.others];
			if (engine && names.length > 0) {
				gauges ??= createGauges(engine, onReading, now);
				gauges.keep(names);
				plan();
			} else {
				release();
			}
		},
		active() {
			keyAt = now();
		},
		stop() {
			release();
			engine = undefined;
		},
	};
}
