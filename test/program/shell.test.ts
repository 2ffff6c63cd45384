import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {skipReason} from '../support/availability.ts';
import {startDockerd, type Dockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {type OpenTerminal} from '../support/terminal.ts';
import {untouchedModes} from '../support/terminal-modes.ts';
import {makeContainer, realEngine, statusOf} from './engine.ts';
import {openProgram, quietEngine} from './program.ts';
import {untilAt, untilConnected, untilFooter} from './screen.ts';

const options = {skip: skipReason()};

/** What the program's own screen looks like to a terminal: alternate, without a cursor, pasting in brackets. */
const ownModes = {...untouchedModes, alternateScreen: true, cursorHidden: true, bracketedPaste: true};

/** Opens the program at a container, and a shell in it. */
const goInside = async (context: TestContext, host: string, name: string): Promise<OpenTerminal> => {
	const program = openProgram(context, {host, columns: 100, rows: 30});
	await untilConnected(program);
	await program.press('/');
	await program.type(name);
	await program.press('<enter>');
	await untilAt(program, name);
	await enter(program, name);
	return program;
};

const enter = async (program: OpenTerminal, name: string): Promise<void> => {
	await program.press('E');
	await program.waitFor(`in ${name}, exit or ctrl+p ctrl+q comes back`);
	await program.waitFor(atPrompt);
};

/** A shell waits for a line: the last line that is not empty is its prompt alone. */
const atPrompt = (lines: readonly string[]): boolean => lines.findLast(line => line !== '') === '/ #';

/** Types a line and waits for the prompt after its output. */
const say = async (program: OpenTerminal, line: string, expected: RegExp | string): Promise<void> => {
	await program.type(`${line}\r`);
	await program.waitFor(expected);
};

const isWhole = async (program: OpenTerminal, name: string): Promise<void> => {
	await untilAt(program, name);
	await program.settle();
	assert.match(program.line(0), /^ shipshape /v);
	assert.match(program.line(1), /1 Containers/v);
	assert.deepEqual(program.modes(), ownModes);
	// It still hears keys, each once.
	await program.press('!');
	await program.waitFor('what was done');
	await program.press('<esc>');
	await program.waitFor(lines => !lines.join('\n').includes('what was done'));
};

const processesOf = async (dockerd: Dockerd, id: string): Promise<string> => dockerd.docker(['top', id]);

const untilGone = async (dockerd: Dockerd, id: string, word: string): Promise<void> => {
	let found = '';
	for (let look = 0; look < 50; look++) {
		found = await processesOf(dockerd, id);
		if (!found.includes(word)) {
			return;
		}
	}

	assert.fail(`${word} is still there:\n${found}`);
};

test('a shell: what is typed goes in, ctrl+c and ctrl+z too, and exit comes back to a whole screen', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'inside');
	const program = await goInside(t, dockerd.address, 'inside');
	assert.deepEqual(program.modes(), untouchedModes);
	await say(program, 'echo a$((20+3))b', 'a23b');
	await program.type('sleep 1000\r');
	await program.waitFor('sleep 1000');
	// What is on the screen is the echo: a key that comes before the command has begun is not for it.
	await program.settle(500);
	await program.press('<ctrl+c>');
	await program.waitFor(atPrompt);
	await program.type('sleep 1001\r');
	await program.waitFor('sleep 1001');
	await program.settle(500);
	await program.press('<ctrl+z>');
	await program.waitFor(/Stopped\s+sleep 1001/v);
	await program.type('fg\r');
	await program.waitFor(/fg\nsleep 1001/v);
	await program.press('<ctrl+c>');
	await program.waitFor(atPrompt);
	await say(program, 'stty size', '30 100');
	await program.type('exit\r');
	await untilFooter(program, /left the shell of inside/v);
	await isWhole(program, 'inside');
	await program.press('!');
	await program.waitFor('docker exec -it inside /bin/sh  done');
	await program.press('<esc> q q');
	assert.deepEqual(await program.exit, {code: 0, signal: undefined});
	assert.deepEqual(program.modes(), untouchedModes);
});

test('keys typed in one go with E all arrive inside, those after the exit do nothing', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'hasty');
	const program = await goInside(t, dockerd.address, 'hasty');
	await program.type('exit\r');
	await untilFooter(program, /left the shell of hasty/v);
	for (let turn = 0; turn < 5; turn++) {
		// All in one chunk, with keys that would stop, remove and quit.
		await program.type(`Eecho sdq${turn}-$((${turn}+10))\r`);
		await program.waitFor(`sdq${turn}-${turn + 10}`);
		await program.type('exit\rq');
		await untilFooter(program, /left the shell of hasty/v);
		await untilAt(program, 'hasty');
	}

	await isWhole(program, 'hasty');
});

test('the size follows', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'sized');
	const program = await goInside(t, dockerd.address, 'sized');
	program.resize(91, 27);
	// A shell that learns of it in the middle of a line loses what was typed of it.
	await program.settle(500);
	await say(program, 'until [ "$(stty size)" = "27 91" ]; do :; done; echo told$((1+1))', 'told2');
	await program.type('exit\r');
	await isWhole(program, 'sized');
});

test('a full-screen program', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'editor');
	const program = await goInside(t, dockerd.address, 'editor');
	await program.type('vi /tmp/note\r');
	await program.waitFor(/~\n[\s\S]*\/tmp\/note/v);
	assert.equal(program.modes().alternateScreen, true);
	await program.press('i');
	await program.type('first line\rsecond');
	await program.press('<esc>');
	await program.waitFor('second');
	await program.type(':wq\r');
	await program.waitFor(atPrompt);
	assert.equal(program.modes().alternateScreen, false);
	assert.equal(await dockerd.docker(['exec', id, 'cat', '/tmp/note']), 'first line\nsecond');
	await say(program, 'seq 1 300 | less', /^1\n2\n/v);
	await program.press('G');
	await program.waitFor(/^300$/mv);
	await program.press('q');
	await program.waitFor(atPrompt);
	await program.type('exit\r');
	await isWhole(program, 'editor');
});

test('ctrl+p ctrl+q comes back out of a full-screen program, and leaves nothing behind', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'leaver');
	const program = await goInside(t, dockerd.address, 'leaver');
	await program.type('vi /tmp/x\r');
	await program.waitFor(/~\n[\s\S]*\/tmp\/x/v);
	await program.press('<ctrl+p> <ctrl+q>');
	await untilFooter(program, /left the shell of leaver \(by ctrl\+p ctrl\+q\)/v);
	await isWhole(program, 'leaver');
	await untilGone(dockerd, id, 'vi /tmp/x');
	assert.equal(await statusOf(dockerd, id), 'running');

	// A ctrl+p alone is the line before.
	await enter(program, 'leaver');
	await say(program, 'echo one$((1+1))', 'one2');
	await program.press('<ctrl+p>');
	await program.waitFor(/\n\/ # echo one\$\(\(1\+1\)\)\n*$/v);
	await program.press('<ctrl+c>');
	await program.type('exit\r');
	await untilFooter(program, /left the shell of leaver/v);
	await isWhole(program, 'leaver');
});

test('modes that a program leaves on are put back', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'rude');
	const program = await goInside(t, dockerd.address, 'rude');
	await program.type(String.raw`printf '\033[?1049h\033[?1003h\033[?1006h\033[?2004h\033[?1004h\033[?1h\033[?25l\033[?7l\033[?2026h\033[5;9r\033[31m\033[4h\033]2;mine\007'; exit 3` + '\r');
	await untilFooter(program, /left the shell of rude \(exit 3\)/v);
	await isWhole(program, 'rude');
	await program.press('q q');
	await program.exit;
	assert.deepEqual(program.modes(), untouchedModes);
});

test('the container is killed while somebody is inside', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'killed');
	const program = await goInside(t, dockerd.address, 'killed');
	await program.type('vi /tmp/x\r');
	await program.waitFor(/~\n[\s\S]*\/tmp\/x/v);
	await dockerd.docker(['kill', id]);
	await untilFooter(program, /left the shell of killed \(the container is exited\)/v);
	await isWhole(program, 'killed');
	await program.press('E');
	await untilFooter(program, /cannot shell killed: it is not running: S starts it/v);
});

test('SIGTERM while inside puts the terminal back and ends what ran inside', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'ended');
	for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
		const program = await goInside(t, dockerd.address, 'ended');
		await program.type('vi /tmp/x\r');
		await program.waitFor(/~\n[\s\S]*\/tmp\/x/v);
		program.kill(signal);
		assert.notEqual((await program.exit).code, 0);
		assert.deepEqual(program.modes(), untouchedModes, signal);
		await untilGone(dockerd, id, 'vi /tmp/x');
	}
});

test('the engine is killed while somebody is inside, and comes back', options, async t => {
	const dockerd = await startDockerd();
	t.after(dockerd.stop);
	await busyboxImage(dockerd);
	await makeContainer(t, dockerd, 'cut');
	const program = await goInside(t, dockerd.address, 'cut');
	await program.type('vi /tmp/x\r');
	await program.waitFor(/~\n[\s\S]*\/tmp\/x/v);
	await dockerd.kill();
	// The end of a long sentence may not fit in the line.
	await untilFooter(program, /nothing listens|the connection to/v);
	await program.waitFor(/stale/v);
	assert.deepEqual(program.modes(), ownModes);
	await dockerd.start();
	await untilConnected(program);
	await isWhole(program, 'cut');
});

test('a container without a shell says so, and what to do', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'bare', {command: ['sleep', '1000']});
	await dockerd.docker(['exec', 'bare', 'rm', '-r', '/bin']);
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('bare');
	await program.press('<enter>');
	await untilAt(program, 'bare');
	await program.press('E');
	await program.waitFor('bare has no sh, bash, ash, zsh or busybox');
	await program.waitFor('docker cp bare:/path .');
	assert.deepEqual(program.modes(), ownModes);
	await program.press('<esc>');
	await isWhole(program, 'bare');
});

test('user, folder and command can be chosen, and are chosen again', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'chosen');
	const program = await goInside(t, dockerd.address, 'chosen');
	await program.type('exit\r');
	await untilFooter(program, /left the shell of chosen/v);
	await program.press('x');
	await program.waitFor('container chosen');
	await program.press('/');
	await program.type('shell as...');
	await program.press('<enter>');
	await program.waitFor('Shell: -u USER');
	await program.press('<ctrl+u>');
	await program.type('-x');
	await program.waitFor('-x is not known');
	await program.press('<ctrl+u>');
	await program.type('-u 1234 -w /tmp sh');
	await program.press('<enter>');
	await program.waitFor('sh in chosen as 1234, exit or');
	await say(program, 'id -u; pwd', /1234\n\/tmp/v);
	await program.type('exit\r');
	await untilFooter(program, /left the shell of chosen/v);
	await program.press('E');
	await program.waitFor(/sh in chosen as 1234[\s\S]*sh in chosen as 1234/v);
	await program.waitFor(/\/tmp \$/v);
	await program.type('exit\r');
	await untilFooter(program, /left the shell of chosen/v);
	await program.press('!');
	await program.waitFor('docker exec -it -u 1234 -w /tmp chosen sh');
});

test('attach asks first, and leaves it running', options, async t => {
	const dockerd = await realEngine();
	await dockerd.docker(['run', '-dit', '--network', 'none', '--name', 'joined', 'busybox', 'sh']);
	t.after(async () => dockerd.docker(['rm', '-f', 'joined']));
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('joined');
	await program.press('<enter>');
	await untilAt(program, 'joined');
	await program.press('a');
	await program.waitFor(/ctrl\+c goes to it and[\s\S]*attach\? y\/N/v);
	await program.press('y');
	await program.waitFor('attached to joined, ctrl+p ctrl+q leaves it running');
	await say(program, 'echo in$((20+2))', 'in22');
	await program.press('<ctrl+p> <ctrl+q>');
	await untilFooter(program, /left joined \(by ctrl\+p ctrl\+q\)/v);
	await isWhole(program, 'joined');
	assert.equal(await dockerd.docker(['inspect', '-f', '{{.State.Running}}', 'joined']), 'true');
});

test('one command: its output can be searched, its exit code is told', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'single');
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('single');
	await program.press('<enter>');
	await untilAt(program, 'single');
	const run = async (command: string): Promise<void> => {
		await program.press('x');
		await program.waitFor('container single');
		await program.press('/');
		await program.type('run command');
		await program.press('<enter>');
		await program.waitFor('Command to run');
		await program.press('<ctrl+u>');
		await program.type(command);
		await program.press('<enter>');
	};

	await run(String.raw`seq 1 200; printf '\033[2Jwiped\n'; echo oops >&2; exit 3`);
	await program.waitFor(/exit 3: failed[\s\S]*1-\d+\/202/v);
	await program.press('G');
	await program.waitFor('oops');
	await program.press('/');
	await program.type('77');
	await program.waitFor(/│ 77 [\s\S]*2 matches/v);
	await program.press('<esc> <esc>');
	await untilFooter(program, /ran a command in single \(exit 3\)/v);

	// Closing ends it.
	await run('echo begun; sleep 4713; true');
	await program.waitFor('│ begun');
	await program.press('<esc>');
	await untilFooter(program, /ran a command in single/v);
	await untilGone(dockerd, id, '4713');
});

test('read-only: there is no shell, no attach and no command', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'looked-at');
	const program = openProgram(t, {host: dockerd.address, flags: ['--read-only']});
	await untilConnected(program);
	await untilAt(program, 'looked-at');
	assert.doesNotMatch(program.line(-1), /E shell|a attach/v);
	await program.press('E');
	await untilFooter(program, /--read-only/v);
	await program.press('x');
	const menu = await program.waitFor('nothing: shipshape runs with --read-only');
	assert.ok(!menu.join('\n').includes('run command'));
	assert.deepEqual(program.modes(), ownModes);
});

test('the demo engine has shells too', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address});
	await untilConnected(program);
	await program.press('/');
	await program.type('legacy-ftp');
	await program.press('<enter>');
	await untilAt(program, 'legacy-ftp');
	await program.press('E');
	await program.waitFor('in legacy-ftp, exit or ctrl+p ctrl+q comes back');
	await program.waitFor(/[#$]\n*$/v);
	await program.type('pwd\r');
	await program.waitFor(/pwd\n\/\S*\n/v);
	await program.press('<ctrl+p> <ctrl+q>');
	await untilFooter(program, /left the shell of legacy-ftp \(by ctrl\+p ctrl\+q\)/v);
	await isWhole(program, 'legacy-ftp');
	await program.press('a');
	await program.waitFor('attach? y/N');
	await program.press('y');
	await program.waitFor('attached to legacy-ftp');
	await program.press('<ctrl+p> <ctrl+q>');
	await untilFooter(program, /left legacy-ftp \(by ctrl\+p ctrl\+q\)/v);
	await isWhole(program, 'legacy-ftp');
});
