import {PerformanceObserver} from 'node:perf_hooks';
import v8 from 'node:v8';

/** Bytes of the space for young objects from which on it grows no more: smaller makes keys slower, larger nothing faster. */
const youngEnough = 8 * 1024 * 1024;
/** By how much of what is alive the heap may grow before it is cleared. V8 would let it become several times as large. */
const growthPercent = 30;

/**
Keeps the heap small: V8 takes memory for programs that live on throughput, up to 128 MB for young objects alone, of which this one, that
mostly waits, never has more than a few. There is no way to say so but its flags, and only two of them work once it runs: see
`--heap-growing-percent` and `--semi-space-growth-factor` of `node --v8-options`.
*/
export function keepHeapSmall(): void {
	v8.setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
	let factor = 0;
	const observer = new PerformanceObserver(() => {
		const young = v8.getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
		// V8 takes some of it back now and then: up to the limit it may grow again.
		const wanted = young && young.space_size >= youngEnough ? 1 : 2;
		if (wanted !== factor) {
			factor = wanted;
			v8.setFlagsFromString(`--semi-space-growth-factor=${factor}`);
		}
	});
	observer.observe({entryTypes: ['gc']});
}
