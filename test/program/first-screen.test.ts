import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from '../support/availability.ts';
import {sharedDockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {listRequests, openProgram, openProxy, quietEngine} from './program.ts';
import {cursorName, footer, listedNames} from './screen.ts';

const once = {
	containers: 1, images: 1, networks: 1, volumes: 1,
};

/**
Long enough for anything that ticks.
*/
const quietTime = 5000;

test('the first screen says which engine, what there is, and what can be done', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, columns: 200, rows: 50});
	const lines = await program.waitFor(/ CPU · [\s\S]*1 Containers 21  2 Images \d+  3 Networks 9  4 Volumes 13  5 Disk/v);
	const header = lines[0] ?? '';
	assert.match(header, /^ shipshape  /v);
	assert.ok(header.includes(engine.address), header);
	assert.match(header, /Docker \d+\.\d+\.\d+ · \d+ CPU · [\d.]+ GiB/v);
	assert.match(header, /\d+ running (?:\(.+\) )?· 1 unhealthy · .*\d+ stopped$/v);
	assert.match(lines[2] ?? '', /^ NAME ▲ +IMAGE +STATE +CPU +MEM +PORTS +AGE/v);
	assert.equal(cursorName(lines), 'batch-import');
	assert.match(lines.join('\n'), /Exit  Logs  Stats  Ports  Env  Mounts  Processes  Changes  Health  I.* batch-import/v);
	assert.match(footer(lines), /^ l logs  S start  r restart .*d remove .*\? help .* 1\/21$/v);
	assert.deepEqual(program.modes(), {...program.modes(), alternateScreen: true, cursorHidden: true, bracketedPaste: true, synchronised: false});
});

test('a quiet engine is asked for nothing and nothing is drawn', async t => {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const program = openProgram(t, {host: proxy.address, flags: ['networks']});
	await program.waitFor('1 Containers 21');
	await program.settle(500);
	assert.deepEqual(listRequests(proxy), once);
	const [bytes, requests] = [program.bytes(), proxy.requests().length];
	await program.settle(quietTime, quietTime + 2000);
	assert.equal(program.bytes(), bytes);
	assert.equal(proxy.requests().length, requests);
});

test('a real engine is asked for each list once, and for nothing more in quiet time', {skip: skipReason()}, async t => {
	const dockerd = await sharedDockerd();
	await busyboxImage(dockerd);
	await dockerd.docker(['create', '--name', 'first', '--network', 'none', 'busybox']);
	t.after(async () => dockerd.docker(['rm', 'first']));
	const proxy = await openProxy(t, dockerd.socketPath);
	const program = openProgram(t, {host: proxy.address, columns: 200});
	const lines = await program.waitFor(/1 Containers 1  2 Images 1  3 Networks 2  4 Volumes 0/v);
	assert.ok(lines[0]?.includes(proxy.address));
	assert.deepEqual(listedNames(lines), ['first']);
	await program.press('3');
	await program.waitFor('SUBNET');
	await program.settle(500);
	const [bytes, requests] = [program.bytes(), proxy.requests().length];
	await program.settle(quietTime, quietTime + 2000);
	assert.equal(program.bytes(), bytes);
	assert.equal(proxy.requests().length, requests, JSON.stringify(proxy.requests().slice(requests)));
	// The containers are looked at once before anything listens to what changes.
	assert.deepEqual(listRequests(proxy), {...once, containers: 2});
});

test('the pane that is asked for is the first one', async t => {
	const engine = await quietEngine(t);
	for (const [pane, title] of [['images', 'REPOSITORY:TAG'], ['networks', 'SUBNET'], ['volumes', 'DRIVER'], ['disk', 'RECLAIMABLE']] as const) {
		const program = openProgram(t, {host: engine.address, flags: [pane]});
		const lines = await program.waitFor(title);
		assert.match(lines[1] ?? '', /^ 1 Containers/v);
		await program.close();
	}
});

test('the demo engine is told as such', async t => {
	const program = openProgram(t, {flags: ['--demo']});
	const lines = await program.waitFor(/1 Containers \d+/v);
	assert.match(lines[0] ?? '', /shipshape  DEMO /v);
});

test('the first picture stays as it is when the keys are heard: nothing moves, no colour changes', async t => {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	proxy.inject({match: /version/v, fault: {kind: 'hang'}});
	for (const [columns, rows] of [[80, 24], [120, 40], [200, 60]] as const) {
		const program = openProgram(t, {host: proxy.address, columns, rows});
		const width = columns >= 160 ? Math.floor(columns * 0.58) : columns;
		const height = columns >= 160 ? rows - 1 : Math.ceil((rows - 3) * 0.55) + 2;
		const cells = () => Array.from({length: height}, (_line, row) => Array.from({length: width}, (_cell, column) => program.cell(column, row)));
		const first = await program.waitFor('batch-import').then(() => cells());
		await program.waitFor('? help');
		const blank = ({text, inverse}: ReturnType<typeof program.cell>) => text.trim() === '' && !inverse;
		const changed = cells().flatMap((line, row) => line.filter((cell, column) => !blank(first[row]![column]!) && JSON.stringify(cell) !== JSON.stringify(first[row]![column])));
		assert.deepEqual(changed, []);
		await program.close();
	}
});

test('the terminal is taken once, and what is typed before the keys are heard is not lost', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address});
	await program.waitFor('shipshape');
	await program.press('j j');
	await program.waitFor(lines => lines.join('').includes('1 Containers 21  2 Images') && cursorName(lines) === listedNames(lines)[2]);
	assert.equal(program.raw().split('\u001B[?1049h').length - 1, 1);
});

test('until an engine answers there is a screen that says so, and it can be left', async t => {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	proxy.inject({match: /./v, fault: {kind: 'hang'}});
	for (const [signal, code] of [['SIGTERM', 143], ['SIGINT', 130]] as const) {
		const program = openProgram(t, {host: proxy.address});
		await program.waitFor('connecting');
		program.kill(signal);
		assert.deepEqual(await program.exit, {code, signal: undefined});
		assert.deepEqual(program.modes(), {...program.modes(), alternateScreen: false, cursorHidden: false});
	}
});
