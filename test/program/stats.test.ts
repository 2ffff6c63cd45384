import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {setTimeout as delay} from 'node:timers/promises';
import {skipReason} from '../support/availability.ts';
import {makeContainer, realEngine} from './engine.ts';
import {openProgram, openProxy} from './program.ts';
import {listedNames, untilAt, untilConnected} from './screen.ts';

const options = {skip: skipReason()};
const samples = /^GET \S*\/stats\b/v;

/** The cell under CPU in the row of a container, as a number. */
const cpuOf = (lines: readonly string[], name: string): number | undefined => {
	const titles = lines.find(line => /^ NAME /v.test(line)) ?? '';
	const end = titles.indexOf('CPU') + 'CPU'.length;
	const row = lines.find(line => line.slice(1).startsWith(`${name} `)) ?? '';
	const value = /(?<number>[\d.]+) %$/v.exec(row.slice(0, end))?.groups?.['number'];
	return titles.includes('CPU') && value !== undefined ? Number(value) : undefined;
};

const open = async (t: TestContext, size: {readonly columns?: number; readonly rows?: number; readonly flags?: readonly string[]} = {}) => {
	const dockerd = await realEngine();
	const proxy = await openProxy(t, dockerd.socketPath);
	const program = openProgram(t, {host: proxy.address, columns: 140, rows: 40, ...size});
	return {dockerd, proxy, program};
};

const busyLoop = ['sh', '-c', 'while true; do :; done'];

/** Long enough for a sample to be taken: that nothing happens cannot be waited for. The ages of young containers are drawn meanwhile. */
const aWhile = async (): Promise<void> => delay(4500);

test('running containers tell what they use; the others have nothing there, and the sum is told once it is complete', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'busy', {command: busyLoop});
	await makeContainer(t, dockerd, 'idle');
	await makeContainer(t, dockerd, 'never', {started: false});
	const {program, proxy} = await open(t);
	await untilConnected(program);
	const lines = await program.waitFor(screen => (cpuOf(screen, 'busy') ?? 0) > 3 && cpuOf(screen, 'idle') !== undefined);
	assert.match(lines[2] ?? '', /^ NAME ▲ +IMAGE +STATE +CPU +MEM +PORTS +AGE/v);
	assert.ok(cpuOf(lines, 'idle')! < 3, String(cpuOf(lines, 'idle')));
	assert.equal(cpuOf(lines, 'never'), undefined);
	assert.match(lines.find(line => line.slice(1).startsWith('idle')) ?? '', /\d+ KiB/v);
	await program.waitFor(([header = '']) => /2 running \(\d+\.\d % CPU, [\d.]+ [KM]iB\)/v.test(header));
	assert.equal(proxy.count(samples), 2, 'one stream each, where a single answer takes a second');
});

test('in another pane and without the columns nothing is measured', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'one');
	const {program, proxy} = await open(t);
	await untilConnected(program);
	await program.waitFor(lines => cpuOf(lines, 'one') !== undefined);
	const measuring = proxy.connectionCount();
	await program.press('3');
	await program.waitFor('SUBNET');
	await aWhile();
	const requests = proxy.requests().length;
	await aWhile();
	assert.equal(proxy.requests().length, requests);
	assert.ok(proxy.connectionCount() < measuring, 'the stream was not ended');

	await program.press('1');
	await program.waitFor(lines => cpuOf(lines, 'one') !== undefined);
	await program.press('C');
	await program.waitFor('columns of containers');
	await program.press('j j j <space> j <space> <esc>');
	await program.waitFor(/^ NAME ▲ +IMAGE +STATE +PORTS/mv);
	await aWhile();
	const before = proxy.count(samples);
	await aWhile();
	assert.equal(proxy.count(samples), before);
});

test('an order by use: the busiest first, steady while keys are pressed', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'calm');
	await makeContainer(t, dockerd, 'wild', {command: busyLoop});
	const {program} = await open(t);
	await untilConnected(program);
	await program.waitFor(lines => (cpuOf(lines, 'wild') ?? 0) > 3);
	assert.deepEqual(listedNames(program.screen()).filter(name => ['calm', 'wild'].includes(name)), ['calm', 'wild']);
	await program.press('o');
	await program.waitFor('sort containers by');
	await program.press('/');
	await program.type('cpu');
	await program.press('<enter>');
	await program.waitFor(lines => listedNames(lines)[0] === 'wild' && lines.some(line => line.includes('CPU ▼')), 15_000);
	assert.equal(program.screen().find(line => line.startsWith('>'))?.slice(1, 5), 'calm', 'the cursor went with its row');
});

test('the tab Stats draws what is used, in ASCII too, and says how it was when the container ended', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'drawn', {command: busyLoop});
	const {program} = await open(t, {flags: ['--ascii']});
	await untilConnected(program);
	await untilAt(program, 'drawn');
	await program.press(']');
	const lines = await program.waitFor(screen => /CPU +\d+\.\d % of one processor[\s\S]*memory +[\d.]+ KiB +no limit[\s\S]*peak \d+\.\d % in \d+ s, 1 process[\s\S]*disk +read/v.test(screen.join('\n')));
	await program.waitFor(/##+ 0/v);
	assert.match(lines.join('\n'), /^\p{ASCII}*$/v);
	await dockerd.docker(['kill', id]);
	await program.waitFor('It is not running any more: this is how it was.');
});

test('a container that ended says first why, with its last words', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'failed', {command: ['sh', '-c', 'echo looking; sleep 0.2; echo "no such table" >&2; exit 3']});
	await makeContainer(t, dockerd, 'missing', {started: false});
	const {program} = await open(t);
	await untilConnected(program);
	await untilAt(program, 'failed');
	const lines = await program.waitFor('no such table');
	assert.match(lines.join('\n'), / Exit {2}Logs {2}Stats[\s\S]*exit 3: failed\n ended +just now {2}\d[\s\S]* ran [\s\S]*restart +no[\s\S]*its last 2 lines\n {3}looking\n ! no such table/v);
	await program.press('j');
	await program.waitFor('It was never started.');
});
