import {sampleOf, type Reading, type Sample} from '../model/statistics.ts';

/** What containers use, as far as somebody looks at it. By id. */
export type Statistics = {
	/** The last sample of each container that is measured. */
	readonly samples: ReadonlyMap<string, Sample>;
	/** The samples of the last minutes, oldest first. */
	readonly history: ReadonlyMap<string, readonly Sample[]>;
	/** What an order by use goes by: samples of the moment at which rows were last allowed to change places. */
	readonly ranking: ReadonlyMap<string, Sample>;
};

export const nothingMeasured: Statistics = {samples: new Map(), history: new Map(), ranking: new Map()};

/** Ten minutes at a sample every two seconds. */
const mostSamples = 300;
/** Containers whose history is kept; those measured last. */
const mostHistories = 100;
/** With a longer gap than this before it, a sample would tell the average of long ago. */
const longestGap = 90_000;

/** Adds readings, undefined for a container that does not run; of the other samples those stay that are still present ones. The same object when nothing is new. */
export function withReadings(before: Statistics, readings: ReadonlyMap<string, Reading | undefined>, isPresent: (id: string) => boolean): Statistics {
	const samples = new Map([...before.samples].filter(([id]) => readings.has(id) ? readings.get(id) !== undefined : isPresent(id)));
	const history = new Map(before.history);
	for (const [id, reading] of readings) {
		if (!reading) {
			continue;
		}

		const known = history.get(id) ?? [];
		const last = known.at(-1);
		if (last?.time === reading.time) {
			continue;
		}

		const sample = sampleOf(reading, last && reading.time - last.time < longestGap ? last : undefined);
		samples.set(id, sample);
		// Put at the end: the first ones are those that were measured longest ago.
		history.delete(id);
		history.set(id, [...known.slice(1 - mostSamples), sample]);
	}

	const isSame = samples.size === before.samples.size && [...samples].every(([id, sample]) => before.samples.get(id) === sample);
	return isSame ? before : {...before, samples, history: new Map([...history].slice(-mostHistories))};
}
