import {startProxy} from '../support/proxy.ts';
import {ours} from './measure-start.ts';
import {processCost} from './process-cost.ts';
import {pause, startProgram} from './program.ts';

/** Views in which nobody does anything: one whose columns tell what containers use, and one of which nothing has to be measured. */
export const idleViews = [
	{title: 'containers, with statistics', pane: 'containers', row: 'batch-import'},
	{title: 'images, without statistics', pane: 'images', row: 'alpine:3.20'},
] as const;

/** Milliseconds after the first row in which lists, logs and first samples come. */
const settling = 5000;

/** What the program costs its terminal, its engine and its machine while it only stands there. Memory in MB, CPU in percent of one processor. */
export const measureIdle = async (address: string, {pane, row}: typeof idleViews[number], seconds: number) => {
	const proxy = await startProxy(address.replace('unix://', ''));
	const program = startProgram([...ours, pane], proxy.address);
	await program.until(row);
	await pause(settling);
	const before = {bytes: program.bytes(), requests: proxy.requests().length, ...processCost(program.pid)};
	await pause(seconds * 1000);
	const after = processCost(program.pid);
	const result = {
		bytes: program.bytes() - before.bytes,
		requests: proxy.requests().length - before.requests,
		open: proxy.connectionCount(),
		cpu: (after.cpuSeconds - before.cpuSeconds) / seconds * 100,
		memory: after.memory,
		peak: after.peak,
	};
	await program.end();
	await proxy.stop();
	return result;
};
