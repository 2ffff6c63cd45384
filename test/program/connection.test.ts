import {once} from 'node:events';
import {chmod, chown, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from '../support/availability.ts';
import {openTerminal} from '../support/terminal.ts';
import {startDockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {makeContainer, realEngine, statusOf} from './engine.ts';
import {listRequests, openProgram, openProxy, quietEngine, terminalOptions} from './program.ts';
import {cursorName, footer, listedNames, untilAt, untilConnected, untilFooter} from './screen.ts';

const options = {skip: skipReason()};

const header = (expected: RegExp) => ([line = '']: readonly string[]): boolean => expected.test(line);

test('a killed engine is told with a count-up, the data stays, and all is as it was after it is back', options, async t => {
	const dockerd = await startDockerd();
	t.after(dockerd.stop);
	await busyboxImage(dockerd);
	const names = ['alpha', 'beta', 'delta', 'gamma'];
	for (const name of names) {
		await makeContainer(t, dockerd, name, {started: false});
	}

	const program = openProgram(t, {host: dockerd.address, columns: 160});
	await untilConnected(program);
	await program.press('j <space> j');
	await untilAt(program, 'gamma');

	await dockerd.kill();
	await program.waitFor(header(/stale \d+ s · (?:next try in \d+ s|trying)/v));
	const later = await program.waitFor(header(/stale 2 s/v));
	assert.deepEqual(listedNames(later), names);
	assert.ok(later[0]?.includes(dockerd.address.slice(-20)));

	// Keys are answered as ever; what needs the engine says that it is not there.
	await program.press('k');
	await untilAt(program, 'delta');
	await program.press('d');
	await untilFooter(program, /the engine is not connected/v);
	await program.press('2');
	await program.waitFor('REPOSITORY:TAG');
	await program.press('1');
	await untilAt(program, 'delta');

	// What happens meanwhile is told by no event: it is seen by reading everything again.
	await dockerd.start();
	await dockerd.docker(['rm', 'alpha']);
	await dockerd.docker(['create', '--name', 'aaa', '--network', 'none', 'busybox']);
	t.after(async () => dockerd.docker(['rm', 'aaa']).catch(() => undefined));
	await program.press('<ctrl-r>');
	const back = await program.waitFor(lines => !(lines[0] ?? '').includes('stale') && listedNames(lines).join(' ') === 'aaa beta delta gamma', 15_000);
	assert.equal(cursorName(back), 'delta');
	assert.match(back.join('\n'), /\n●beta /v);
	assert.match(footer(back), /1 marked/v);
});

test('a frozen engine is noticed by a key, and comes back by itself', options, async t => {
	const dockerd = await realEngine();
	const id = await makeContainer(t, dockerd, 'frozen', {started: false});
	await makeContainer(t, dockerd, 'other', {started: false});
	const program = openProgram(t, {host: dockerd.address, columns: 160});
	await untilConnected(program);
	dockerd.pause();
	t.after(dockerd.resume);
	// The time after which silence is suspicious: nothing but time tells it.
	await delay(10_200);
	await program.press('j');
	await untilAt(program, 'other');
	await program.waitFor(header(/stale \d+ s/v), 8000);
	await program.press('k');
	await untilAt(program, 'frozen');
	dockerd.resume();
	await program.waitFor(lines => !(lines[0] ?? '').includes('stale'), 15_000);
	await program.press('d');
	await program.waitFor('remove? y/N');
	await program.press('y');
	await untilFooter(program, /removed frozen/v);
	assert.equal(await statusOf(dockerd, id), undefined);
});

test('tries get slower up to five seconds, and ctrl+r tries at once', async t => {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const program = openProgram(t, {host: proxy.address, columns: 160});
	await untilConnected(program);
	const away = proxy.inject({match: /./v, fault: {kind: 'cut', at: 'start'}});
	proxy.cutAll();
	await program.waitFor(header(/stale/v));
	await program.waitFor(header(/next try in 5 s/v), 15_000);
	proxy.forget();
	away();
	await program.press('<ctrl-r>');
	await program.waitFor(lines => !(lines[0] ?? '').includes('stale'), 3000);
	assert.deepEqual(listRequests(proxy), {
		containers: 1, images: 1, networks: 1, volumes: 1,
	});
});

/** What the program says of an engine that it cannot reach. */
const untilRefused = async (t: TestContext, host: string, expected: RegExp) => {
	const program = openProgram(t, {host, columns: 120});
	const lines = await program.waitFor('No engine');
	assert.match(lines.join('\n'), expected);
	assert.ok(lines.join('\n').includes(host), `names ${host}`);
	assert.match(lines.join('\n'), /ctrl\+r +try again/v);
	assert.doesNotMatch(lines[1] ?? '', /Containers \d/v);
	return program;
};

test('an endpoint without an engine says which and why, and offers the demo', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-nowhere-'));
	t.after(async () => rm(folder, {recursive: true}));
	const missing = `unix://${folder}/missing.sock`;
	const program = await untilRefused(t, missing, /there is no socket|no such file/v);
	await program.press('d');
	const demo = await program.waitFor(/1 Containers \d+/v);
	assert.match(demo[0] ?? '', /^ shipshape  DEMO /v);
	await program.press('q');
	assert.equal((await program.exit).code, 0);

	await untilRefused(t, 'tcp://127.0.0.1:9', /refused|nothing listens/v);

	const file = path.join(folder, 'file.sock');
	await writeFile(file, '');
	await untilRefused(t, `unix://${file}`, /refused|not a socket|nothing listens/v);
});

test('something that answers but is no engine is told as such', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-nowhere-'));
	const server = createServer((_request, response) => {
		response.end('<html>welcome</html>');
	});
	server.listen(path.join(folder, 'web.sock'));
	await once(server, 'listening');
	t.after(async () => {
		server.close();
		server.closeAllConnections();
		await rm(folder, {recursive: true});
	});
	await untilRefused(t, `unix://${folder}/web.sock`, /does not answer like a container engine/v);
});

test('a socket of somebody else is a matter of permission', {skip: process.getuid?.() === 0 ? false : 'only root can become somebody else'}, async t => {
	const engine = await quietEngine(t);
	const folder = path.dirname(engine.socketPath);
	await chmod(folder, 0o755);
	await chown(engine.socketPath, 0, 0);
	const {command, ...rest} = terminalOptions({host: engine.address});
	const program = openTerminal({...rest, command: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...command], env: {DOCKER_HOST: engine.address, HOME: '/nonexistent'}});
	t.after(program.close);
	const lines = await program.waitFor('No engine');
	assert.match(lines.join('\n'), /permission/iv);
	assert.ok(lines.join('\n').includes(engine.address));
});

test('an engine that comes up late is found without a key', async t => {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const away = proxy.inject({match: /./v, fault: {kind: 'cut', at: 'start'}});
	const program = openProgram(t, {host: proxy.address});
	await program.waitFor('No engine');
	away();
	await program.waitFor(/1 Containers 21/v, 10_000);
	await untilAt(program, 'batch-import');
});
