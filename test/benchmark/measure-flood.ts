import {askEngine} from '../support/engine-request.ts';
import {startDemoProcess} from './demo-process.ts';
import {ours} from './measure-start.ts';
import {processCost} from './process-cost.ts';
import {pause, startProgram} from './program.ts';
import {median, percentile} from './statistics.ts';

/** What following a log costs. Memory in MB, times in milliseconds, `cores` in processors. */
export type Flood = {
	readonly cores: number;
	readonly before: number;
	readonly after: number;
	readonly peak: number;
	readonly bytesPerSecond: number;
	readonly key: number;
	readonly slowKey: number;
};

const keys = 20;
/** Milliseconds for which a log flows before it is looked at, and after which it was taken in. */
const settling = 3000;
const line = 'a line of ordinary length, eighty columns wide, as programs write them all day.';

/** Follows the log of the container of this name while `write` has it written; that gives what ends it. */
export const measureFlood = async (address: string, container: string, seconds: number, write: () => Promise<() => Promise<void>>): Promise<Flood> => {
	const program = startProgram(ours, address);
	const found = program.until(container);
	await program.first;
	await pause(1000);
	program.write('/');
	await pause(200);
	program.write(container);
	await found;
	program.write('\r');
	await pause(500);
	program.write('l');
	await pause(settling);
	const before = processCost(program.pid).memory;
	const stop = await write();
	await pause(settling);
	const start = {...processCost(program.pid), bytes: program.bytes()};
	await pause(seconds * 1000);
	const end = {...processCost(program.pid), bytes: program.bytes()};
	const times: number[] = [];
	for (let count = 0; count < keys; count++) {
		const started = performance.now();
		const shown = program.until('help: containers');
		program.write('?');
		await shown;
		times.push(performance.now() - started);
		program.write('q');
		await pause(300);
	}

	await stop();
	await pause(settling);
	const {memory, peak} = processCost(program.pid);
	await program.end();
	return {
		cores: (end.cpuSeconds - start.cpuSeconds) / seconds, before, after: memory, peak, bytesPerSecond: (end.bytes - start.bytes) / seconds, key: median(times), slowKey: percentile(times, 0.95),
	};
};

/** Each unlike the others: else a screen full of them would never change. */
const numberedLines = (from: number, count: number): readonly string[] => Array.from({length: count}, (_unused, number) => `${from + number} ${line}`);

/** Has a container of a demo engine write so many lines a second, or as many as the engine takes; gives what ends it and says how many there were a second. */
const writeLines = (socketPath: string, container: string, perSecond: number) => {
	const batch = perSecond === Infinity ? 500 : perSecond / 20;
	const began = performance.now();
	let written = 0;
	let isOver = false;
	const isDue = () => written < (performance.now() - began) / 1000 * perSecond;
	const writing = (async () => {
		for (;;) {
			if (isOver) {
				return;
			}

			if (isDue()) {
				await askEngine(socketPath, 'POST', `/demo/logs?id=${container}`, {lines: numberedLines(written, batch)});
				written += batch;
			} else {
				await pause(10);
			}
		}
	})();
	return async (): Promise<number> => {
		isOver = true;
		await writing;
		return written / ((performance.now() - began) / 1000);
	};
};

/** The cost of a flood from a demo engine, and how many lines a second it was; of what the program does not read in time the engine lets some go. */
export const measureDemoFlood = async (perSecond: number, seconds: number): Promise<Flood & {readonly lines: number}> => {
	const engine = await startDemoProcess({quiet: true});
	let lines = 0;
	try {
		const flood = await measureFlood(engine.address, 'shop-db-1', seconds, async () => {
			const stop = writeLines(engine.socketPath, 'shop-db-1', perSecond);
			return async () => {
				lines = await stop();
			};
		});
		return {...flood, lines};
	} finally {
		await engine.stop();
	}
};
