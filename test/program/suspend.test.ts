import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {askEngine} from '../support/engine-request.ts';
import {openTerminal, type OpenTerminal} from '../support/terminal.ts';
import {untouchedModes} from '../support/terminal-modes.ts';
import {openProgram, openProxy, quietEngine, terminalOptions} from './program.ts';
import {cursorName, untilAt, untilConnected, untilFooter} from './screen.ts';

const hasBash = (() => {
	try {
		execFileSync('bash', ['--version']);
		return true;
	} catch {
		return false;
	}
})();
const options = {skip: hasBash ? false : 'no bash, which can stop and continue jobs'};

/** The program started by hand in a shell with jobs. */
async function open(t: TestContext): Promise<{readonly terminal: OpenTerminal; readonly pid: number; readonly engine: Awaited<ReturnType<typeof quietEngine>>; readonly events: () => number}> {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const {command, env} = terminalOptions({host: proxy.address});
	const terminal = openTerminal({command: ['bash', '--norc', '-i'], env: {...env, PS1: 'READY> ', HISTFILE: undefined}, columns: 120, rows: 40});
	t.after(terminal.close);
	await terminal.waitFor('READY>');
	await terminal.type(`${command.join(' ')}\r`);
	await untilConnected(terminal);
	await untilAt(terminal, 'batch-import');
	const children = execFileSync('cat', [`/proc/${terminal.pid}/task/${terminal.pid}/children`], {encoding: 'utf8'});
	return {terminal, pid: Number(children.trim().split(' ', 1)[0]), engine, events: () => proxy.count(/\/events/v)};
}

/** The shell has the terminal as it was: it reads lines, and the picture is gone. */
async function assertShell(terminal: OpenTerminal): Promise<void> {
	await terminal.waitFor(lines => lines.findLast(line => line !== '')?.startsWith('READY>') === true);
	assert.deepEqual(terminal.modes(), {...untouchedModes, bracketedPaste: terminal.modes().bracketedPaste});
	assert.doesNotMatch(terminal.screen().join('\n'), /batch-import/v);
	// A shell that edits lines sets modes of its own: what a program finds is asked of one.
	await terminal.type('stty -a | tr " ;" "\\n\\n" | grep -xE -- "-?(icanon|isig|echo|icrnl|opost)" | tr "\\n" " "; echo "=$((6 * 7))"\r');
	const lines = await terminal.waitFor(/=42/v);
	const modes = lines.find(line => line.endsWith('=42')) ?? '';
	assert.doesNotMatch(modes, /-/v, modes);
}

test('ctrl+z leaves a whole terminal to the shell, fg brings the picture back as it is by then', options, async t => {
	const {terminal, engine, events} = await open(t);
	await terminal.press('j j');
	await untilAt(terminal, 'blog-wordpress-1');
	assert.equal(events(), 1);
	await terminal.press('<ctrl-z>');
	await terminal.waitFor('Stopped');
	await assertShell(terminal);
	await askEngine(engine.socketPath, 'POST', '/containers/create?name=aaa', {Image: 'alpine:3.20'});
	terminal.resize(90, 30);
	await terminal.type('fg\r');
	const lines = await terminal.waitFor(shown => cursorName(shown) === 'blog-wordpress-1' && shown.join('\n').includes('1 Containers 22'));
	assert.equal(lines.length, 30);
	assert.match(lines.at(-1) ?? '', /4\/22$/v);
	assert.equal(terminal.modes().alternateScreen, true);
	// What happened was not heard while it was stopped: an engine must not have to keep it.
	assert.equal(events(), 2);
	await terminal.press('k');
	await untilAt(terminal, 'blog-db-1');

	await terminal.press('d');
	await terminal.waitFor('remove? y/N');
	await terminal.press('<ctrl-z>');
	await assertShell(terminal);
	await terminal.type('fg\r');
	await terminal.waitFor('remove? y/N');
	await terminal.press('<esc> q');
	await terminal.waitFor(shown => !shown.join('\n').includes('remove?') && !terminal.modes().alternateScreen);
	await terminal.type('echo "code $?"\r');
	await terminal.waitFor(/^code 0/mv);
	await assertShell(terminal);
});

for (const [signal, code] of [['TERM', 143], ['HUP', 129], ['INT', 130], ['KILL', 137]] as const) {
	test(`killed by SIG${signal} while it is stopped`, options, async t => {
		const {terminal, pid} = await open(t);
		await terminal.press('<ctrl-z>');
		await terminal.waitFor('Stopped');
		await terminal.type(`kill -${signal} %1; kill -CONT %1; wait ${pid}; echo "code $?"\r`);
		await terminal.waitFor(new RegExp(`^code ${code}`, 'mv'));
		await assertShell(terminal);
	});
}

for (const signal of ['SIGTSTP', 'SIGSTOP'] as const) {
	test(`stopped by ${signal} from outside, fg brings the picture back`, options, async t => {
		const {terminal, pid} = await open(t);
		process.kill(pid, signal);
		await terminal.waitFor('Stopped');
		await terminal.type('fg\r');
		await terminal.settle(300);
		await terminal.press('j');
		await untilAt(terminal, 'blog-db-1');
		await terminal.press('k');
		const lines = await untilAt(terminal, 'batch-import');
		assert.match(lines[0] ?? '', /^ shipshape /v);
		assert.equal(terminal.modes().alternateScreen, true);
		await terminal.press('q');
		await terminal.waitFor(() => !terminal.modes().alternateScreen);
		await terminal.type('echo "code $?"\r');
		await terminal.waitFor(/^code 0/mv);
		await assertShell(terminal);
	});
}

test('without a shell that could let it go on ctrl+z says so, and nothing else happens', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address});
	await untilConnected(program);
	await program.press('<ctrl-z>');
	await untilFooter(program, /there is no shell here/v);
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	await program.press('q');
	assert.equal((await program.exit).code, 0);
});
