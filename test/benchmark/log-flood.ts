import process from 'node:process';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createLive} from '../../source/store/live.ts';
import {createLogs} from '../../source/store/logs.ts';
import {programFile} from '../program/program.ts';
import {unixEndpoint} from '../engine/fake-engine.ts';
import {startDockerd} from '../support/dockerd.ts';
import {askEngine} from '../support/engine-request.ts';
import {busyboxImage} from '../support/images.ts';
import {processCost} from './process-cost.ts';
import {pause, startProgram} from './program.ts';
import {median, percentile} from './statistics.ts';

/**
What it costs to follow a container that writes as fast as it can, on a real engine: lines taken in by the store (in this process), then the
built program from outside. Needs root, dockerd and `npm run build`. The engine writes, reads and sends the same lines on the same machine.
*/
const seconds = 10;
const dockerd = await startDockerd();

/** Lines and CPU seconds a second of the store alone. */
const measureStore = async (engine: Engine) => {
	const live = createLive();
	let lines = 0;
	const counting: Engine = {...engine, logs: async (id, request, handlers, signal) => engine.logs(id, request, {
		...handlers,
		async onLines(more) {
			lines += more.length;
			await handlers.onLines(more);
		},
	}, signal)};
	const logs = createLogs({live, engine: () => counting});
	const items = await engine.containers.list();
	live.setState({connection: {status: 'connected'}, containers: {items, loaded: true}});
	logs.watch(items.map(({id}) => id));
	await pause(1000);
	const before = {lines, cpu: process.cpuUsage(), time: performance.now()};
	await pause(seconds * 1000);
	const used = process.cpuUsage(before.cpu);
	const elapsed = (performance.now() - before.time) / 1000;
	const result = {linesPerSecond: (lines - before.lines) / elapsed, cores: (used.user + used.system) / 1e6 / elapsed, held: logs.held().length};
	logs.reset();
	return result;
};

/** The program from outside. */
const measureProgram = async () => {
	const program = startProgram([process.execPath, programFile], dockerd.address);
	await program.until('flood');
	program.write('l');
	await program.until('follow');
	await pause(3000);
	const before = {...processCost(program.pid), bytes: program.bytes()};
	await pause(seconds * 1000);
	const after = {...processCost(program.pid), bytes: program.bytes()};
	const times: number[] = [];
	for (let count = 0; count < 20; count++) {
		const started = performance.now();
		const shown = program.until('help: containers');
		program.write('?');
		await shown;
		times.push(performance.now() - started);
		program.write('q');
		await pause(300);
	}

	await program.end();
	return {
		cores: (after.cpuSeconds - before.cpuSeconds) / seconds, memory: after.memory, bytesPerSecond: (after.bytes - before.bytes) / seconds, key: median(times), slowest: percentile(times, 0.95),
	};
};

try {
	await busyboxImage(dockerd);
	const {Id: id} = await askEngine(dockerd.socketPath, 'POST', '/containers/create?name=flood', {
		Image: 'busybox:latest', Cmd: ['yes', 'a line of ordinary length, eighty columns wide, as programs write them all day.'], HostConfig: {NetworkMode: 'none', LogConfig: {Type: 'json-file', Config: {'max-size': '50m', 'max-file': '2'}}},
	}) as {readonly Id: string};
	await askEngine(dockerd.socketPath, 'POST', `/containers/${id}/start`);
	const engine = await connect(unixEndpoint(dockerd.socketPath));
	const store = await measureStore(engine);
	engine.close();
	const program = await measureProgram();
	process.stdout.write([
		`store    ${Math.round(store.linesPerSecond).toLocaleString('en')} lines/s taken in, ${store.cores.toFixed(2)} cores, ${store.held.toLocaleString('en')} lines held`,
		`program  ${program.cores.toFixed(2)} cores, ${Math.round(program.memory)} MB, ${Math.round(program.bytesPerSecond / 1000)} kB/s written, key to screen ${Math.round(program.key)} ms (95 %: ${Math.round(program.slowest)} ms)`,
		'',
	].join('\n'));
} finally {
	await dockerd.stop();
}
