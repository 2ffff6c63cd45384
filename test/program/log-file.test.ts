import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {bareEnvironment, type Environment} from '../support/bare-environment.ts';
import {skipReason} from '../support/availability.ts';
import {askEngine} from '../support/engine-request.ts';
import {runInShell} from '../support/run-in-shell.ts';
import {untouchedModes} from '../support/terminal-modes.ts';
import {realEngine} from './engine.ts';
import {openProgram, openProxy, programFile, quietEngine, terminalOptions} from './program.ts';
import {untilAt, untilConnected, untilFooter} from './screen.ts';

const secret = 'hunter2hunter2';

/** A folder for the log, with a docker configuration whose credentials are nobody's business. */
const preparedFolder = async (t: TestContext): Promise<{readonly folder: string; readonly file: string; readonly env: Environment}> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-log-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	await writeFile(path.join(folder, 'config.json'), JSON.stringify({HttpHeaders: {'X-Meta-Key': secret}, auths: {'registry.example': {auth: secret}}}));
	return {folder, file: path.join(folder, 'log'), env: {DOCKER_CONFIG: folder}};
};

const levelsOf = (text: string): ReadonlySet<string> => new Set(text.trimEnd().split('\n').map(line => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?<level>error|warn |info |debug) /v.exec(line)?.groups?.['level']?.trim() ?? `not an entry: ${line}`));

test('a session with dockerd is written down, for its owner alone and without a secret', {skip: skipReason()}, async t => {
	const {file, env} = await preparedFolder(t);
	const dockerd = await realEngine();
	const {Id: id} = await askEngine(dockerd.socketPath, 'POST', '/containers/create?name=vault', {
		Image: 'busybox:latest', Cmd: ['sleep', '1000'], Env: [`POSTGRES_PASSWORD=${secret}`, `PLAIN=${secret}`], Labels: {key: secret}, HostConfig: {NetworkMode: 'none'},
	}) as {readonly Id: string};
	t.after(async () => dockerd.docker(['rm', '--force', id]).catch(() => undefined));
	const proxy = await openProxy(t, dockerd.socketPath);
	const program = openProgram(t, {host: proxy.address, flags: ['--log-file', file, '--log-level', 'debug', 'containers'], env});
	await untilConnected(program);
	await untilAt(program, 'vault');
	await program.press('i');
	await program.press('S');
	await untilFooter(program, /started vault/v);
	const undo = proxy.inject({match: /\/pause/v, fault: {kind: 'answer', status: 500, body: JSON.stringify({message: `no way to https://me:${secret}@registry, password=${secret}`})}});
	await program.waitFor(lines => lines.some(line => /vault .*running/v.test(line)));
	await program.press('p');
	await untilFooter(program, /no way to/v);
	undo();
	await program.press('<ctrl-c>');
	assert.equal((await program.exit).code, 130);

	const text = await readFile(file, 'utf8');
	assert.equal((await stat(file)).mode % 0o1000, 0o600);
	assert.equal(text.includes(secret), false, text);
	assert.deepEqual([...levelsOf(text)].toSorted(), ['debug', 'error', 'info', 'warn']);
	const entries = [
		/info  start, shipshape \d+\.\d+\.\d+, Node v?\d+\.\d+\.\d+, linux \w+, process \d+, terminal of 120x40, TERM xterm-256color\n/v,
		/info  engine unix:\/\/\S+\/proxy\.sock, context default, chosen by DOCKER_HOST\n/v,
		/info  connecting\n/v,
		/debug GET \/version 200 \d+ ms\n/v,
		/debug GET \/v1\.\d+\/containers\/json\?all=true\S* 200 \d+ ms\n/v,
		/info  connected, Docker \S+, API 1\.\d+\n/v,
		/info  job \d+, start: asked for vault\n/v,
		/debug POST \/v1\.\d+\/containers\/[\da-f]{64}\/start 204 \d+ ms\n/v,
		/info  job \d+, start: vault done after \d+(?:\.\d)? s\n/v,
		/debug POST \/v1\.\d+\/containers\/[\da-f]{64}\/pause 500 \d+ ms\n/v,
		/error job \d+, pause: vault failed: .*no way to https:\/\/registry, password=\*\*\*/v,
		/info  end, exit code 130\n$/v,
	];
	for (const entry of entries) {
		assert.match(text, entry);
	}
});

test('an engine that goes is written down, and so is an ending by a signal', async t => {
	const {file, env} = await preparedFolder(t);
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const program = openProgram(t, {host: proxy.address, flags: ['--log-file', file], env});
	await untilConnected(program);
	proxy.inject({match: /./v, fault: {kind: 'cut', at: 'start'}});
	proxy.cutAll();
	await program.waitFor(([header = '']) => header.includes('stale'));
	program.kill('SIGTERM');
	await program.exit;
	const text = await readFile(file, 'utf8');
	assert.match(text, /warn  connection lost: .*\n/v);
	assert.match(text, /info  next try in \d+(?:\.\d)? s\n/v);
	assert.match(text, /info  end, exit code 143\n$/v);
	assert.equal(levelsOf(text).has('debug'), false, 'info is what is written when nobody says otherwise');
});

test('an address with a password in it is refused, and the password written nowhere', async t => {
	for (const host of [`tcp://me:${secret}@127.0.0.1:1`, `me:${secret}@127.0.0.1:1`]) {
		const {file, env} = await preparedFolder(t);
		const program = openProgram(t, {host, flags: ['--log-file', file, '--log-level', 'debug'], env});
		await program.waitFor('No engine');
		await program.press('q');
		await program.exit;
		const text = await readFile(file, 'utf8');
		assert.match(text, /error not connected: DOCKER_HOST asks for .*127\.0\.0\.1:1/v);
		assert.equal(text.includes(secret), false, text);
	}
});

const print = async (flags: readonly string[], env: Environment): Promise<{readonly code: number; readonly errors: string}> => new Promise(resolve => {
	execFile(process.execPath, [programFile, ...flags], {env: bareEnvironment(env)}, (error, _output, errors) => {
		resolve({code: typeof error?.code === 'number' ? error.code : 0, errors});
	});
});

test('commands without the UI write down what they do too', async t => {
	const {file, env} = await preparedFolder(t);
	const engine = await quietEngine(t);
	for (const flags of [['ps'], ['ports', '1'], ['df', '--json'], ['--version', '--verbose'], []]) {
		await print([...flags, '--log-file', file, '--log-level', 'debug'], {...env, DOCKER_HOST: engine.address});
	}

	await print(['ps', '--log-file', file], {...env, DOCKER_HOST: 'unix:///nonexistent.sock'});
	const text = await readFile(file, 'utf8');
	assert.equal(text.match(/info  start, .*, no terminal\n/gv)?.length, 6);
	assert.equal(text.match(/info  connected, /gv)?.length, 5);
	assert.match(text, /debug GET \/version 200/v);
	assert.match(text, /error not connected: there is no socket at unix:\/\/\/nonexistent\.sock\n\S+ info  end, exit code 3\n$/v);
});

test('a full disk changes nothing', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, flags: ['--log-file', '/dev/full', '--log-level', 'debug']});
	await untilConnected(program);
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	await program.press('q');
	assert.equal((await program.exit).code, 0);
});

test('a file that cannot be opened is told in one line, and the terminal is not touched', async t => {
	const {folder} = await preparedFolder(t);
	for (const [flags, words] of [
		[['--log-file', path.join(folder, 'no', 'log')], 'there is no such folder'],
		[['--log-file', folder], 'it is a folder'],
		[['--log-file', '/dev/tty'], 'it is a terminal'],
		[['--log-level', 'debug'], '--log-level wants --log-file FILE'],
		[['--log-file', path.join(folder, 'log'), '--log-level', 'loud'], 'loud'],
	] as const) {
		const terminal = await runInShell(terminalOptions({flags, columns: 200}));
		t.after(terminal.close);
		const outcome = await terminal.outcome;
		assert.equal(outcome.code, 2);
		assert.equal(outcome.after, outcome.before);
		assert.deepEqual(terminal.modes(), untouchedModes);
		assert.equal(terminal.raw().includes('\u{1B}'), false);
		assert.ok(terminal.screen().join('').includes(words), terminal.screen().join('\n'));
	}

	const {code, errors} = await print(['ps', '--log-file', path.join(folder, 'no', 'log')], {});
	assert.equal(code, 2);
	assert.equal(errors.trimEnd().split('\n').length, 1);
});
