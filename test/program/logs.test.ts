import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {skipReason} from '../support/availability.ts';
import {type OpenTerminal} from '../support/terminal.ts';
import {makeContainer, realEngine} from './engine.ts';
import {openProgram, quietEngine} from './program.ts';
import {untilConnected, untilFooter} from './screen.ts';

const options = {skip: skipReason()};

/** Says `line 1` to `line 40` (every tenth to its errors, with pauses: an engine keeps no order of the two), then what is written to its file `more`. */
const speaker = ['sh', '-c', 'for i in $(seq 1 40); do if [ $((i % 10)) = 0 ]; then sleep 0.1; echo "ERROR line $i" >&2; sleep 0.1; else echo "line $i"; fi; done; touch /tmp/more; exec tail -f /tmp/more'] as const;

const bar = (lines: readonly string[]): string => lines.find(line => line.includes(' Logs  ')) ?? '';

async function openLog(context: TestContext, name: string, command: readonly string[]): Promise<{readonly program: OpenTerminal; readonly say: (text: string) => Promise<unknown>; readonly address: string}> {
	const dockerd = await realEngine();
	await makeContainer(context, dockerd, name, {command});
	const program = openProgram(context, {host: dockerd.address});
	await untilConnected(program);
	await program.press('/');
	await program.type(name);
	await program.press('<enter> l');
	await program.waitFor(lines => bar(lines).includes(`${name}  follow`));
	return {program, address: dockerd.address, say: async text => dockerd.docker(['exec', name, 'sh', '-c', `echo "${text}" >> /tmp/more`])};
}

test('a log is followed, stands still when it is scrolled, counts what is new and goes on', options, async t => {
	const {program, say} = await openLog(t, 'speaker', speaker);
	await program.waitFor('!ERROR line 40');
	await say('hello');
	await program.waitFor('  hello');
	await program.press('k k k');
	await program.waitFor(lines => bar(lines).includes('not following') && !lines.includes('  hello'));
	await say('one more');
	await say('and another');
	await program.waitFor(lines => bar(lines).includes('↓ 2 new'));
	assert.equal(program.screen().some(line => line.includes('one more')), false);
	await program.press('G');
	await program.waitFor(lines => bar(lines).includes('follow') && lines.includes('  and another'));
	await program.press('g');
	await program.press('k');
	await program.waitFor('the log begins here');
	assert.ok(program.screen().includes('  line 1'));
});

test('search, filter, errors only, level, times, a mark and clearing', options, async t => {
	const {program} = await openLog(t, 'finder', speaker);
	await program.waitFor('!ERROR line 40');
	await program.press('/');
	await program.type('line [12]?3$');
	await program.press('<enter>');
	await program.waitFor(lines => bar(lines).includes('/line [12]?3$ 3/3') && lines.some(line => /^> line 23$/v.test(line)));
	await program.press('n');
	await program.waitFor(lines => bar(lines).includes(' 1/3'));
	await program.press('<esc> &');
	await program.type('!line .*[1-9]$');
	await program.press('<enter>');
	await program.waitFor(lines => bar(lines).includes('&!line .*[1-9]$') && lines.filter(line => /line \d+$/v.test(line)).length === 4);
	await program.press('<esc> e');
	await program.waitFor(lines => bar(lines).includes('stderr only') && lines.filter(line => /^ !ERROR line \d+$/v.test(line)).length === 4);
	await program.press('e L L L');
	await program.waitFor(lines => bar(lines).includes('≥ error') && lines.some(line => line.startsWith(' !ERROR line 40')));
	await program.press('L G t');
	await program.waitFor(/ \d+ s ERROR line 40/v);
	await program.press('t');
	await program.waitFor(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} ERROR line 40/v);
	await program.press('t m');
	await program.waitFor(/─── \d\d:\d\d:\d\d ─/v);
	await program.press('c');
	await program.waitFor(lines => lines.every(line => !line.includes('line 40')));
});

test('a log is saved to a file and copied', options, async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-log-'));
	t.after(async () => rm(folder, {recursive: true}));
	const {program} = await openLog(t, 'saver', speaker);
	await program.waitFor('!ERROR line 40');
	await program.press('y <enter>');
	await untilFooter(program, /copied ERROR line 40/v);
	assert.equal(program.clipboard(), 'ERROR line 40');
	const save = async (keys: string, file: string) => {
		await program.press(`<ctrl-s> ${keys} <enter>`);
		await program.waitFor(/> saver-\d{8}-\d{6}\.log/v);
		await program.press('<ctrl-u>');
		await program.type(file);
		await program.press('<enter>');
	};

	await save('', path.join(folder, 'held.log'));
	await untilFooter(program, /40 lines saved to/v);
	assert.match(await readFile(path.join(folder, 'held.log'), 'utf8'), /^line 1\nline 2\n[\s\S]*ERROR line 40\n$/v);
	await save('j', path.join(folder, 'whole.log'));
	await untilFooter(program, /40 lines saved to .*whole/v);
	assert.equal(await readFile(path.join(folder, 'whole.log'), 'utf8'), await readFile(path.join(folder, 'held.log'), 'utf8'));
	await save('', path.join(folder, 'held.log'));
	await untilFooter(program, /is there already/v);
});

test('the logs of marked containers are one, each line led by its container', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'merge-one', {command: ['sh', '-c', 'echo first; sleep 4; echo third; sleep 1000']});
	await makeContainer(t, dockerd, 'merge-two', {command: ['sh', '-c', 'sleep 0.3; echo second; sleep 1000']});
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('merge-');
	await program.press('<enter>');
	await program.waitFor(/2\/2|1\/2/v);
	await program.press('* l');
	await program.waitFor(lines => /merge-one \+ merge-two {2}follow/v.test(bar(lines)));
	await program.waitFor(/merge-one first[\s\S]*merge-two second[\s\S]*merge-one third/v);
});

test('an empty log is explained', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'empty-new', {started: false});
	await makeContainer(t, dockerd, 'empty-quiet');
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('empty-');
	await program.press('<enter> l');
	await program.waitFor('empty-new was never started: there is no log yet.');
	await program.press('<esc> j');
	await program.waitFor('empty-quiet has written nothing yet');
	await program.press('l 2');
	await program.waitFor('empty-quiet wrote nothing in the last minute. 0 shows the last 1,000 lines');
});

test('keys stay quick and memory stays bounded while a container writes as fast as it can', options, async t => {
	const {program} = await openLog(t, 'flood', ['yes', 'a line of quite ordinary length, as programs write them all day long']);
	await program.waitFor('a line of quite ordinary length');
	const times: number[] = [];
	for (let turn = 0; turn < 5; turn++) {
		const started = performance.now();
		await program.press('?');
		await program.waitFor('help: containers');
		times.push(performance.now() - started);
		await program.press('<esc>');
		await program.waitFor(lines => lines.every(line => !line.includes('help: containers')));
	}

	const median = times.toSorted((first, second) => first - second)[2]!;
	assert.ok(median < 1000, `a key took ${Math.round(median)} ms`);
	const status = await readFile(`/proc/${program.pid}/status`, 'utf8');
	const resident = Number(/VmRSS:\s+(?<kilobytes>\d+)/v.exec(status)?.groups?.['kilobytes']) / 1024;
	assert.ok(resident < 400, `${Math.round(resident)} MB`);
});

test('the demo shows logs at once', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('prometheus');
	await program.press('<enter> l');
	await program.waitFor(lines => bar(lines).includes('monitoring-prometheus-1  follow'));
	await program.waitFor(lines => lines.filter(line => /^ [ !]\S/v.test(line)).length > 5);
	assert.match(bar(program.screen()), /follow/v);
});
