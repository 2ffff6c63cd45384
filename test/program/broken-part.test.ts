import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {runInShell} from '../support/run-in-shell.ts';
import {untouchedModes} from '../support/terminal-modes.ts';
import {openProgram, quietEngine, terminalOptions} from './program.ts';
import {cursorName, footer, untilAt, untilConnected} from './screen.ts';

/**
Loaded before the program: while SIGUSR2 has switched it on, nobody can look at these words alone with a regular expression, which all that is drawn
is measured by. The product knows nothing of it.
*/
const breaking = (words: string): readonly string[] => {
	const script = `
		let isBroken = false;
		process.on('SIGUSR2', () => { isBroken = !isBroken; });
		const {test} = RegExp.prototype;
		RegExp.prototype.test = function (text) {
			if (isBroken && String(text).trim() === ${JSON.stringify(words)}) {
				throw new Error('no eyes for this');
			}

			return test.call(this, text);
		};
	`;
	return ['--import', `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`];
};

const broken = 'this part could not be drawn: no eyes for this';

for (const [part, words] of [['the header', 'shipshape'], ['the line of tabs', 'Volumes'], ['the list', 'STATE'], ['the detail', 'Inspect'], ['the footer', 'help']] as const) {
	test(`${part} breaks in the built program: the rest goes on, and it comes back`, async t => {
		const engine = await quietEngine(t);
		const program = openProgram(t, {host: engine.address, nodeFlags: breaking(words)});
		await untilConnected(program);
		const whole = await untilAt(program, 'batch-import');
		program.kill('SIGUSR2');
		await program.press('j');
		const lines = await program.waitFor(broken);
		assert.equal(lines.filter(line => line.includes('could not be drawn')).length, 1);
		if (part !== 'the list') {
			assert.equal(cursorName(lines), 'blog-db-1');
		}

		program.kill('SIGUSR2');
		await program.press('k');
		await program.waitFor(shown => cursorName(shown) === 'batch-import' && !shown.join('').includes('could not be drawn'));
		assert.equal(whole.length, lines.length);
		await program.press('q');
		assert.equal((await program.exit).code, 0);
	});
}

test('a dialog that cannot be drawn is closed by esc, and is written down once, in places of the source', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-log-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'log');
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, flags: ['--log-file', file], nodeFlags: breaking('remove?')});
	await untilConnected(program);
	await untilAt(program, 'batch-import');
	program.kill('SIGUSR2');
	await program.press('d');
	await program.waitFor(broken);
	await program.press('x');
	await program.press('x');
	await program.press('<esc>');
	await program.waitFor(lines => !lines.join('').includes('could not be drawn') && footer(lines).includes('help'));
	await program.press('q');
	assert.equal((await program.exit).code, 0);
	const text = await readFile(file, 'utf8');
	assert.equal(text.match(/what lies over the panes \(confirm\) could not be drawn: Error: no eyes for this/gv)?.length, 1, text);
	assert.match(text, /error     at .*source\/components\/\S+\.tsx?:\d+/v);
});

test('an error outside of all parts ends the program, terminal whole, and says where there is more', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-log-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'log');
	// The order of the rows is none of the parts.
	const script = 'process.on("SIGUSR2", () => { Array.prototype.toSorted = Array.prototype.sort = () => { throw new Error("no order any more"); }; });';
	const nodeFlags = ['--import', `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`];
	for (const [flags, words] of [[['--log-file', file], `The log file ${file} has what happened before.`], [[], 'With --log-file FILE it writes down what happens before.']] as const) {
		const engine = await quietEngine(t);
		const terminal = await runInShell(terminalOptions({host: engine.address, flags, nodeFlags}));
		t.after(terminal.close);
		await untilConnected(terminal);
		terminal.signal('SIGUSR2');
		await terminal.press('2');
		const outcome = await terminal.outcome;
		assert.equal(outcome.code, 1);
		assert.equal(outcome.after, outcome.before);
		assert.deepEqual(terminal.modes(), untouchedModes);
		const told = terminal.screen().join('').replaceAll(/\s+/gv, ' ');
		assert.match(told, /shipshape ended by an error of its own: ?Error: no order any more/v);
		assert.ok(told.replaceAll(' ', '').includes(words.replaceAll(' ', '')), told);
	}

	const text = await readFile(file, 'utf8');
	assert.match(text, /error ended by an error of its own: Error: no order any more\n\S+ error     at [\s\S]*source\/app\/app\.tsx:\d+/v);
	assert.match(text, /end, exit code 1\n$/v);
});
