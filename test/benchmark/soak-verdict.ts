import type {Census} from './census.ts';
import {median} from './statistics.ts';

/** One look at a process from outside. */
export type Sample = {
	/** Seconds since the beginning. */
	readonly time: number;
	/** MB that it holds. */
	readonly memory: number;
	/** MB of it that are V8's space for young objects, which grows in leaps up to a bound of its own and holds nothing for long. */
	readonly nursery: number;
	/** MB of it that are V8's, with that space and with garbage. */
	readonly heap: number;
	readonly descriptors: number;
	readonly sockets: number;
	readonly threads: number;
	readonly cpuSeconds: number;
};

/** A look at it in a moment of rest, always at the same place of the program. */
export type Rest = {
	readonly time: number;
	readonly descriptors: number;
	readonly census: Census;
	/** How many containers the program counts, and how many there are. */
	readonly shown: number;
	readonly real: number;
};

/** MB by which memory may differ, and grow over the whole time. */
const memoryTolerance = 10;
/** Seconds after the warm-up for which memory has to be watched. */
const shortest = 300;
/** MB by which JavaScript's own heap may grow from the first rest to the last. */
const heapTolerance = 5;
/** Connections that wait to be used again come and go. */
const descriptorTolerance = 4;
const objectTolerance = 25;
/** What there is thousands of: the heap tells whether it grows. */
const plentiful: ReadonlySet<string> = new Set(['Map', 'Promise', 'Buffer']);

const withoutPlentiful = (counts: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(counts).filter(([name]) => !plentiful.has(name)));

/** The slope of the straight line nearest to all points (least squares), times the time between the first and the last. */
export const growth = (points: ReadonlyArray<readonly [number, number]>): number => {
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [middleX, middleY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
	const spread = points.reduce((sum, [x]) => sum + ((x - middleX) ** 2), 0);
	const slope = points.reduce((sum, [x, y]) => sum + ((x - middleX) * (y - middleY)), 0) / spread;
	return spread === 0 ? 0 : slope * (points.at(-1)![0] - points[0]![0]);
};

/** The medians of the first and of the last fifth. */
export const ends = (values: readonly number[]): {readonly first: number; readonly last: number} => {
	const fifth = Math.max(1, Math.ceil(values.length / 5));
	return {first: median(values.slice(0, fifth)), last: median(values.slice(-fifth))};
};

/** The most of the first and of the last fifth: whenever the engine is down there are few. */
const mostDescriptors = (samples: readonly Sample[]): {readonly first: number; readonly last: number} => {
	const counts = samples.map(({descriptors}) => descriptors);
	const fifth = Math.max(1, Math.ceil(counts.length / 5));
	return {first: Math.max(...counts.slice(0, fifth)), last: Math.max(...counts.slice(-fifth))};
};

/** What there is more of at the end, by more than a tenth and than `tolerance`. */
const grown = (what: string, before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>, tolerance: number): readonly string[] => Object.entries(after)
	.filter(([name, count]) => count > (before[name] ?? 0) + Math.max(tolerance, (before[name] ?? 0) / 10))
	.map(([name, count]) => `${what}: ${before[name] ?? 0} ${name} became ${count}`);

/** The memory that tells whether something is kept: all but the space for young objects. */
export const keptMemory = ({memory, nursery}: Sample): number => memory - nursery;

/** MB by which memory outside of V8's heap grows over the time, by its trend; what grows within is told by the heap without garbage. */
export const outsideGrowth = (samples: readonly Sample[]): number => growth(samples.map(({time, memory, heap}) => [time, memory - heap]));

/** What does not hold of memory. */
const memoryComplaints = (samples: readonly Sample[]): readonly string[] => {
	const memory = ends(samples.map(sample => keptMemory(sample)));
	const outside = outsideGrowth(samples);
	return [
		...Math.abs(memory.last - memory.first) > memoryTolerance ? [`memory went from ${memory.first.toFixed(1)} to ${memory.last.toFixed(1)} MB`] : [],
		...outside > memoryTolerance ? [`memory outside of JavaScript's heap grows by ${outside.toFixed(1)} MB over the whole time`] : [],
	];
};

/** Whether there was time enough after the warm-up to judge memory: V8 takes minutes to find its measure. */
export const isLongEnough = (samples: readonly Sample[]): boolean => samples.length > 0 && samples.at(-1)!.time - samples[0]!.time >= shortest;

/** What does not hold of samples after the warm-up, and of the moments of rest; nothing when all is well. */
export const complaints = (samples: readonly Sample[], rests: readonly Rest[]): readonly string[] => {
	const descriptors = mostDescriptors(samples);
	const [first, last] = [rests[0]!, rests.at(-1)!];
	return [
		...isLongEnough(samples) ? memoryComplaints(samples) : [],
		...last.census.heap > first.census.heap + heapTolerance ? [`the heap without garbage went from ${first.census.heap.toFixed(1)} to ${last.census.heap.toFixed(1)} MB`] : [],
		...Math.abs(last.descriptors - first.descriptors) > descriptorTolerance ? [`at rest ${first.descriptors} descriptors became ${last.descriptors}`] : [],
		...descriptors.last > descriptors.first + (2 * descriptorTolerance) ? [`in between at most ${descriptors.first} descriptors became ${descriptors.last}`] : [],
		...grown('handles', first.census.resources, last.census.resources, descriptorTolerance),
		...grown('listeners', first.census.listeners, last.census.listeners, 0),
		...grown('objects', withoutPlentiful(first.census.objects), withoutPlentiful(last.census.objects), objectTolerance),
		...rests.filter(({shown, real}) => shown !== real).map(({time, shown, real}) => `after ${Math.round(time)} s ${shown} containers were counted, and there were ${real}`),
	];
};
