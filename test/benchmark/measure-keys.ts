import {firstRow, ours} from './measure-start.ts';
import {pause, startProgram, type Program} from './program.ts';
import {median, percentile} from './statistics.ts';

/** Milliseconds after which the cursor moves no more. */
const silence = 200;
const presses = 60;
/** Repetitions of a held key: fewer than the shortest list has rows. */
const held = 25;
/** Milliseconds between the repetitions of a held key, as terminals do it. */
const repetition = 33;

/** Milliseconds from the last of many fast keys until the cursor is where it belongs; what is told of its row follows. */
const measureLag = async (program: Program): Promise<number> => {
	program.write('g');
	for (let count = 0; count < held; count++) {
		program.write('j');
		await pause(repetition);
	}

	const released = program.elapsed();
	await pause(silence);
	return Math.max(0, program.cursorDrawn() - released);
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
	// The least of three: what changes by itself draws the row under the cursor too.
	const lag = Math.min(await measureLag(program), await measureLag(program), await measureLag(program));
	await program.end();
	return {median: median(times), slow: percentile(times, 0.95), bytes, lag};
};
