import type {Engine} from '../engine/engine.ts';
import type {Reading} from '../model/statistics.ts';

export type Named = {readonly id: string; readonly name: string};

/** The last reading of a container, undefined when it does not run or could not be read; `at` is when it came. */
export type Noted = {readonly value: Reading | undefined; readonly at: number};

/** Reads containers of one engine, and keeps the last reading of each. What fails is tried again later each time, and tells nothing. */
export type Gauges = {
	/** Knows these from now on and no others: what is read of others ends. */
	keep(names: readonly Named[]): void;
	noted(id: string): Noted | undefined;
	/** The readings that came at `since` or later. */
	readings(since: number): ReadonlyMap<string, Reading | undefined>;
	/** Follows these, and nobody else. */
	follow(names: readonly Named[]): void;
	/** Asks about these, a few at a time; resolves when all is answered, or at once when it ends. */
	ask(names: readonly Named[]): Promise<void>;
	/** True once streams come so late that this link cannot carry them. */
	isLagging(): boolean;
	close(): void;
};

type Gauge = Named & {noted?: Noted; following?: AbortController; failures: number; retryAt: number};

const atOnce = 8;
const firstPause = 4000;
const longestPause = 30_000;
/** A stream whose readings come so many milliseconds later than its first ones did cannot be followed on this link. */
const longestLag = 3000;

/** `onReading` hears of each reading that was not asked for. */
export function createGauges({stats}: Engine, onReading: (id: string) => void, now: () => number): Gauges {
	const gauges = new Map<string, Gauge>();
	const closing = new AbortController();
	let leastLate = Infinity;
	let isLagging = false;

	const note = (gauge: Gauge, value: Reading | undefined) => {
		gauge.noted = {value, at: now()};
		gauge.failures = 0;
	};

	const noteFailure = (gauge: Gauge) => {
		gauge.noted = {value: undefined, at: now()};
		gauge.retryAt = now() + Math.min(longestPause, firstPause * (2 ** gauge.failures));
		gauge.failures++;
	};

	const followOne = async (gauge: Gauge) => {
		const controller = new AbortController();
		const {signal} = controller;
		gauge.following = controller;
		try {
			await stats.follow(gauge.id, value => {
				if (signal.aborted) {
					return;
				}

				note(gauge, value);
				if (value) {
					// The clocks may differ: only what comes later than at first is late.
					const late = now() - value.time;
					leastLate = Math.min(leastLate, late);
					isLagging ||= late - leastLate > longestLag;
				}

				onReading(gauge.id);
			}, signal, gauge.name);
		} catch {
			// That the engine is gone is told by its events; anything else may pass.
		}

		if (!signal.aborted) {
			gauge.following = undefined;
			noteFailure(gauge);
		}
	};

	const unfollow = (gauge: Gauge) => {
		gauge.following?.abort();
		gauge.following = undefined;
	};

	const askOne = async (gauge: Gauge) => {
		try {
			note(gauge, await stats.read(gauge.id, {signal: closing.signal, name: gauge.name}));
		} catch {
			if (!closing.signal.aborted) {
				noteFailure(gauge);
			}
		}
	};

	const due = (names: readonly Named[]): Gauge[] => names.map(({id}) => gauges.get(id)).filter(gauge => gauge !== undefined && gauge.retryAt <= now()) as Gauge[];

	const keep = (names: readonly Named[]) => {
		const ids = new Set(names.map(({id}) => id));
		const gone = [...gauges.values()].filter(({id}) => !ids.has(id));
		for (const gauge of gone) {
			unfollow(gauge);
			gauges.delete(gauge.id);
		}

		for (const {id, name} of names) {
			if (!gauges.has(id)) {
				gauges.set(id, {id, name, failures: 0, retryAt: 0});
			}
		}
	};

	return {
		keep,
		noted: id => gauges.get(id)?.noted,
		readings: since => new Map([...gauges.values()].flatMap(({id, noted}) => noted && noted.at >= since ? [[id, noted.value] as const] : [])),
		follow(names) {
			const ids = new Set(names.map(({id}) => id));
			for (const gauge of gauges.values()) {
				if (!ids.has(gauge.id)) {
					unfollow(gauge);
				}
			}

			for (const gauge of due(names)) {
				if (!gauge.following) {
					void followOne(gauge);
				}
			}
		},
		async ask(names) {
			const waiting = due(names);
			const work = async (): Promise<void> => {
				const gauge = waiting.shift();
				if (gauge && !closing.signal.aborted) {
					// What was let go meanwhile is not worth a question any more.
					if (gauges.get(gauge.id) === gauge) {
						await askOne(gauge);
					}

					return work();
				}
			};

			await Promise.all(Array.from({length: Math.min(atOnce, waiting.length)}, work));
		},
		isLagging: () => isLagging,
		close() {
			closing.abort();
			keep([]);
		},
	};
}
