/** What one container has used up so far, as its engine counts it. A counter starts anew when the container does. */
export type Reading = {
	/** When the engine took it: epoch milliseconds of its clock. */
	readonly time: number;
	/** Nanoseconds of processor time that the container used. */
	readonly used: number;
	/** Nanoseconds of processor time that passed meanwhile on `processors` of them, of whatever beginning. */
	readonly passed: number;
	readonly processors: number;
	/** Bytes, without what the file cache would give back at once. */
	readonly memory: number;
	/** Bytes; all that the engine's machine has when there is no limit, 0 when that is not told. */
	readonly memoryLimit: number;
	/** Whether the limit is the container's own. */
	readonly isLimited: boolean;
	/** Bytes over all interfaces; absent for a container without a network of its own. */
	readonly network?: {readonly received: number; readonly sent: number};
	/** Bytes that went from and to disks. */
	readonly blocks: {readonly read: number; readonly written: number};
	/** Processes and threads; absent when the engine does not count them. */
	readonly processes?: number;
};

/** Bytes a second in both directions. */
export type Rates = {readonly in: number; readonly out: number};

/** A reading with what only two readings tell. */
export type Sample = Reading & {
	/** Percent of one processor: 200 is two of them. Absent in the first sample of a run. */
	readonly cpu?: number;
	readonly networkRates?: Rates;
	readonly blockRates?: Rates;
};

/**
Percent of one processor, as `docker stats` has it: the container's share of the time that passed, times the processors.
Undefined when a counter did not move forward: one of the two is of another run.
Source: calculateCPUPercentUnix in docker/cli, cli/command/container/stats_helpers.go.
*/
function cpuPercent(before: Reading, after: Reading): number | undefined {
	const used = after.used - before.used;
	const passed = after.passed - before.passed;
	return used < 0 || passed <= 0 ? undefined : used / passed * after.processors * 100;
}

function rates(seconds: number, before: Rates, after: Rates): Rates | undefined {
	return after.in < before.in || after.out < before.out ? undefined : {in: (after.in - before.in) / seconds, out: (after.out - before.out) / seconds};
}

/** What a reading tells together with the one before it. */
export function sampleOf(after: Reading, before?: Reading): Sample {
	const seconds = before ? (after.time - before.time) / 1000 : 0;
	if (!before || seconds <= 0) {
		return after;
	}

	const cpu = cpuPercent(before, after);
	const networkRates = before.network && after.network && rates(seconds, {in: before.network.received, out: before.network.sent}, {in: after.network.received, out: after.network.sent});
	const blockRates = rates(seconds, {in: before.blocks.read, out: before.blocks.written}, {in: after.blocks.read, out: after.blocks.written});
	return {...after, ...(cpu !== undefined && {cpu}), ...(networkRates && {networkRates}), ...(blockRates && {blockRates})};
}

/** Percent of the memory there is for the container, as `docker stats` has it; 0 when the limit is not known. */
export function memoryPercent({memory, memoryLimit}: Pick<Reading, 'memory' | 'memoryLimit'>): number {
	return memoryLimit > 0 ? memory / memoryLimit * 100 : 0;
}

/** What containers use together; undefined unless each of them is measured. */
export function totalOf(samples: ReadonlyArray<Sample | undefined>): {readonly cpu: number; readonly memory: number} | undefined {
	let [cpu, memory] = [0, 0];
	for (const sample of samples) {
		if (sample?.cpu === undefined) {
			return undefined;
		}

		cpu += sample.cpu;
		memory += sample.memory;
	}

	return samples.length === 0 ? undefined : {cpu, memory};
}

/** A percentage in at most six columns: `0.4 %`, `99.5 %`, `1600 %`. */
export function percent(value: number): string {
	return `${value < 999.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}
