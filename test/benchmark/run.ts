import process from 'node:process';
import {parseArgs} from 'node:util';
import {engineAvailability} from '../support/availability.ts';
import {startDemoProcess} from './demo-process.ts';
import {measureDockerdFlood} from './dockerd-flood.ts';
import {measureDemoFlood, type Flood} from './measure-flood.ts';
import {idleViews, measureIdle} from './measure-idle.ts';
import {measureKeys} from './measure-keys.ts';
import {measureShown} from './measure-shown.ts';
import {measureStart} from './measure-start.ts';
import {bytes, milliseconds, table} from './table.ts';

/**
Measures the built program from outside, in a pty of 120×40, on demo engines with few and many containers. Times are
of this machine at this moment: read the ratios to the docker CLI, which is measured in turn with ours. `--only` takes
some of start, keys, idle, shown and flood.
*/
const {values} = parseArgs({
	options: {
		sizes: {type: 'string', default: '10,100,500,5000'},
		runs: {type: 'string', default: '7'},
		idle: {type: 'string', default: '20'},
		only: {type: 'string', default: 'start,keys,idle,shown,flood'},
	},
});
const sizes = values.sizes.split(',').map(Number);
const runs = Number(values.runs);
const idle = Number(values.idle);
const topics: ReadonlySet<string> = new Set(values.only.split(','));
/** How many containers somebody else creates, one after the other. */
const creations = 15;
const floodSeconds = 10;

type Row = readonly string[];

/** One row for each size, on an engine of its own. */
const ofSizes = async (measure: (address: string) => Promise<readonly Row[]>): Promise<readonly Row[]> => {
	const rows: Row[] = [];
	for (const size of sizes) {
		const engine = await startDemoProcess({containers: size, quiet: true});
		try {
			rows.push(...(await measure(engine.address)).map(row => [String(size), ...row]));
		} finally {
			await engine.stop();
		}
	}

	return rows;
};

const print = (title: string, columns: readonly string[], rows: readonly Row[]) => {
	process.stdout.write(table(title, columns, rows));
};

const orNone = (value: number | undefined): string => value === undefined ? '-' : milliseconds(value);

const floodRow = (what: string, {lines, cores, before, after, peak, bytesPerSecond, key, slowKey}: Flood & {readonly lines: number}): Row => [
	what, lines > 0 ? Math.round(lines).toLocaleString('en') : 'as many as it takes', `${(cores * 100).toFixed(0)} %`, `${before.toFixed(0)} → ${after.toFixed(0)} MB, peak ${peak.toFixed(0)} MB`, `${bytes(bytesPerSecond)}/s`, `${milliseconds(key)} / ${milliseconds(slowKey)}`,
];

const floods = async (): Promise<readonly Row[]> => {
	const availability = engineAvailability();
	return [
		floodRow('demo engine, 2,000 lines/s', await measureDemoFlood(2000, floodSeconds)),
		floodRow('demo engine, full speed', await measureDemoFlood(Infinity, floodSeconds)),
		availability.available ? floodRow('dockerd, full speed', {...await measureDockerdFlood(floodSeconds), lines: 0}) : ['dockerd, full speed', `not measured: ${availability.reason}`, '-', '-', '-', '-'],
	];
};

if (topics.has('start')) {
	print(`Start (medians of ${runs})`, ['containers', 'first bytes', 'first container', 'docker ps -a', 'lazydocker'], await ofSizes(async address => {
		const {first, shown, docker, lazydocker} = await measureStart(address, runs);
		return [[milliseconds(first), milliseconds(shown), orNone(docker), orNone(lazydocker)]];
	}));
}

if (topics.has('keys')) {
	print('Keys', ['containers', 'key to screen: median / p95', 'bytes a key', 'drawn on after a held key'], await ofSizes(async address => {
		const keys = await measureKeys(address);
		return [[`${milliseconds(keys.median)} / ${milliseconds(keys.slow)}`, keys.bytes.toFixed(0), milliseconds(keys.lag)]];
	}));
}

if (topics.has('shown')) {
	print(`Created by another client (${creations} times)`, ['containers', 'answer of the engine to name on the screen: median / p95'], await ofSizes(async address => {
		const {median, slow} = await measureShown(address, creations);
		return [[`${milliseconds(median)} / ${milliseconds(slow)}`]];
	}));
}

if (topics.has('idle')) {
	print(`Nobody does anything for ${idle} s`, ['containers', 'view', 'bytes written', 'requests', 'open connections', 'CPU', 'memory, and its peak'], await ofSizes(async address => {
		const rows: Row[] = [];
		for (const view of idleViews) {
			const cost = await measureIdle(address, view, idle);
			rows.push([view.title, bytes(cost.bytes), String(cost.requests), String(cost.open), `${cost.cpu.toFixed(2)} %`, `${cost.memory.toFixed(0)} MB, ${cost.peak.toFixed(0)} MB`]);
		}

		return rows;
	}));
}

if (topics.has('flood')) {
	print(`A log that floods, for ${floodSeconds} s`, ['from', 'lines written a second', 'CPU', 'memory', 'to the terminal', 'key to screen: median / p95'], await floods());
}
