import {readFileSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parseArgs, stripVTControlCharacters} from 'node:util';
import {programFile} from '../program/program.ts';
import {askEngine} from '../support/engine-request.ts';
import {openTerminal, type OpenTerminal} from '../support/terminal.ts';
import type {Census, HeapSize} from './census.ts';
import {startDemoProcess, type DemoProcess} from './demo-process.ts';
import {openDescriptors, processCost} from './process-cost.ts';
import {pause} from './program.ts';
import {complaints, ends, isLongEnough, keptMemory, outsideGrowth, type Rest, type Sample} from './soak-verdict.ts';
import {goHome, visit} from './soak-visits.ts';
import {createBustle, type Bustle} from './soak-world.ts';

/**
Whether the built program holds for long: it runs in a pty of 120×40 on a demo engine in which somebody else changes things all the time and
which is killed and started again now and then, with merged logs and statistics shown and somebody who looks around. Memory, descriptors,
timers, listeners and warnings are watched from outside. Linux only; ends with 1 when something grows, and says what.
*/
const {values} = parseArgs({
	options: {
		minutes: {type: 'string', default: '30'},
		events: {type: 'string', default: '10'},
		restarts: {type: 'string', default: '50'},
	},
});
const [minutes, perSecond, restarts] = [values.minutes, values.events, values.restarts].map(Number) as [number, number, number];
const wholeTime = minutes * 60;
/** Seconds in which memory finds its measure: three minutes or a tenth of the time, in a short trial no more than a third. */
const warmUp = Math.min(Math.max(180, wholeTime / 10), wholeTime / 3);
const sampleEvery = 10;
/** The exit code after ctrl+c. */
const interrupted = 130;
/** Seconds within which the program has to be back after its engine. */
const patience = 15;
/** Milliseconds after which connections that nobody needs are closed and first samples are there. */
const calm = 6000;

const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-soak-'));
const files = {socket: path.join(folder, 'engine.sock'), errors: path.join(folder, 'stderr'), census: path.join(folder, 'census')};
const started = performance.now();
const elapsed = (): number => (performance.now() - started) / 1000;
const troubles: string[] = [];
const samples: Sample[] = [];
const rests: Rest[] = [];
const state = {isOver: false, isResting: false, restarted: 0};

const print = (line: string) => {
	process.stdout.write(`${line}\n`);
};

/** What the program writes to its standard error goes to a file: there is nothing that it should say. */
const open = (): OpenTerminal => openTerminal({
	command: ['sh', '-c', 'exec "$@" 2>"$0"', files.errors, process.execPath, '--trace-warnings', '--disable-warning=ExperimentalWarning', `--import=${path.resolve('test/benchmark/census.ts')}`, programFile],
	env: {DOCKER_HOST: `unix://${files.socket}`, SHIPSHAPE_CENSUS: files.census},
});

const isFresh = ([header = '']: readonly string[]): boolean => !/stale|connecting|trying|No engine/v.test(header);

const takeSample = (pid: number): Sample => {
	const descriptors = openDescriptors(pid);
	const {memory, threads, cpuSeconds} = processCost(pid);
	const heap = JSON.parse(readFileSync(`${files.census}.heap`, 'utf8')) as HeapSize;
	return {time: elapsed(), memory, nursery: heap.nursery, heap: heap.whole, threads, cpuSeconds, descriptors: descriptors.all, sockets: descriptors.sockets};
};

const tableLine = (sample: Sample, pid: number, bustle: Bustle): string => {
	const last = samples.findLast(({time}) => time <= sample.time - 59) ?? samples[0] ?? sample;
	const cpu = sample.time === last.time ? 0 : (sample.cpuSeconds - last.cpuSeconds) / (sample.time - last.time) * 100;
	return `| ${(sample.time / 60).toFixed(1)} | ${sample.memory.toFixed(1)} | ${sample.nursery.toFixed(1)} | ${processCost(pid).peak.toFixed(1)} | ${sample.descriptors} | ${sample.sockets} | ${sample.threads} | ${cpu.toFixed(1)} | ${bustle.count()} | ${state.restarted} |`;
};

const watch = async (pid: number, bustle: Bustle) => {
	print('| minute | memory MB | of it for young objects | peak MB | descriptors | sockets | threads | CPU % | changes | restarts |\n|---|---|---|---|---|---|---|---|---|---|');
	for (let count = 1; !state.isOver; count++) {
		await pause(sampleEvery * 1000);
		if (state.isOver) {
			return;
		}

		const sample = takeSample(pid);
		if (count % (60 / sampleEvery) === 0) {
			print(tableLine(sample, pid, bustle));
		}

		samples.push(sample);
	}
};

/** Kills the engine and starts it again, spread evenly over the time. */
const restartOften = async (program: OpenTerminal, engine: DemoProcess, bustle: Bustle) => {
	for (let count = 1; count <= restarts && !state.isOver; count++) {
		// Not at the very end: what is left open is counted there.
		await pauseUntil(count * (wholeTime - 20) / (restarts + 1));
		while (state.isResting) {
			await pause(500);
		}

		await engine.kill();
		await pause((count % 4) * 700);
		bustle.forget();
		await engine.start();
		state.restarted++;
		const began = elapsed();
		try {
			// The header is hidden in a window that is too small: then there is nothing to wait for.
			await program.waitFor(isFresh, patience * 1000);
		} catch {
			troubles.push(`restart ${count} at ${Math.round(began)} s: not back within ${patience} s`);
		}
	}
};

const pauseUntil = async (time: number) => {
	while (!state.isOver && elapsed() < time) {
		await pause(Math.min(1000, Math.max(1, (time - elapsed()) * 1000)));
	}
};

const takeCensus = async (pid: number): Promise<Census> => {
	await rm(files.census, {force: true});
	process.kill(pid, 'SIGUSR2');
	for (let tries = 0; tries < 100; tries++) {
		try {
			return JSON.parse(await readFile(files.census, 'utf8')) as Census;
		} catch {
			await pause(100);
		}
	}

	throw new Error('The program did not tell what lives in it');
};

/** Everything stands still: what is open now is what has to be. */
const rest = async (program: OpenTerminal, engine: DemoProcess, bustle: Bustle): Promise<Rest> => {
	state.isResting = true;
	await bustle.rest();
	await program.waitFor(isFresh, patience * 1000);
	await goHome(program);
	await pause(calm);
	const real = await askEngine(engine.socketPath, 'GET', '/containers/json?all=1') as readonly unknown[];
	const shown = Number(/1 Containers (?<count>\d+)/v.exec(program.screen().join('\n'))?.groups?.['count']);
	const result = {time: elapsed(), descriptors: openDescriptors(program.pid).all, census: await takeCensus(program.pid), shown, real: real.length};
	bustle.resume();
	state.isResting = false;
	return result;
};

/** Looks around until the time is over, with a rest within the warm-up, because a census collects garbage, and one at the end. */
const lookAround = async (program: OpenTerminal, engine: DemoProcess, bustle: Bustle) => {
	for (let number = 0; elapsed() < wholeTime; number++) {
		if (rests.length === 0 && elapsed() >= warmUp / 2) {
			rests.push(await rest(program, engine, bustle));
		}

		await goHome(program);
		await pause(8000);
		await visit(program, number);
	}

	rests.push(await rest(program, engine, bustle));
	state.isOver = true;
};

const describeCounts = (title: string, before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): string =>
	`${title}: ${[...new Set([...Object.keys(before), ...Object.keys(after)])].map(name => `${name} ${before[name] ?? 0} → ${after[name] ?? 0}`).join(', ')}`;

const report = (pid: number) => {
	const [first, last] = [rests[0]!, rests.at(-1)!];
	const settled = samples.filter(({time}) => time >= warmUp && time < last.time);
	const [all, kept] = [ends(settled.map(sample => sample.memory)), ends(settled.map(sample => keptMemory(sample)))];
	print([
		'',
		`memory: ${all.first.toFixed(1)} → ${all.last.toFixed(1)} MB, without the space for young objects ${kept.first.toFixed(1)} → ${kept.last.toFixed(1)} MB (medians of the first and the last fifth after ${Math.round(warmUp)} s), trend outside of JavaScript's heap ${outsideGrowth(settled).toFixed(1)} MB, peak of all ${processCost(pid).peak.toFixed(1)} MB${isLongEnough(settled) ? '' : '; too short to be judged'}`,
		`heap without garbage, at rest: ${first.census.heap.toFixed(1)} → ${last.census.heap.toFixed(1)} MB`,
		`descriptors at rest: ${first.descriptors} → ${last.descriptors}`,
		describeCounts('handles', first.census.resources, last.census.resources),
		describeCounts('listeners', first.census.listeners, last.census.listeners),
		describeCounts('objects', first.census.objects, last.census.objects),
	].join('\n'));
	troubles.push(...complaints(settled, rests));
};

const engine = await startDemoProcess({socketPath: files.socket});
const program = open();
const bustle = createBustle(engine.socketPath, perSecond);
try {
	await program.waitFor('batch-import', 30_000);
	await Promise.all([
		lookAround(program, engine, bustle),
		watch(program.pid, bustle),
		restartOften(program, engine, bustle),
	]);
	report(program.pid);
	await program.press('<ctrl-c>');
	const {code} = await program.exit;
	if (code !== interrupted) {
		troubles.push(`it ended with ${code}`);
	}
} catch (error) {
	state.isOver = true;
	troubles.push((error as Error).message);
} finally {
	await bustle.rest();
	await program.close();
	await engine.stop();
}

// At its end it shows the cursor again wherever there may be a terminal.
const said = stripVTControlCharacters(await readFile(files.errors, 'utf8')).trim();
await rm(folder, {recursive: true, force: true});
troubles.push(...said === '' ? [] : [`it said on standard error:\n${said}`]);
print(troubles.length === 0 ? `\nIt holds: ${bustle.count()} changes, ${state.restarted} restarts in ${minutes} minutes.` : `\nIt does not hold:\n${troubles.map(trouble => `- ${trouble}`).join('\n')}`);
process.exitCode = troubles.length === 0 ? 0 : 1;
