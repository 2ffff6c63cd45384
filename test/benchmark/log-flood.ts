import process from 'node:process';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createLive} from '../../source/store/live.ts';
import {createLogs} from '../../source/store/logs.ts';
import {unixEndpoint} from '../engine/fake-engine.ts';
import {followFlood, withFloodingDockerd} from './dockerd-flood.ts';
import {pause} from './program.ts';

/**
What it costs to follow a container that writes as fast as it can, on a real engine: lines taken in by the store (in this process), then the
built program from outside. Needs root, dockerd and `npm run build`. The engine writes, reads and sends the same lines on the same machine.
*/
const seconds = 10;

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

await withFloodingDockerd(async dockerd => {
	const engine = await connect(unixEndpoint(dockerd.socketPath));
	const store = await measureStore(engine);
	engine.close();
	const program = await followFlood(dockerd, seconds);
	process.stdout.write([
		`store    ${Math.round(store.linesPerSecond).toLocaleString('en')} lines/s taken in, ${store.cores.toFixed(2)} cores, ${store.held.toLocaleString('en')} lines held`,
		`program  ${program.cores.toFixed(2)} cores, ${Math.round(program.after)} MB (at most ${Math.round(program.peak)} MB), ${Math.round(program.bytesPerSecond / 1000)} kB/s written, key to screen ${Math.round(program.key)} ms (95 %: ${Math.round(program.slowKey)} ms)`,
		'',
	].join('\n'));
});
