import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {DemoEngine} from '../../source/demo/main.ts';
import type {Fault} from '../../source/demo/faults.ts';
import {startDemoProcess} from '../benchmark/demo-process.ts';
import {askEngine} from '../support/engine-request.ts';
import type {OpenTerminal} from '../support/terminal.ts';
import {openProgram, quietEngine} from './program.ts';
import {cursorName, footer, listedNames, untilAt, untilConnected, untilFooter} from './screen.ts';

/** The switch of the demo engine, by the route that anybody can use. */
const breakWith = async (engine: DemoEngine, fault: Fault) => askEngine(engine.socketPath, 'POST', '/demo/faults', fault);
const mend = async (engine: DemoEngine) => askEngine(engine.socketPath, 'DELETE', '/demo/faults');

const isFresh = (lines: readonly string[]): boolean => !/stale|connecting|trying|not up to date/v.test(`${lines[0]}${footer(lines)}`);

type Place = {readonly engine: DemoEngine; readonly program: OpenTerminal};

/** The program on a quiet engine, its cursor on the first row. */
async function open(t: TestContext): Promise<Place> {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, columns: 160});
	await untilConnected(program);
	await untilAt(program, 'batch-import');
	return {engine, program};
}

/** Each key shows what it does: one down, one up, help, another pane and back. */
async function assertAnswersKeys(program: OpenTerminal): Promise<void> {
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	await program.press('k');
	await untilAt(program, 'batch-import');
	await program.press('?');
	await program.waitFor('help:');
	await program.press('<esc> 3');
	await program.waitFor(/NAME.*DRIVER/v);
	await program.press('1');
	await untilAt(program, 'batch-import');
}

let made = 0;

/** What somebody else makes now shows without a key, with the cursor where it was. */
async function assertRecovers({engine, program}: Place): Promise<void> {
	made++;
	const name = `aaa-${made}`;
	await program.waitFor(isFresh, 15_000);
	await askEngine(engine.socketPath, 'POST', `/containers/create?name=${name}`, {Image: 'alpine:3.20'});
	const lines = await program.waitFor(shown => listedNames(shown).includes(name) && isFresh(shown), 15_000);
	assert.equal(cursorName(lines), 'batch-import');
}

/** What is wrong with every answer, and how it is told to somebody who comes just then. */
const faults: ReadonlyArray<readonly [string, Fault, RegExp]> = [
	['connections that break without an answer', {cut: 'before-headers'}, /the connection to \S+ was lost/v],
	['answers that break after their head', {cut: 'after-headers'}, /the connection to \S+ was lost/v],
	['answers that break in their middle', {cut: 'mid-body'}, /the connection to \S+ was lost/v],
	['answers that are no JSON', {garbage: true}, /does not answer like a container engine: broken JSON/v],
	['500 for everything', {status: 500}, /the engine failed: demo fault: status 500/v],
	['503 after a moment for everything', {delay: 50, status: 503}, /the engine failed: demo fault: status 503/v],
	['401 for everything', {status: 401}, /the engine refused: authorization denied by plugin demo/v],
];

test('whatever is wrong with every answer: the rows stay, keys are answered, and it recovers by itself', async t => {
	const place = await open(t);
	const {engine, program} = place;
	for (const [what, fault] of faults) {
		await t.test(what, async () => {
			await breakWith(engine, fault);
			await program.press('<ctrl-r>');
			const told = await program.waitFor(/stale \d+ s/v);
			assert.ok(['batch-import', 'blog-db-1', 'toolbox'].every(name => listedNames(told).includes(name)), told.join('\n'));
			await assertAnswersKeys(program);
			await mend(engine);
			await assertRecovers(place);
		});
	}
});

test('whatever is wrong from the start: the screen says what, and shows the containers once it is over', async t => {
	const engine = await quietEngine(t);
	for (const [what, fault, words] of faults) {
		await t.test(what, async context => {
			await breakWith(engine, fault);
			const program = openProgram(context, {host: engine.address, columns: 160});
			const lines = await program.waitFor('No engine');
			assert.match(lines.join('\n'), words);
			assert.ok(lines.join('\n').includes(engine.address));
			await program.press('?');
			await program.waitFor('help:');
			await mend(engine);
			await program.press('<esc>');
			await untilAt(program, 'batch-import');
		});
	}
});

test('an engine that takes its time for everything, or never answers one question, is waited for without a key lost', async t => {
	const place = await open(t);
	const {engine, program} = place;
	await t.test('late answers are not told as lost ones', async () => {
		await breakWith(engine, {delay: 1200});
		await program.press('i');
		await program.waitFor('reading…');
		await program.press('<esc>');
		await assertAnswersKeys(program);
		await program.press('i');
		const lines = await program.waitFor('"RestartCount"');
		assert.ok(isFresh(lines), lines[0]);
		await program.press('<esc>');
		await mend(engine);
		await assertRecovers(place);
	});

	await t.test('an inspection that never comes holds nothing up', async () => {
		await breakWith(engine, {hang: true, match: '^GET /containers/[0-9a-f]+/json'});
		await program.press('j j j i');
		await program.waitFor('reading…');
		await program.press('<esc> g');
		await program.waitFor(lines => cursorName(lines) !== undefined);
		await mend(engine);
		await program.press('g / t o o l b o x <enter>');
		await untilAt(program, 'toolbox');
		await program.press('i');
		const lines = await program.waitFor('"RestartCount"');
		assert.equal(cursorName(lines), 'toolbox');
		await program.press('<esc> <esc> <esc>');
		await program.press('/ b a t c h <enter>');
		await untilAt(program, 'batch-import');
		await program.press('<esc>');
	});

	await t.test('no sign of life is told, and another one is enough', async () => {
		await breakWith(engine, {hang: true, match: '^(?:GET|HEAD) /_ping', times: 1});
		await program.press('<ctrl-r>');
		await program.waitFor(/stale \d+ s/v);
		await assertRecovers(place);
	});
});

test('one list that cannot be read is told on its own pane, and read again by itself', async t => {
	const {engine, program} = await open(t);
	for (const fault of [{status: 500}, {garbage: true}] satisfies readonly Fault[]) {
		await breakWith(engine, {...fault, match: '^GET /images/json'});
		await program.press('<ctrl-r> 2');
		const lines = await untilFooter(program, /not up to date/v);
		assert.match(lines.join('\n'), /\n[> ]alpine:3\.20/v);
		await program.press('1');
		await untilFooter(program, /^(?!.*not up to date)/v);
		assert.equal(cursorName(program.screen()), 'batch-import');
		await program.press('2');
		await mend(engine);
		await untilFooter(program, /^(?!.*not up to date)/v);
		await program.press('1');
	}
});

test('an event that is cut within its line costs nothing: the stream is opened again, and what it told is there', async t => {
	const place = await open(t);
	const {engine, program} = place;
	await breakWith(engine, {cut: 'mid-body', match: '^GET /events', times: 1});
	await breakWith(engine, {status: 500, match: '_ping', times: 1});
	// The next stream of events is the one that breaks.
	await program.press('<ctrl-r>');
	await program.waitFor(/stale \d+ s/v);
	await program.waitFor(isFresh);
	await askEngine(engine.socketPath, 'POST', '/containers/create?name=aaa-cut', {Image: 'alpine:3.20'});
	await program.waitFor(lines => listedNames(lines).includes('aaa-cut'));
	assert.deepEqual(engine.faults.list().filter(({times}) => times !== 0), []);
	await assertRecovers(place);
});

const say = async (engine: Pick<DemoEngine, 'socketPath'>, name: string, lines: readonly string[]) => askEngine(engine.socketPath, 'POST', `/demo/logs?id=${name}`, {lines});

/** The words of the log that is shown, without what stands before them. */
const spoken = (lines: readonly string[]): readonly string[] => lines.flatMap(line => /soak line (?<number>\d+) of it/v.exec(line)?.groups?.['number'] ?? []);

test('a log that is cut within a frame goes on by itself, with each line once', async t => {
	const {engine, program} = await open(t);
	const numbers = Array.from({length: 12}, (_unused, number) => String(number));
	await say(engine, 'toolbox', ['before']);
	await say(engine, 'shop-db-1', numbers.map(number => `soak line ${number} of it`));
	await breakWith(engine, {cut: 'mid-body', match: '/logs$', times: 1});
	await program.press('/ s h o p - d b <enter> l');
	await program.waitFor(lines => spoken(lines).at(-1) === '11');
	await say(engine, 'shop-db-1', ['soak line 12 of it']);
	const lines = await program.waitFor(shown => spoken(shown).at(-1) === '12');
	assert.deepEqual(spoken(lines), [...numbers, '12']);
	assert.ok(engine.faults.list().every(({times}) => times === 0));
});

test('logs of several go on after the engine was killed, though no container changed', async t => {
	// In a process of its own: only what is killed breaks all its connections at once.
	const engine = await startDemoProcess({quiet: true});
	t.after(engine.stop);
	const program = openProgram(t, {host: engine.address, columns: 160});
	await untilAt(program, 'batch-import');
	await program.press('/ s h o p - <enter> * l');
	await program.waitFor('6 containers');
	for (const turn of ['0', '1']) {
		await engine.kill();
		await program.waitFor(/stale \d+ s/v);
		await engine.start();
		await program.waitFor(isFresh);
		await say(engine, 'shop-db-1', [`soak line ${turn} of it`]);
		const lines = await program.waitFor(shown => spoken(shown).at(-1) === turn);
		assert.doesNotMatch(lines.join('\n'), /not read/v);
	}
});

test('a shell that cannot be had is told in words, and had once it can', async t => {
	const {engine, program} = await open(t);
	await program.press('/ s h o p - a p i <enter>');
	await untilAt(program, 'shop-api-1');
	for (const [fault, words] of [
		[{status: 500}, /shop-api-1: the engine failed: demo fault: status 500/v],
		[{garbage: true}, /shop-api-1: \S+ sent an answer that cannot be read: broken JSON/v],
		[{cut: 'before-headers'}, /shop-api-1: the connection to \S+ was lost/v],
	] as const) {
		await breakWith(engine, {...fault, match: '/exec'});
		await program.press('E');
		const lines = await untilFooter(program, words);
		assert.equal(cursorName(lines), 'shop-api-1');
		await mend(engine);
	}

	await program.press('E');
	await program.waitFor('in shop-api-1, exit or ctrl+p ctrl+q comes back');
});
