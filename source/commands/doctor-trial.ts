import type {Engine} from '../engine/engine.ts';
import {fail, ok, warn, type Check} from '../model/check.ts';
import {EngineError} from '../model/engine-error.ts';
import {duration} from '../model/time.ts';
import {tarOfProgram, tinyProgram} from '../model/tiny-program.ts';

const says = 'shipshape was here';
const exitCode = 42;
const limit = 20_000;

/** What was made and has to go, the last first. */
type Remains = Array<{readonly what: string; readonly remove: () => Promise<void>}>;

/**
Proves the whole way: makes an image of a program of its own, without pulling anything, and of it a container; starts it, reads what it
writes and how it ends, and removes both, whatever happened in between.

@yields Each step as it is done.
*/
export async function * trial(engine: Engine, signal: AbortSignal): AsyncGenerator<Check> {
	if (engine.endpoint.demo) {
		yield warn('trial', 'not done: the demo engine plays programs, it runs none');
		return;
	}

	const {architecture} = engine.info;
	const program = tinyProgram(architecture, {says: `${says}\n`, exitCode});
	if (!program) {
		yield warn('trial', `not done: no program can be made for ${architecture} without pulling an image`);
		return;
	}

	const remains: Remains = [];
	try {
		for (const step of steps(engine, program, remains, signal)) {
			yield await timed(step);
		}
	} catch (error) {
		yield fail('trial', failureOf(error));
	}

	// Also after an interruption: what was made here goes.
	for (const {what, remove} of remains.toReversed()) {
		yield await timed([`remove the ${what}`, async () => {
			await remove();
			return 'gone';
		}], false);
	}
}

type Step = readonly [title: string, run: () => Promise<string>];

function * steps(engine: Engine, program: Uint8Array, remains: Remains, signal: AbortSignal): Generator<Step> {
	const options = {signal, timeout: limit};
	let image = '';
	let container = '';
	yield ['make an image', async () => {
		image = await engine.images.import(tarOfProgram('hello', program), options);
		remains.push({what: 'image', async remove() {
			await engine.images.remove(image);
		}});
		return `${program.length} bytes, ${image.replace(/^sha256:/, '').slice(0, 12)}`;
	}];
	yield ['create', async () => {
		container = await engine.containers.create({image, command: ['/hello'], network: 'none', labels: {'shipshape.doctor': 'run'}}, options);
		remains.push({what: 'container', remove: async () => engine.containers.remove(container, {force: true})});
		return container.slice(0, 12);
	}];
	yield ['start', async () => {
		await engine.containers.start(container, options);
		return 'started';
	}];
	yield ['exit code', async () => {
		const code = await engine.containers.wait(container, options);
		return code === exitCode ? String(code) : wrong(`it ended with ${code}, not with ${exitCode}`);
	}];
	yield ['output', async () => {
		const lines: string[] = [];
		await engine.logs(container, {tail: 'all', name: 'of the trial'}, {
			onLines(more) {
				lines.push(...more.map(({text}) => text));
			},
		}, AbortSignal.any([signal, AbortSignal.timeout(limit)]));
		return lines.join('\n') === says ? `“${says}”` : wrong(`it wrote “${lines.join(' ')}”, not “${says}”`);
	}];
}

function wrong(words: string): never {
	throw new RangeError(words);
}

function failureOf(error: unknown): string {
	if (error instanceof EngineError || error instanceof RangeError) {
		return error.message;
	}

	throw error;
}

/** Runs a step. One that fails ends the trial, unless others must be done all the same. */
async function timed([title, run]: Step, isLast = true): Promise<Check> {
	const start = performance.now();
	try {
		const words = await run();
		return ok(title, `${words} (${duration(Math.round(performance.now() - start))})`);
	} catch (error) {
		if (isLast) {
			throw error;
		}

		return fail(title, failureOf(error));
	}
}
