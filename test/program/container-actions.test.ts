import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from '../support/availability.ts';
import {makeContainer, realEngine, statusOf} from './engine.ts';
import {openProgram, openProxy} from './program.ts';
import {cursorName, footer, listedNames, untilAt, untilConnected, untilFooter} from './screen.ts';

const options = {skip: skipReason()};

/** Whether the row of a container says something. */
const row = (name: string, expected: RegExp) => (lines: readonly string[]): boolean =>
	lines.some(line => line.slice(1).startsWith(`${name} `) && expected.test(line));

test('stop, start, restart, pause and unpause show in the row and end in a result', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'web');
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('web', /running/v));

	await program.press('s');
	await program.waitFor(/stop web at unix:[\s\S]*web  running, busybox[\s\S]*stop\? y\/N/v);
	await program.press('<enter>');
	await program.waitFor(lines => !lines.join('\n').includes('y/N'));
	assert.equal(await statusOf(dockerd, id), 'running');
	await program.press('s');
	await program.waitFor('stop? y/N');
	await program.press('y');
	await untilFooter(program, /stopped web/v);
	await program.waitFor(row('web', /exited 0/v));
	assert.equal(await statusOf(dockerd, id), 'exited');

	await program.press('S');
	await untilFooter(program, /started web/v);
	await program.waitFor(row('web', /running/v));
	await program.press('r');
	await untilFooter(program, /restarted web/v);
	// The row follows the engine's events: it has to run on the screen too before it can be paused.
	await program.waitFor(row('web', /running/v));
	await program.settle(300);
	await program.press('p');
	await untilFooter(program, / paused web/v);
	await program.waitFor(row('web', /paused/v));
	assert.equal(await statusOf(dockerd, id), 'paused');
	await program.press('p');
	await untilFooter(program, /unpaused web/v);
	await program.waitFor(row('web', /running/v));

	await program.press('!');
	const log = await program.waitFor('what was done');
	const commands = log.flatMap(line => /docker (?<verb>\w+) web  done/v.exec(line)?.groups?.['verb'] ?? []);
	assert.deepEqual(commands, ['unpause', 'pause', 'restart', 'start', 'stop']);
	await program.press('j y');
	await untilFooter(program, /copied docker pause web/v);
	assert.equal(program.clipboard(), 'docker pause web');
});

test('a container that takes its time shows for how long', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'slow', {command: ['sh', '-c', 'trap "sleep 2; exit 0" TERM; while :; do sleep 1000 & wait; done']});
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('slow', /running/v));
	await program.press('s');
	await program.waitFor('stop? y/N');
	await program.press('y');
	await program.waitFor(row('slow', /stopping… 1 s/v));
	await untilFooter(program, /stopped slow/v);
});

test('kill asks for the signal', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'victim');
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('victim', /running/v));
	await program.press('<ctrl-k>');
	await program.waitFor(/Signal[\s\S]*> SIGKILL/v);
	await program.press('/');
	await program.type('usr1');
	await program.waitFor('> SIGUSR1');
	await program.press('<esc> <esc> <ctrl-k> <enter>');
	await program.waitFor(/kill victim \(SIGKILL\)[\s\S]*kill\? y\/N/v);
	await program.press('y');
	await untilFooter(program, /sent a signal to victim \(SIGKILL\)/v);
	await program.waitFor(row('victim', /exited 137/v));
	assert.equal(await statusOf(dockerd, id), 'exited');
});

test('rename refuses what the engine would, and keeps the cursor on the container', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'alpha', {started: false});
	const id = await makeContainer(t, dockerd, 'beta', {started: false});
	await makeContainer(t, dockerd, 'gamma', {started: false});
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('beta', /created/v));
	await program.press('j');
	await untilAt(program, 'beta');
	await program.press('R');
	await program.waitFor('New name');
	await program.press('<ctrl-u>');
	await program.type('alpha');
	await program.waitFor('container alpha (created) has this name');
	await program.press('<ctrl-u>');
	await program.type('zeta');
	await program.press('<enter>');
	await untilFooter(program, /renamed beta \(now zeta\)/v);
	assert.deepEqual(listedNames(await untilAt(program, 'zeta')), ['alpha', 'gamma', 'zeta']);
	assert.equal(await dockerd.docker(['inspect', '--format', '{{.Name}}', id]), '/zeta');
});

test('remove defaults to no, refuses what runs, and takes anonymous volumes only when told', options, async t => {
	const dockerd = await realEngine();
	const plan = {volumes: ['/data']};
	const ids = await Promise.all(['keeps-volume', 'takes-volume'].map(async name => makeContainer(t, dockerd, name, {...plan, started: false})));
	const running = await makeContainer(t, dockerd, 'up');
	const volumes = async () => (await dockerd.docker(['volume', 'ls', '--quiet'])).split('\n').filter(Boolean).length;
	const before = await volumes();
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await untilAt(program, 'keeps-volume');

	for (const key of ['<enter>', 'n', '<esc>', 'q']) {
		await program.press('d');
		await program.waitFor('remove? y/N');
		await program.press(key);
		await program.waitFor(lines => !lines.join('\n').includes('y/N'));
	}

	assert.equal(await statusOf(dockerd, ids[0] ?? ''), 'created');
	await program.press('d');
	await program.waitFor('remove? y/N');
	await program.press('y');
	await untilFooter(program, /removed keeps-volume/v);
	await untilAt(program, 'takes-volume');
	assert.equal(await volumes(), before);

	await program.press('d');
	await program.waitFor('remove? y/N');
	await program.press('v');
	await program.waitFor(/lost for good:[\s\S]*data of anonymous volume \w{12}, mounted at \/data/v);
	await program.press('y');
	await untilFooter(program, /removed takes-volume/v);
	assert.equal(await volumes(), before - 1);

	await untilAt(program, 'up');
	await program.press('d');
	await program.waitFor(/left alone:[\s\S]*it is running: stop it first, or have it killed as told below[\s\S]*nothing to do here/v);
	await program.press('y');
	await program.press('f');
	await program.waitFor('remove? y/N');
	assert.equal(await statusOf(dockerd, running), 'running');
	await program.press('y');
	await untilFooter(program, /removed up/v);
	await program.waitFor('no containers');
	assert.equal(await statusOf(dockerd, running), undefined);
});

test('several at once are typed, exactly the listed ones go, and what changed meanwhile is left alone', options, async t => {
	const dockerd = await realEngine();
	const names = ['part-1', 'part-2', 'part-3', 'part-4', 'whole'];
	const ids = await Promise.all(names.map(async name => makeContainer(t, dockerd, name, {started: false})));
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('whole', /created/v));
	await program.press('/');
	await program.type('part-');
	await program.press('<enter>');
	await program.waitFor(lines => listedNames(lines).length === 4);
	await program.press('*');
	await program.waitFor('4 marked');
	await program.press('d');
	await program.waitFor(/remove 4 objects at unix:[\s\S]*part-1  created[\s\S]*part-4  created[\s\S]*type remove 4:/v);
	await program.type('remove 5');
	await program.press('<enter>');
	await program.press('<ctrl-u>');
	await program.waitFor(lines => !lines.join('\n').includes('remove 5'));

	// While the dialog is open another client starts one and makes one that the filter would show.
	await dockerd.docker(['start', 'part-3']);
	const late = await makeContainer(t, dockerd, 'part-0', {started: false});
	await program.waitFor(row('part-3', /running/v));
	await program.waitFor('1 Containers 6');
	await program.type('remove 4');
	await program.press('<enter>');
	await untilFooter(program, /removed 3, 1 left alone — part-3: .*\(! for details\)/v);
	const left = await Promise.all(ids.map(async id => statusOf(dockerd, id)));
	assert.deepEqual(left, [undefined, undefined, 'running', undefined, 'created']);
	assert.equal(await statusOf(dockerd, late), 'created');
	const lines = await program.waitFor(shown => listedNames(shown).length === 2);
	assert.deepEqual(listedNames(lines), ['part-0', 'part-3']);
	assert.match(footer(lines), /1 marked/v);

	await program.press('!');
	await program.waitFor(/docker rm part-1  done[\s\S]*docker rm part-3  left alone/v);
});

test('marks that a filter hides are told, and are not touched', options, async t => {
	const dockerd = await realEngine();
	const hidden = await makeContainer(t, dockerd, 'hidden', {started: false});
	const shown = await makeContainer(t, dockerd, 'shown', {started: false});
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('shown', /created/v));
	await program.press('*');
	await program.waitFor('2 marked');
	await program.press('/');
	await program.type('shown');
	await program.press('<enter>');
	await untilFooter(program, /2 marked, 1 of them not shown/v);
	await program.press('d');
	const dialog = await program.waitFor(/remove shown at|remove 1 /v);
	assert.doesNotMatch(dialog.slice(8).join('\n'), /hidden  created/v);
	await program.press('y');
	await untilFooter(program, /removed shown/v);
	assert.equal(await statusOf(dockerd, shown), undefined);
	assert.equal(await statusOf(dockerd, hidden), 'created');
});

test('a refusal of the engine is told in its words, with the name', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'broken', {command: ['/no/such/program'], started: false});
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor(row('broken', /created/v));
	await program.press('S');
	await untilFooter(program, /start container broken: .*/v);
	assert.equal(cursorName(program.screen()), 'broken');
});

test('--read-only offers nothing, refuses every key and sends nothing but GET', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'safe');
	const proxy = await openProxy(t, dockerd.socketPath);
	const program = openProgram(t, {host: proxy.address, flags: ['--read-only'], columns: 160});
	await untilConnected(program);
	const lines = await program.waitFor(row('safe', /running/v));
	assert.match(lines[0] ?? '', /READ-ONLY/v);
	assert.doesNotMatch(footer(lines), / stop| remove/v);
	for (const key of ['s', 'd', 'r', 'p', 'S', 'R', '<ctrl-k>']) {
		await program.press(key);
		await untilFooter(program, /shipshape runs with --read-only/v);
	}

	await program.press('x');
	await program.waitFor('nothing: shipshape runs with --read-only');
	await program.press('<esc> :');
	await program.waitFor(/> show /v);
	await program.type('remove');
	await program.waitFor(shown => !shown.join('\n').includes('remove safe'));
	assert.equal(await statusOf(dockerd, id), 'running');
	assert.equal(proxy.count(/^(?!GET|HEAD)/v), 0);
});
