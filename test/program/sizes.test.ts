import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {type OpenTerminal} from '../support/terminal.ts';
import {openProgram, quietEngine} from './program.ts';
import {cursorName, untilAt, untilConnected} from './screen.ts';

const open = async (t: TestContext, columns: number, rows: number) => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {
		host: engine.address, columns, rows, flags: ['networks'],
	});
	await untilConnected(program);
	await untilAt(program, 'blog_default');
	return program;
};

const count = (lines: readonly string[], start: string): number => lines.filter(line => line.startsWith(start)).length;

/** The picture is whole: every part is on its line, and nothing of another size is left. */
const isWhole = (lines: readonly string[], columns: number, rows: number): boolean =>
	lines.length === rows
	&& lines.every(line => line.length <= columns)
	&& lines[0]?.startsWith(' shipshape  ') === true
	&& /^ 1 /v.test(lines[1] ?? '')
	&& lines[2]?.startsWith(' NAME ▲') === true
	&& / \d+\/9$/v.test(lines.at(-1) ?? '')
	&& count(lines, ' shipshape') === 1
	&& count(lines, ' NAME ▲') === 1;

/** Resolves when the picture is whole in its new size and stays so. */
const untilWhole = async (program: OpenTerminal, columns: number, rows: number) => {
	await program.waitFor(lines => isWhole(lines, columns, rows));
	await program.settle(150);
	await program.waitFor(lines => isWhole(lines, columns, rows), 2000);
};

test('a resize at any time gives the whole picture in the new size', async t => {
	const program = await open(t, 80, 24);
	await untilWhole(program, 80, 24);
	await program.press('j');
	await untilAt(program, 'bridge');
	program.resize(200, 60);
	await program.waitFor(lines => / Containers +Inspect/v.test(lines[2] ?? ''));
	await untilWhole(program, 200, 60);

	program.resize(40, 8);
	await program.waitFor(lines => (lines[0] ?? '').startsWith('shipshape: too small') && lines.slice(1).every(line => line === ''));
	await program.press('j');
	program.resize(80, 24);
	await untilAt(program, 'host');
	await untilWhole(program, 80, 24);
	program.resize(60, 12);
	await untilWhole(program, 60, 12);
});

test('a dialog stays whole when the size changes under it', async t => {
	const program = await open(t, 80, 24);
	await program.press('n');
	await program.waitFor('Name of the new network');
	await program.type('kept');
	await program.waitFor('> kept');
	program.resize(200, 60);
	const wide = await program.waitFor(lines => /^ {60,}│ > kept/v.test(lines.find(line => line.includes('> kept')) ?? ''));
	assert.equal(wide.filter(line => line.includes('Name of the new network')).length, 1);
	program.resize(40, 8);
	await program.waitFor('too small');
	program.resize(60, 12);
	await program.waitFor('> kept');
	await program.press('<esc>');
	await program.waitFor(lines => !lines.join('\n').includes('Name of the new network'));
	await untilWhole(program, 60, 12);
});

test('a storm of sizes ends in a whole picture', async t => {
	const program = await open(t, 80, 24);
	for (let step = 0; step < 50; step++) {
		program.resize(61 + ((step * 37) % 160), 13 + ((step * 11) % 50));
	}

	program.resize(100, 30);
	await untilWhole(program, 100, 30);
	await program.press('G');
	await program.waitFor(lines => lines.at(-1)?.endsWith('9/9') === true);
	await untilWhole(program, 100, 30);
	assert.equal(cursorName(program.screen()), 'shop_default');
});

test('every size shows a whole picture with the endpoint in its header', async t => {
	const program = await open(t, 60, 12);
	for (const [columns, rows] of [[60, 12], [80, 24], [79, 24], [100, 23], [120, 40], [160, 45], [200, 60]] as const) {
		program.resize(columns, rows);
		await untilWhole(program, columns, rows);
		assert.match(program.line(0), /unix:.*engine\.sock/v);
	}
});
