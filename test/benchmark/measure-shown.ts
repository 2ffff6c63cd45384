import {askEngine} from '../support/engine-request.ts';
import {firstRow, ours} from './measure-start.ts';
import {pause, startProgram} from './program.ts';
import {median, percentile} from './statistics.ts';

/** Milliseconds from one change to the next: each is alone. */
const between = 700;

/** Milliseconds from the engine's answer to somebody who created a container until its name is written; none when it was there before the answer. */
export const measureShown = async (address: string, runs: number) => {
	const socketPath = address.replace('unix://', '');
	const program = startProgram(ours, address);
	await program.until(firstRow);
	await pause(3000);
	const times: number[] = [];
	for (let count = 0; count < runs; count++) {
		// Sorted first, and unlike what stood in its row, of which only the difference is written.
		const name = `a${String(count).padStart(2, '0')}-made-by-another`;
		const shown = (async () => {
			await program.until(name);
			return performance.now();
		})();
		await askEngine(socketPath, 'POST', `/containers/create?name=${name}`, {Image: 'alpine:3.20'});
		const answered = performance.now();
		times.push(Math.max(0, await shown - answered));
		await pause(between);
		await askEngine(socketPath, 'DELETE', `/containers/${name}?force=1`);
		await pause(between);
	}

	await program.end();
	return {median: median(times), slow: percentile(times, 0.95)};
};
