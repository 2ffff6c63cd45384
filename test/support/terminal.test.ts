import test from 'node:test';
import assert from 'node:assert/strict';
import process from 'node:process';
import {openTerminal} from './terminal.ts';
import {runInShell} from './run-in-shell.ts';
import {untouchedModes} from './terminal-modes.ts';

/** A raw-mode program that shows what it reads, chunk by chunk. */
const echoKeys = [process.execPath, '-e', String.raw`
	process.stdin.setRawMode(true);
	process.stdout.write('\u001B[?1049h\u001B[?25lready ' + process.stdout.columns + 'x' + process.stdout.rows + '\r\n');
	process.stdout.on('resize', () => process.stdout.write('resized ' + process.stdout.columns + 'x' + process.stdout.rows + '\r\n'));
	process.stdin.on('data', data => {
		process.stdout.write(JSON.stringify(String(data)) + '\r\n');
		if (String(data) === 'q') {
			process.stdout.write('\u001B[?25h\u001B[?1049l');
			process.stdin.setRawMode(false);
			process.exit(7);
		}
	});
`] as const;

test('a program in a real terminal: keys, resize, modes, exit code', async t => {
	const terminal = openTerminal({command: echoKeys, columns: 60, rows: 10});
	t.after(terminal.close);
	await terminal.waitFor('ready 60x10');
	assert.equal(terminal.modes().alternateScreen, true);
	assert.equal(terminal.modes().cursorHidden, true);
	await terminal.press('jj<enter>');
	await terminal.waitFor(String.raw`"jj\r"`);
	await terminal.press('<esc> j');
	await terminal.waitFor(/"\\u001b"\n"j"/v);
	terminal.resize(50, 8);
	await terminal.waitFor('resized 50x8');
	assert.equal(terminal.screen().length, 8);
	await terminal.type('q');
	assert.deepEqual(await terminal.exit, {code: 7, signal: undefined});
	assert.deepEqual(terminal.modes(), untouchedModes);
	assert.ok(terminal.bytes() > 0);
	assert.match(terminal.raw(), /ready/v);
});

test('the environment is bare unless asked otherwise', async t => {
	const terminal = openTerminal({columns: 1000, command: ['env'], env: {EXTRA: 'extra', COLORTERM: undefined}});
	t.after(terminal.close);
	await terminal.exit;
	const names = terminal.screen().filter(line => line !== '').map(line => line.split('=', 1)[0] ?? '');
	assert.deepEqual(names.toSorted(), ['EXTRA', 'HOME', 'LANG', 'PATH', 'PWD', 'TERM']);
	assert.ok(terminal.screen().includes('EXTRA=extra'));
});

test('a signal, and the end of output, end the waiting', async t => {
	const terminal = openTerminal({command: ['sh', '-c', 'echo up; exec sleep 60']});
	t.after(terminal.close);
	await terminal.waitFor('up');
	const waiting = assert.rejects(terminal.waitFor('never'), /The program ended \(SIGTERM\)[\s\S]*up/v);
	terminal.kill();
	assert.deepEqual(await terminal.exit, {code: 0, signal: 'SIGTERM'});
	await waiting;
	await terminal.press('x');
});

test('a program without a file fails with an exit code, not silently', async () => {
	const terminal = openTerminal({command: ['/nonexistent/program']});
	const exit = await terminal.exit;
	assert.notEqual(exit.code, 0);
	assert.throws(() => openTerminal({command: []}), TypeError);
});

test('a shell compares the line settings before and after its program', async t => {
	const tidy = await runInShell({command: echoKeys});
	t.after(tidy.close);
	await tidy.waitFor('ready');
	await tidy.press('q');
	const tidyOutcome = await tidy.outcome;
	assert.equal(tidyOutcome.code, 7);
	assert.equal(tidyOutcome.before, tidyOutcome.after);
	assert.notEqual(tidyOutcome.before, '');

	const untidy = await runInShell({command: ['sh', '-c', 'stty raw; echo up; sleep 60']});
	t.after(untidy.close);
	await untidy.waitFor('up');
	untidy.signal('SIGKILL');
	const untidyOutcome = await untidy.outcome;
	assert.equal(untidyOutcome.code, 128 + 9);
	assert.notEqual(untidyOutcome.before, untidyOutcome.after);
});

test('a shell outlives an interrupt from the keyboard', async t => {
	const terminal = await runInShell({command: ['sh', '-c', 'echo up; exec sleep 60']});
	t.after(terminal.close);
	await terminal.waitFor('up');
	await terminal.press('<ctrl-c>');
	const {code} = await terminal.outcome;
	assert.equal(code, 128 + 2);
});
