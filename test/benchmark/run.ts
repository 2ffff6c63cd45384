import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {findProgram} from '../support/availability.ts';
import {startProxy} from '../support/proxy.ts';
import {processCost} from './process-cost.ts';
import {pause, startProgram} from './program.ts';
import {median, percentile} from './statistics.ts';

/**
Measures the built program from outside, in a pty of 120×40, on demo engines with few and many containers. Times are
of this machine at this moment: read the ratios to the docker CLI, which is measured in turn with ours.
*/
const {values} = parseArgs({
	options: {
		sizes: {type: 'string', default: '10,100,500,5000'},
		runs: {type: 'string', default: '7'},
		idle: {type: 'string', default: '20'},
	},
});
const runs = Number(values.runs);
const ours = [process.execPath, 'dist/cli.js'];
const docker = findProgram('docker');
const lazydocker = findProgram('lazydocker');
/** Every demo engine has it, and sorts it first. */
const firstRow = 'batch-import';
const rows: Array<readonly [string, ...string[]]> = [];

const startEngine = async (containers: number) => {
	const child = spawn(process.execPath, ['--import=tsx', 'source/demo/serve.ts', '--quiet', '--containers', String(containers)], {stdio: ['pipe', 'pipe', 'inherit']});
	const [address] = await once(child.stdout, 'data') as [Buffer];
	return {
		address: address.toString().trim(),
		stop() {
			child.stdin.end();
		},
	};
};

const timeToShow = async (command: readonly string[], address: string): Promise<{readonly first: number; readonly shown: number}> => {
	const program = startProgram(command, address);
	const shown = await program.until(firstRow);
	await program.end();
	return {first: await program.first, shown};
};

const timeOfDocker = (address: string): number => {
	const started = performance.now();
	spawnSync(docker!, ['-H', address, 'ps', '-a']);
	return performance.now() - started;
};

const measureKeys = async (address: string) => {
	const program = startProgram(ours, address);
	await program.until(firstRow);
	await pause(1500);
	const times: number[] = [];
	const before = program.bytes();
	for (let count = 0; count < 60; count++) {
		const started = performance.now();
		program.write(count % 40 < 20 ? 'j' : 'k');
		await program.next();
		times.push(performance.now() - started);
		await pause(40);
	}

	const bytes = (program.bytes() - before) / times.length;
	// A held key: thirty a second, as a terminal repeats it; what is still drawn after the last one is lag.
	for (let count = 0; count < 60; count++) {
		program.write('j');
		await pause(33);
	}

	const released = performance.now();
	let last = released;
	const watch = async (): Promise<void> => {
		const drawn = await Promise.race([program.next(), pause(200)]);
		if (drawn !== undefined) {
			last = performance.now();
			await watch();
		}
	};

	await watch();
	await program.end();
	return {median: median(times), slow: percentile(times, 0.95), bytes, lag: last - released};
};

const measureIdle = async (address: string) => {
	const proxy = await startProxy(address.replace('unix://', ''));
	const program = startProgram(ours, proxy.address);
	await program.until(firstRow);
	await pause(5000);
	const before = {bytes: program.bytes(), requests: proxy.requests().length, ...processCost(program.pid)};
	await pause(Number(values.idle) * 1000);
	const after = processCost(program.pid);
	const result = {bytes: program.bytes() - before.bytes, requests: proxy.requests().length - before.requests, cpu: (after.cpuSeconds - before.cpuSeconds) / Number(values.idle) * 100, memory: after.memory};
	await program.end();
	await proxy.stop();
	return result;
};

const milliseconds = (value: number): string => `${value.toFixed(value < 20 ? 1 : 0)} ms`;

for (const text of values.sizes.split(',')) {
	const size = Number(text);
	const engine = await startEngine(size);
	const results = [];
	const floor = [];
	const rival = [];
	for (let run = 0; run < runs; run++) {
		results.push(await timeToShow(ours, engine.address));
		if (docker) {
			floor.push(timeOfDocker(engine.address));
		}

		if (lazydocker) {
			rival.push(await timeToShow([lazydocker], engine.address));
		}
	}

	const keys = await measureKeys(engine.address);
	const idle = await measureIdle(engine.address);
	rows.push([
		String(size),
		milliseconds(median(results.map(({first}) => first))),
		milliseconds(median(results.map(({shown}) => shown))),
		docker ? milliseconds(median(floor)) : '-',
		lazydocker ? milliseconds(median(rival.map(({shown}) => shown))) : '-',
		`${milliseconds(keys.median)} / ${milliseconds(keys.slow)}`,
		keys.bytes.toFixed(0),
		milliseconds(keys.lag),
		`${idle.bytes} B, ${idle.requests} requests, ${idle.cpu.toFixed(2)} %`,
		`${idle.memory.toFixed(0)} MB`,
	]);
	engine.stop();
}

const titles = ['containers', 'first bytes', 'first container', 'docker ps -a', 'lazydocker', 'key: median / p95', 'bytes a key', 'held key lag', `idle ${values.idle} s`, 'memory'];
process.stdout.write(`| ${titles.join(' | ')} |\n|${titles.map(() => '---').join('|')}|\n${rows.map(row => `| ${row.join(' | ')} |`).join('\n')}\n`);
