import {Buffer} from 'node:buffer';
import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {openProgram, quietEngine, type ProgramOptions} from './program.ts';
import {cursorName, footer, listedNames, untilAt, untilConnected, untilFooter} from './screen.ts';

const open = async (t: TestContext, options: ProgramOptions = {}) => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, rows: 60, ...options});
	await untilConnected(program);
	await untilAt(program, 'batch-import');
	return program;
};

const shop = ['shop-api-1', 'shop-cache-1', 'shop-db-1', 'shop-mailer-1', 'shop-web-1', 'shop-worker-1'];

test('a filter is applied as it is typed, told in the footer, and cleared by esc', async t => {
	const program = await open(t);
	await program.press('/');
	await program.type('shop-');
	await program.waitFor(lines => listedNames(lines).join(' ') === shop.join(' '));
	assert.match(footer(program.screen()), /filter \/shop- .*\/shop- 6\/21/v);
	await program.press('<down> <down> <enter>');
	await untilAt(program, 'shop-db-1');
	await program.press('<esc>');
	const all = await program.waitFor(lines => listedNames(lines).length === 21);
	assert.equal(cursorName(all), 'shop-db-1');

	await program.press('/');
	await program.type('nothing has this');
	await program.waitFor('nothing here matches /nothing has this');
	await program.press('<esc>');
	await program.waitFor(lines => listedNames(lines).length === 21);
});

test('a filter excludes, and asks for one field', async t => {
	const program = await open(t);
	const filterFor = async (text: string) => {
		await program.press('/ <ctrl-u>');
		await program.type(text);
		await program.press('<enter>');
		const lines = await program.waitFor(shown => footer(shown).includes(`/${text} `));
		return listedNames(lines);
	};

	assert.deepEqual(await filterFor('shop- !db !web'), shop.filter(name => !/db|web/v.test(name)));
	assert.deepEqual(await filterFor('state=paused'), ['nightly-backup']);
	assert.deepEqual(await filterFor('state=unhealthy'), ['shop-mailer-1']);
	assert.deepEqual(await filterFor('label=com.docker.compose.project=monitoring'), ['monitoring-grafana-1', 'monitoring-node-exporter-1', 'monitoring-prometheus-1']);
	assert.deepEqual(await filterFor('image=postgres'), ['shop-db-1']);
});

test('sorting, reversing, hiding what does not run, and choosing columns', async t => {
	const program = await open(t, {columns: 300});
	await program.press('O');
	await program.waitFor(lines => (lines[2] ?? '').includes('NAME ▼') && listedNames(lines)[0] === 'toolbox');
	assert.equal(cursorName(program.screen()), 'batch-import');
	await program.press('O o');
	await program.waitFor(/sort containers by[\s\S]*> name +now, upwards/v);
	await program.press('/');
	await program.type('state');
	await program.press('<enter>');
	const byState = await program.waitFor(lines => (lines[2] ?? '').includes('STATE ▲'));
	assert.notEqual(listedNames(byState)[0], 'batch-import');

	await program.press('A');
	await untilFooter(program, /stopped containers are hidden/v);
	const running = await program.waitFor(/7 stopped hidden|8 stopped hidden/v);
	assert.ok(!listedNames(running).includes('batch-import'));
	await program.press('A');
	await program.waitFor(lines => listedNames(lines).length === 21);

	await program.press('C');
	await program.waitFor(/columns of containers[\s\S]*\[x\] image/v);
	await program.press('/');
	await program.type('project');
	await program.waitFor(/> \[ \] project/v);
	await program.press('<enter>');
	await program.waitFor('[x] project');
	await program.press('<esc> <esc>');
	await program.waitFor(lines => /^ NAME.*PROJECT/v.test(lines[2] ?? ''));
});

test('marks: one, a range, all that is shown, and none', async t => {
	const program = await open(t);
	await program.press('<space>');
	const one = await untilAt(program, 'blog-db-1');
	assert.match(one.join('\n'), /\n●batch-import /v);
	await program.press('j j v');
	await program.waitFor('4 marked');
	await program.press('/');
	await program.type('shop-');
	await program.press('<enter>');
	await untilFooter(program, /4 marked, 4 of them not shown/v);
	await program.press('*');
	await untilFooter(program, /10 marked, 4 of them not shown/v);
	await program.press('*');
	await untilFooter(program, /4 marked, 4 of them not shown/v);
	await program.press('<esc>');
	await program.waitFor(lines => listedNames(lines).length === 21);
	await program.press('*');
	await program.waitFor('21 marked');
	await program.press('<esc>');
	await program.waitFor(lines => !footer(lines).includes('marked'));
	await program.press('v');
	await untilFooter(program, /no mark to start from/v);
});

test('the menu lists what can be done, says why not, filters, and takes keys', async t => {
	const program = await open(t);
	await program.press('x');
	const menu = await program.waitFor('container batch-import');
	assert.match(menu.join('\n'), /S +start/v);
	assert.match(menu.join('\n'), /s +stop +it is not running/v);
	await program.press('/');
	await program.type('rena');
	await program.waitFor(/> R +rename/v);
	await program.press('<enter>');
	await program.waitFor('New name');
	await program.press('<esc> x');
	await program.waitFor('container batch-import');
	await program.press('d');
	await program.waitFor('remove? y/N');
});

test('the palette finds everything by a few letters', async t => {
	const program = await open(t);
	await program.press(':');
	await program.type('shnet');
	await program.waitFor('> show networks');
	await program.press('<enter>');
	await program.waitFor('SUBNET');
	await program.press(':');
	await program.type('showhealth');
	await program.press('<esc> 1');
	await untilAt(program, 'batch-import');
	await program.press(':');
	await program.type('remove batch');
	await program.press('<enter>');
	await program.waitFor(/remove batch-import[\s\S]*remove\? y\/N/v);
});

test('help tells every key of this place, and can be searched', async t => {
	const program = await open(t, {rows: 40});
	await program.press('?');
	const help = await program.waitFor('help: containers');
	assert.match(help.join('\n'), /ctrl\+k +kill/v);
	await program.press('G');
	await program.waitFor(/label=KEY/v);
	await program.press('g /');
	await program.type('reverse');
	await program.press('<enter>');
	await program.waitFor(/O +reverse the order[\s\S]*1 matches/v);
	await program.press('?');
	await program.waitFor(lines => !lines.join('\n').includes('help: containers'));
});

test('copying goes through the terminal, also from within tmux', async t => {
	const name = Buffer.from('batch-import').toString('base64');
	const program = await open(t);
	await program.press('y');
	await program.waitFor(/copy from batch-import[\s\S]*> name +batch-import/v);
	await program.press('<enter>');
	await untilFooter(program, /copied batch-import/v);
	assert.equal(program.clipboard(), 'batch-import');
	assert.ok(program.raw().includes(`\u{1B}]52;c;${name}`));

	const inTmux = await open(t, {env: {TMUX: '/tmp/tmux-0/default,1,0', TERM: 'tmux-256color'}});
	await inTmux.press('y');
	await inTmux.waitFor('copy from batch-import');
	await inTmux.press('<enter>');
	await untilFooter(inTmux, /copied batch-import/v);
	assert.ok(inTmux.raw().includes(`\u{1B}Ptmux;\u{1B}\u{1B}]52;c;${name}`), 'passed through tmux');
});

test('u jumps to what is used, - comes back with the filter', async t => {
	const program = await open(t);
	await program.press('/');
	await program.type('shop-db');
	await program.press('<enter>');
	await untilAt(program, 'shop-db-1');
	await program.press('u');
	await program.waitFor(/around shop-db-1[\s\S]*image postgres:16[\s\S]*volume shop_pgdata/v);
	await program.press('/');
	await program.type('pgdata');
	await program.press('<enter>');
	await untilAt(program, 'shop_pgdata');
	await program.press('u');
	await program.waitFor(lines => cursorName(lines) === 'shop-db-1' || lines.join('\n').includes('around shop_pgdata'));
	await program.press('<esc> - -');
	const back = await program.waitFor(lines => cursorName(lines) === 'shop-db-1' && footer(lines).includes('/shop-db 1/21'));
	assert.deepEqual(listedNames(back), ['shop-db-1']);
	await program.press('- -');
	await untilFooter(program, /nothing was jumped from/v);
});

test('@ lists the engines, says which one this is, and goes to another', async t => {
	const program = await open(t, {columns: 160});
	await program.press('@');
	await program.waitFor(/engines and contexts[\s\S]*> .*unix:[\s\S]*demo engine +simulated data/v);
	await program.press('G <enter>');
	const demo = await program.waitFor(/shipshape  DEMO /v);
	assert.doesNotMatch(demo[0] ?? '', /unix:/v);
	await program.waitFor(/1 Containers \d+/v);
	await program.press('@');
	await program.waitFor('engines and contexts');
	await program.press('g <enter>');
	await program.waitFor(lines => (lines[0] ?? '').includes('unix:///tmp/'));
	await untilAt(program, 'batch-import');
});
