import {execFile} from 'node:child_process';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {bareEnvironment, type Environment} from '../support/bare-environment.ts';
import {openProgram, programFile, quietEngine, type ProgramOptions} from './program.ts';
import {untilConnected} from './screen.ts';

/** All panes, detail tabs, dialogs and menus of the demo, one after the other. */
const lookAround = async (t: TestContext, options: ProgramOptions) => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, ...options});
	await untilConnected(program);
	for (const [keys, expected] of [
		['G', '21/21'],
		['g ] ] ]', 'batch-import'],
		['*', '21 marked'],
		['<esc> d', 'y/N'],
		['<esc> ?', 'help: containers'],
		['q x', 'container batch-import'],
		['<esc> :', 'commands'],
		['<esc> 2', 'REPOSITORY:TAG'],
		['3', 'SUBNET'],
		['4', 'old_pgdata'],
		['5', 'RECLAIMABLE'],
		['@', 'engines and contexts'],
	] as const) {
		await program.press(keys);
		await program.waitFor(expected);
	}

	await program.press('<esc> q');
	await program.exit;
	return program;
};

const escape = '\u{1B}';
const colours = (raw: string): readonly string[] => raw.split(escape).flatMap(part => /^\[[\d:;]*m/v.exec(part)?.[0] ?? []);

test('NO_COLOR takes every colour away, and TERM=dumb too', async t => {
	for (const env of [{NO_COLOR: '1'}, {TERM: 'dumb'}] satisfies readonly Environment[]) {
		const program = await lookAround(t, {env});
		assert.deepEqual([...new Set(colours(program.raw()))], []);
	}

	const coloured = await lookAround(t, {});
	assert.ok(colours(coloured.raw()).length > 100);
});

test('--ascii, and a locale without UTF-8, send nothing but ASCII', async t => {
	for (const options of [{flags: ['--ascii']}, {env: {LANG: 'C'}}, {env: {LANG: undefined, LC_ALL: 'POSIX'}}] satisfies readonly ProgramOptions[]) {
		const program = await lookAround(t, options);
		const strange = [...new Set(program.raw().match(/\P{ASCII}/gv))];
		assert.deepEqual(strange, []);
	}
});

test('every theme draws', async t => {
	for (const theme of ['dark', 'light', 'high-contrast', 'terminal']) {
		const engine = await quietEngine(t);
		const program = openProgram(t, {host: engine.address, flags: ['--theme', theme]});
		const lines = await untilConnected(program);
		assert.match(lines.join('\n'), />batch-import/v);
		await program.close();
	}
});

const run = async (flags: readonly string[], env: Environment): Promise<{readonly code: number; readonly output: string; readonly errors: string}> => new Promise(resolve => {
	execFile(process.execPath, [programFile, ...flags], {env: bareEnvironment(env)}, (error, output, errors) => {
		resolve({code: typeof error?.code === 'number' ? error.code : 0, output, errors});
	});
});

test('without a terminal there is an overview instead, plain and without a screen', async t => {
	const engine = await quietEngine(t);
	const {code, output, errors} = await run([], {DOCKER_HOST: engine.address});
	assert.equal(code, 0, errors);
	assert.equal(output.includes(escape), false);
	assert.match(output, /shop-api-1/v);
	assert.ok(output.includes(engine.address), 'names the endpoint');

	const json = await run(['--json'], {DOCKER_HOST: engine.address});
	assert.equal(json.code, 0, json.errors);
	assert.ok(JSON.stringify(JSON.parse(json.output)).includes('shop-api-1'));

	const nowhere = await run([], {DOCKER_HOST: 'unix:///nonexistent/engine.sock'});
	assert.equal(nowhere.code, 3);
	assert.equal(nowhere.output, '');
	assert.match(nowhere.errors, /unix:\/\/\/nonexistent\/engine\.sock/v);
});

test('help and version need no engine', async () => {
	const help = await run(['--help'], {});
	assert.equal(help.code, 0);
	assert.match(help.output, /Usage/v);
	const version = await run(['--version'], {});
	assert.match(version.output, /^\d+\.\d+\.\d+\n$/v);
	const wrong = await run(['nosuch'], {});
	assert.equal(wrong.code, 2);
	assert.equal(wrong.output, '');
	assert.match(wrong.errors, /nosuch/v);
});
