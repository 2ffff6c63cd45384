import assert from 'node:assert/strict';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type TestContext} from 'node:test';
import stringWidth from 'string-width';
import {hostileEngine} from '../support/hostile-engine.ts';
import {controlsOf, foreignControls} from '../support/sequences-of.ts';
import type {OpenTerminal} from '../support/terminal.ts';
import {openProgram, quietEngine, type ProgramOptions} from './program.ts';
import {cursorName, listedNames, untilAt, untilConnected} from './screen.ts';

const open = async (t: TestContext, options: ProgramOptions = {}) => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, ...options});
	await untilConnected(program);
	await untilAt(program, 'batch-import');
	return program;
};

/** Every SGR parameter that was sent. */
const stylesOf = (program: OpenTerminal): ReadonlySet<number> => new Set(controlsOf(program.raw()).flatMap(sequence => sequence.endsWith('m') ? sequence.slice(2, -1).split(';').map(Number) : []));
const hasColours = (program: OpenTerminal): boolean => [...stylesOf(program)].some(style => (style >= 30 && style < 50 && style !== 39 && style !== 49) || style >= 90);

const isAscii = (text: string): boolean => /^[\0-\u{7F}]*$/v.test(text);

/** The picture is there and obeys: a list, a detail, a menu and a dialog. */
const assertWorks = async (program: OpenTerminal) => {
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	await program.press('x');
	await program.waitFor('container blog-db-1');
	await program.press('<esc> d');
	await program.waitFor('remove? y/N');
	await program.press('<esc> k');
	const lines = await untilAt(program, 'batch-import');
	assert.match(lines[0] ?? '', /^ shipshape /v);
	assert.deepEqual(foreignControls(program.raw()), []);
};

for (const [name, env, colours] of [
	['an unknown terminal', {TERM: 'of-the-future', COLORTERM: undefined}, true],
	['no TERM at all', {TERM: undefined, COLORTERM: undefined}, true],
	['screen', {TERM: 'screen', COLORTERM: undefined, STY: '1.pts'}, true],
	['tmux', {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'}, true],
	['an xterm without colours', {TERM: 'xterm-mono', COLORTERM: undefined}, false],
	['a vt100', {TERM: 'vt100', COLORTERM: undefined}, true],
	['the console of Linux', {TERM: 'linux', COLORTERM: undefined}, true],
	['a dumb terminal', {TERM: 'dumb'}, false],
	['NO_COLOR', {NO_COLOR: '1'}, false],
	['NO_COLOR in a terminal that wants them forced', {NO_COLOR: '1', FORCE_COLOR: '3'}, false],
] as const) {
	test(`${name}: the picture is whole, ${colours ? 'in colour' : 'without a colour'}`, async t => {
		const program = await open(t, {env});
		await assertWorks(program);
		assert.equal(hasColours(program), colours, [...stylesOf(program)].join(' '));
		await program.press('q');
		assert.deepEqual(await program.exit, {code: 0, signal: undefined});
	});
}

for (const env of [{LANG: 'C'}, {LANG: 'POSIX', LC_ALL: undefined}, {LANG: 'en_US.ISO-8859-1'}, {LC_ALL: 'C', LANG: 'en_US.UTF-8'}, {LANG: undefined}] as const) {
	test(`${JSON.stringify(env)}: nothing outside of ASCII is sent, whatever things are called`, async t => {
		const program = await open(t, {env});
		await assertWorks(program);
		assert.ok(isAscii(program.raw()));

		const engine = await hostileEngine(t);
		const hostile = openProgram(t, {host: engine.address, env, columns: 160});
		await untilConnected(hostile);
		for (const key of ['j', ']', ']', ']', '2', '3', '4', 'y', '<esc>', '1', '?', '<esc>', ':', '<esc>']) {
			await hostile.press(key);
			await hostile.settle(40);
		}

		assert.ok(isAscii(hostile.raw()), [...hostile.raw()].find(character => !isAscii(character)));
	});
}

test('wide characters in names shift no column', async t => {
	const engine = await hostileEngine(t);
	const program = openProgram(t, {host: engine.address, columns: 120, rows: 60});
	await untilConnected(program);
	await program.press('_');
	const lines = await program.waitFor(shown => shown.some(line => line.includes('日本')));
	const column = (line: string, pattern: RegExp): number => {
		const index = line.search(pattern);
		return index === -1 ? -1 : stringWidth(line.slice(0, index));
	};

	const title = column(lines.find(line => line.includes('STATE')) ?? '', /STATE/v);
	const wide = lines.filter(line => line.includes('日本'));
	assert.ok(wide.length > 0);
	for (const line of wide) {
		assert.equal(column(line, /(?<=\s)(?:running|exited|paused|restarting|dead|created|unknown)/v), title, line);
	}
});

test('from 20×5 to 400×120', async t => {
	const engine = await quietEngine(t);
	const small = openProgram(t, {host: engine.address, columns: 20, rows: 5});
	await small.waitFor('shipshape: too smal');
	for (const [columns, rows] of [[1, 1], [2, 120], [400, 1], [59, 12], [60, 11]] as const) {
		small.resize(columns, rows);
		await small.settle(100);
		assert.doesNotMatch(small.screen().join('\n'), /batch-import/v);
	}

	small.resize(400, 120);
	const lines = await untilAt(small, 'batch-import');
	assert.equal(lines.length, 120);
	assert.equal(listedNames(lines).length, 21);
	assert.match(lines.at(-1) ?? '', /1\/21$/v);
	small.resize(60, 12);
	const little = await small.waitFor(shown => shown.length === 12 && cursorName(shown) === 'batch-import');
	assert.ok(little.every(line => stringWidth(line) <= 60));
	await small.press('q');
	assert.equal((await small.exit).code, 0);
});

test('two hundred sizes in two seconds, with keys among them', async t => {
	const program = await open(t);
	for (let step = 0; step < 200; step++) {
		program.resize(20 + ((step * 37) % 380), 5 + ((step * 11) % 115));
		if (step % 20 === 0) {
			await program.press('j');
		}

		await delay(10);
	}

	program.resize(100, 30);
	const lines = await program.waitFor(shown => shown.length === 30 && /^ shipshape /v.test(shown[0] ?? '') && / 11\/21$/v.test(shown.at(-1) ?? ''));
	await program.settle(150);
	assert.equal(lines.filter(line => line.startsWith(' shipshape')).length, 1);
	assert.ok(lines.every(line => stringWidth(line) <= 100));
	await program.press('g');
	await untilAt(program, 'batch-import');
	await program.press('q');
	assert.equal((await program.exit).code, 0);
});

test('a screen reader reads plain lines: who this is, what there is, the list, the row, what can be done', async t => {
	const program = await open(t, {env: {INK_SCREEN_READER: 'true'}, columns: 120, rows: 60});
	const text = program.screen().join('\n');
	const order = [/shipshape/v, /1 Containers 21/v, /NAME/v, />batch-import/v, /toolbox/v, /Logs +Stats/v, /\? help/v].map(part => text.search(part));
	assert.ok(order.every(place => place >= 0), order.join(' '));
	assert.deepEqual(order, order.toSorted((first, second) => first - second));
	assert.doesNotMatch(text, /[│─┌┐└┘]/v);
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	await program.press('q');
	assert.equal((await program.exit).code, 0);
});
