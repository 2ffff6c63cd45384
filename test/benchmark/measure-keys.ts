import {firstRow, ours} from './measure-start.ts';
import {pause, startProgram, type Program} from './program.ts';
import {median, percentile} from './statistics.ts';

/** Milliseconds after which nothing more is drawn for a key. */
const silence = 200;
const presses = 60;
/** Milliseconds between the repetitions of a held key, as terminals do it. */
const repetition = 33;

/** Milliseconds from the last of many fast keys to the last thing drawn. */
const measureLag = async (program: Program): Promise<number> => {
	for (let count = 0; count < presses; count++) {
		program.write('j');
		await pause(repetition);
	}

	const released = performance.now();
	let last = released;
	while (await Promise.race([program.next(), pause(silence)]) !== undefined) {
		last = performance.now();
	}

	return last - released;
};

/** Milliseconds from a key to what it draws, bytes written for one, and how long a held key is drawn on after it was let go. */
export const measureKeys = async (address: string) => {
	const program = startProgram(ours, address);
	await program.until(firstRow);
	await pause(1500);
	const times: number[] = [];
	const before = program.bytes();
	for (let count = 0; count < presses; count++) {
		const started = performance.now();
		program.write(count % 40 < 20 ? 'j' : 'k');
		await program.next();
		times.push(performance.now() - started);
		await pause(40);
	}

	const bytes = (program.bytes() - before) / times.length;
	const lag = await measureLag(program);
	await program.end();
	return {median: median(times), slow: percentile(times, 0.95), bytes, lag};
};
