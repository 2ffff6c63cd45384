import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {askEngine} from '../support/engine-request.ts';
import {openProgram, quietEngine, type ProgramOptions} from './program.ts';
import {cursorLine, cursorName, listedNames, untilAt, untilConnected} from './screen.ts';

const open = async (t: TestContext, options: ProgramOptions = {}) => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, ...options});
	await untilConnected(program);
	await untilAt(program, 'batch-import');
	return {engine, program};
};

test('keys move the cursor by rows, pages and to the ends', async t => {
	const {program} = await open(t, {columns: 100, rows: 24});
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	await program.press('k');
	await untilAt(program, 'batch-import');
	await program.press('<down> <down> <up>');
	await untilAt(program, 'blog-db-1');
	await program.press('G');
	await untilAt(program, 'toolbox');
	await program.press('g');
	await untilAt(program, 'batch-import');
	await program.press('<end>');
	await untilAt(program, 'toolbox');
	await program.press('<home>');
	const first = await untilAt(program, 'batch-import');

	const page = listedNames(first).length;
	await program.press('<pgdn>');
	const below = await program.waitFor(lines => cursorName(lines) !== 'batch-import');
	assert.equal(listedNames(below).includes(listedNames(first).at(-1) ?? ''), true);
	assert.ok(page > 5);
	await program.press('<pgup>');
	await untilAt(program, 'batch-import');
	await program.press('<ctrl-d>');
	await program.waitFor(lines => cursorLine(lines) - cursorLine(first) === Math.ceil(page / 2));
	await program.press('<ctrl-u>');
	await untilAt(program, 'batch-import');
});

test('keys that arrive together all count', async t => {
	const {program} = await open(t);
	await program.type('jjjjj');
	await untilAt(program, 'legacy-ftp');
	await program.type('Gkkg');
	await untilAt(program, 'batch-import');
	await program.type('jjjjjkkj');
	await untilAt(program, 'ipv6-echo');
});

test('panes by number and by arrow, each with a cursor of its own', async t => {
	const {program} = await open(t);
	await program.press('j j');
	await untilAt(program, 'blog-wordpress-1');
	const titles = ['REPOSITORY:TAG', 'SUBNET', 'SIZE +USED BY', 'RECLAIMABLE'] as const;
	for (const [index, title] of titles.entries()) {
		await program.press(String(index + 2));
		await program.waitFor(new RegExp(title, 'v'));
	}

	await program.press('1');
	await untilAt(program, 'blog-wordpress-1');
	await program.press('<right>');
	await program.waitFor('REPOSITORY:TAG');
	await program.press('<left>');
	await untilAt(program, 'blog-wordpress-1');
	// Round the corner: left of the first is the last, whichever that is.
	await program.press('<left>');
	await program.waitFor(lines => cursorName(lines) !== 'blog-wordpress-1');
	await program.press('<right>');
	await untilAt(program, 'blog-wordpress-1');
});

test('the detail is walked from the list and with the focus on it', async t => {
	const {program} = await open(t);
	await program.press('] ] ] ]');
	await program.waitFor('PATH=/usr/local/sbin');
	await program.press('[ [ [ [ [');
	await program.waitFor(/batch-import  1-\d+\/\d{2,}/v);
	await program.press('J J J');
	await program.waitFor(/batch-import  4-\d+\/\d+/v);
	await program.press('K');
	await program.waitFor(/batch-import  3-\d+\/\d+/v);
	await program.press('<tab> j');
	await program.waitFor(/batch-import  4-\d+\/\d+/v);
	await program.press('G');
	await program.waitFor(lines => /batch-import +\d+-(?<last>\d+)\/\k<last>/v.test(lines.join('\n')));
	await program.press('g');
	await program.waitFor(/batch-import  1-\d+\/\d+/v);
	await program.press('<tab> j');
	await untilAt(program, 'blog-db-1');
});

test('enter opens, esc and q go one step back each, and q ends in the end', async t => {
	const {program} = await open(t, {columns: 80, rows: 20});
	assert.doesNotMatch(program.screen().join('\n'), /Ports  Env/v);
	await program.press('<enter>');
	await program.waitFor(lines => /^ Exit  Logs/v.test(lines[2] ?? ''));
	await program.press('<esc>');
	await untilAt(program, 'batch-import');

	await program.press('/');
	await program.type('shop');
	await program.press('<enter> <space> <enter>');
	await program.waitFor(lines => /^ (?:Exit  )?Logs/v.test(lines[2] ?? ''));
	await program.press('q');
	await program.waitFor(/1 marked.*\/shop 6\/21/v);
	await program.press('q');
	await program.waitFor(lines => !lines.join('\n').includes('/shop') && lines.join('\n').includes('1 marked'));
	await program.press('q');
	await program.waitFor(lines => !lines.join('\n').includes('marked'));
	await program.press('q');
	assert.deepEqual(await program.exit, {code: 0, signal: undefined});
});

test('+ and _ go from the list alone to the detail alone', async t => {
	const {program} = await open(t);
	const tabs = 'Ports  Env  Mounts';
	await program.press('_');
	await program.waitFor(lines => !lines.join('\n').includes(tabs));
	assert.equal(listedNames(program.screen()).length, 21);
	await program.press('+');
	await program.waitFor(tabs);
	await program.press('+');
	await program.waitFor(lines => (lines[2] ?? '').includes(tabs));
	await program.press('_');
	await untilAt(program, 'batch-import');
});

test('the cursor stays on its object while others come and go around it', async t => {
	const {engine, program} = await open(t, {columns: 100, rows: 24});
	await program.press('j j j');
	const before = await untilAt(program, 'half-removed');
	const {Id: id} = await askEngine(engine.socketPath, 'POST', '/containers/create?name=aaa', {Image: 'alpine:3.20'}) as {readonly Id: string};
	const after = await program.waitFor('1 Containers 22');
	assert.equal(cursorName(after), 'half-removed');
	assert.equal(cursorLine(after), cursorLine(before) + 1);
	await askEngine(engine.socketPath, 'DELETE', `/containers/${id}`);
	const again = await program.waitFor('1 Containers 21');
	assert.equal(cursorName(again), 'half-removed');

	// Its own end gives the cursor to the row that took its place.
	await askEngine(engine.socketPath, 'DELETE', '/containers/half-removed?force=1');
	assert.equal(cursorName(await program.waitFor('1 Containers 20')), 'ipv6-echo');
	await program.press('G');
	await untilAt(program, 'toolbox');
	await askEngine(engine.socketPath, 'DELETE', '/containers/toolbox?force=1');
	assert.equal(cursorName(await program.waitFor('1 Containers 19')), 'stuck-job');
});
