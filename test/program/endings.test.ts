import {Buffer} from 'node:buffer';
import {spawn as spawnProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {spawn, type IPty} from '@lydell/node-pty';
import {bareEnvironment} from '../support/bare-environment.ts';
import {runInShell} from '../support/run-in-shell.ts';
import {untouchedModes} from '../support/terminal-modes.ts';
import {programFile, quietEngine, terminalOptions, type ProgramOptions} from './program.ts';
import {untilConnected} from './screen.ts';

/** The program under a shell, with its first list on the screen. */
const open = async (t: TestContext, options: ProgramOptions = {}) => {
	const engine = await quietEngine(t);
	const terminal = await runInShell(terminalOptions({host: engine.address, ...options}));
	t.after(terminal.close);
	await untilConnected(terminal);
	assert.equal(terminal.modes().alternateScreen, true);
	return terminal;
};

type Opened = Awaited<ReturnType<typeof open>>;

/** The program has ended so, and left nothing behind: modes, line settings, the picture. */
const assertWhole = async (terminal: Opened, code: number) => {
	const outcome = await terminal.outcome;
	assert.equal(outcome.code, code);
	assert.equal(outcome.after, outcome.before);
	assert.deepEqual(terminal.modes(), untouchedModes);
	assert.doesNotMatch(terminal.screen().join('\n'), /batch-import/v);
};

test('q leaves the terminal as it was', async t => {
	const terminal = await open(t);
	await terminal.press('q');
	await assertWhole(terminal, 0);
	assert.equal(terminal.screen().join('').trim(), '');
});

test('ctrl+c ends at once, even in a dialog', async t => {
	const terminal = await open(t);
	await terminal.press('<ctrl-c>');
	await assertWhole(terminal, 130);

	const inDialog = await open(t);
	await inDialog.press('d');
	await inDialog.waitFor('remove? y/N');
	await inDialog.press('<ctrl-c>');
	await assertWhole(inDialog, 130);
});

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129], ['SIGQUIT', 131]] as const) {
	test(`${signal} ends it whole, with a dialog open`, async t => {
		const terminal = await open(t);
		await terminal.press('d');
		await terminal.waitFor('remove? y/N');
		terminal.signal(signal);
		await assertWhole(terminal, code);
	});
}

/** Loaded before the program: what it does when it gets SIGUSR2. */
const onSignal = (statement: string): readonly string[] => {
	const script = `process.on('SIGUSR2', () => { ${statement} });`;
	return ['--import', `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`];
};

for (const [what, statement] of [
	['an exception', 'throw new Error("all is lost")'],
	['an unhandled rejection', 'Promise.reject(new Error("all is lost"))'],
] as const) {
	test(`${what} ends it whole, and is told on the normal screen`, async t => {
		const terminal = await open(t, {nodeFlags: onSignal(statement)});
		terminal.signal('SIGUSR2');
		await assertWhole(terminal, 1);
		assert.match(terminal.screen().join('\n'), /shipshape ended by an error of its own:\nError: all is lost/v);
	});
}

test('an end in the middle of everything: while it connects, and while it reads', async t => {
	const engine = await quietEngine(t);
	engine.faults.set({hang: true});
	const terminal = await runInShell(terminalOptions({host: engine.address}));
	t.after(terminal.close);
	await terminal.waitFor('connecting');
	await terminal.press('q');
	await assertWhole(terminal, 0);
});

test('a terminal that goes away ends it', async t => {
	const engine = await quietEngine(t);
	const {command: [file = '', ...commandArguments]} = terminalOptions({});
	const pty = spawn(file, commandArguments, {cols: 100, rows: 30, env: bareEnvironment({DOCKER_HOST: engine.address})});
	const exited = new Promise<number>(resolve => {
		pty.onExit(({exitCode}) => {
			resolve(exitCode);
		});
	});
	await new Promise<void>(resolve => {
		pty.onData(data => {
			if (data.includes('batch-import')) {
				resolve();
			}
		});
	});
	// What the terminal of a user does when it is closed; the type of the pty does not tell of it.
	(pty as IPty & {readonly destroy: () => void}).destroy();
	assert.equal(await exited, 129);
});

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

/**
The program in a terminal of its own, except that its screen (`1`) or its keyboard (`0`) is another one, which can go away. That one is opened last:
a process that is started later would keep it open, as a pty's own side is inherited.
*/
const openSplit = async (t: TestContext, stream: 0 | 1) => {
	const engine = await quietEngine(t);
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-endings-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const named = path.join(folder, 'device');
	const options = terminalOptions({host: engine.address});
	const script = `until [ -s "$0" ]; do sleep 0.05; done; exec "$@" ${stream}${stream === 0 ? '<' : '>'} "$(cat "$0")"`;
	const terminal = await runInShell({...options, command: ['sh', '-c', script, named, ...options.command]});
	t.after(terminal.close);
	const other = spawn('sh', ['-c', 'stty raw -echo; tty > "$0.new"; mv "$0.new" "$0"; exec sleep 1000', named], {cols: 100, rows: 30, env: bareEnvironment()});
	let drawn = '';
	const isDrawn = new Promise<void>(resolve => {
		other.onData(data => {
			drawn += data;
			if (drawn.includes('blog-wordpress')) {
				resolve();
			}
		});
	});
	await (stream === 1 ? isDrawn : untilConnected(terminal));
	const program = terminal.programPid();
	return {
		terminal,
		program,
		/** Closes it as a terminal emulator does that is killed. */
		goAway() {
			(other as IPty & {readonly destroy: () => void}).destroy();
		},
	};
};

/** A program within a shell has ended within two seconds. */
const assertEndsSoon = async (terminal: Opened) => {
	const begun = performance.now();
	const {code} = await terminal.outcome;
	assert.ok(performance.now() - begun < 2000, 'it took too long');
	assert.equal(code, 129);
	assert.doesNotMatch(terminal.screen().join('\n'), /error|at .*:\d+:\d+/v);
};

test('a screen that goes away while the keyboard stays ends it at the next thing that is drawn', async t => {
	const {terminal, program, goAway} = await openSplit(t, 1);
	goAway();
	await terminal.press('j');
	await assertEndsSoon(terminal);
	assert.equal(isAlive(program), false);
});

test('a keyboard that goes away while the screen stays ends it at once', async t => {
	const {terminal, program, goAway} = await openSplit(t, 0);
	goAway();
	await assertEndsSoon(terminal);
	assert.equal(isAlive(program), false);
	assert.deepEqual(terminal.modes(), untouchedModes);
});

for (const flags of [['ps'], ['ps', '--json'], ['df'], ['ports'], []]) {
	test(`a reader that has gone ends it without a word: shipshape ${flags.join(' ')} | true`, async t => {
		const engine = await quietEngine(t, 300);
		const child = spawnProcess(process.execPath, [programFile, ...flags], {env: bareEnvironment({DOCKER_HOST: engine.address}), stdio: ['ignore', 'pipe', 'pipe']});
		child.stdout.destroy();
		let errors = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			errors += text;
		});
		const force = setTimeout(() => {
			child.kill('SIGKILL');
		}, 8000);
		const [code] = await once(child, 'close') as [number | null];
		clearTimeout(force);
		assert.equal(code, 0);
		assert.equal(errors, '');
	});
}

test('wrong usage is told without touching the terminal', async t => {
	for (const flags of [['nosuch'], ['--nosuch'], ['--theme', 'nosuch'], ['-H', 'unix:///x', '-c', 'y']]) {
		const terminal = await runInShell(terminalOptions({flags}));
		t.after(terminal.close);
		await assertWhole(terminal, 2);
		assert.equal(terminal.raw().includes('\u{1B}'), false);
		assert.match(terminal.screen().join('\n'), /nosuch|exclude each other/v);
	}
});
