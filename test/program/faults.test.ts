import assert from 'node:assert/strict';
import {mkdtemp, rename, rm, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {skipReason} from '../support/availability.ts';
import type {Proxy} from '../support/proxy.ts';
import type {Fault} from '../support/proxy-faults.ts';
import {askEngine} from '../support/engine-request.ts';
import type {OpenTerminal} from '../support/terminal.ts';
import {makeContainer, realEngine} from './engine.ts';
import {openProgram, openProxy, quietEngine} from './program.ts';
import {cursorName, footer, listedNames, untilAt, untilConnected, untilFooter} from './screen.ts';

const real = {skip: skipReason()};
const isFresh = (lines: readonly string[]): boolean => !/stale|connecting|trying|not up to date/v.test(`${lines[0]}${footer(lines)}`);

type Place = {readonly program: OpenTerminal; readonly proxy: Proxy; readonly names: readonly string[]; readonly change: () => Promise<unknown>};

/** The program, connected to the demo engine by a proxy that can break everything. */
async function demo(t: TestContext): Promise<Place> {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const program = openProgram(t, {host: proxy.address, columns: 160});
	await untilConnected(program);
	await untilAt(program, 'batch-import');
	return {
		program, proxy, names: ['batch-import', 'blog-db-1'], change: async () => askEngine(engine.socketPath, 'POST', '/containers/create?name=zzz', {Image: 'alpine:3.20'}),
	};
}

/** The same with dockerd. */
async function dockerd(t: TestContext): Promise<Place> {
	const engine = await realEngine();
	await makeContainer(t, engine, 'aaa', {started: false});
	await makeContainer(t, engine, 'bbb', {started: false});
	const proxy = await openProxy(t, engine.socketPath);
	const program = openProgram(t, {host: proxy.address, columns: 160});
	await untilConnected(program);
	await untilAt(program, 'aaa');
	return {program, proxy, names: ['aaa', 'bbb'], change: async () => makeContainer(t, engine, 'zzz', {started: false})};
}

/** The cursor obeys, a pane opens and a menu too: nothing of that waits for an engine. */
async function assertAnswersKeys({program, names: [first = '', second = '']}: Place): Promise<void> {
	await program.press('j');
	await untilAt(program, second);
	await program.press('k');
	await untilAt(program, first);
	await program.press('?');
	await program.waitFor('help:');
	await program.press('<esc> 4 1');
	await untilAt(program, first);
}

/** Everything is as it should be: nothing is stale, and what happens shows without a key. */
async function assertRecovers({program, names, change}: Place): Promise<void> {
	await program.waitFor(isFresh, 30_000);
	await change();
	const lines = await program.waitFor(shown => listedNames(shown).includes('zzz') && isFresh(shown), 30_000);
	assert.equal(cursorName(lines), names[0]);
}

const faults: ReadonlyArray<readonly [string, Fault]> = [
	['no answer within its body', {kind: 'cut', at: 40}],
	['no more than the head of an answer', {kind: 'cut', at: 'headers'}],
	['no answer at all', {kind: 'cut', at: 'start'}],
	['a page in place of JSON', {kind: 'garble', body: '<html><body>Bad gateway</body></html>'}],
	['half of a JSON', {kind: 'garble', body: '[{"Id": "0123'}],
	['JSON of another kind', {kind: 'garble', body: '{"hello": ["world"]}'}],
	['500 for everything', {kind: 'answer', status: 500, body: '{"message": "the disk of the engine is full"}'}],
	['401 of a proxy', {kind: 'answer', status: 401, body: '{"message": "authentication required"}'}],
	['502 of a proxy', {kind: 'answer', status: 502, body: '<html>502 Bad Gateway</html>'}],
];

for (const [name, open, skip] of [['the demo', demo, false], ['dockerd', dockerd, real.skip]] as const) {
	for (const [what, fault] of faults) {
		test(`${name}, then ${what}: keys are answered, the rows stay, and it recovers by itself`, {skip}, async t => {
			const place = await open(t);
			const {program, proxy, names} = place;
			const mend = proxy.inject({match: /./v, fault});
			await program.press('<ctrl-r>');
			// It is told that what is shown is not what there is now.
			const told = await program.waitFor(lines => !isFresh(lines), 15_000);
			assert.ok(names.every(each => listedNames(told).includes(each)), told.join('\n'));
			await assertAnswersKeys(place);
			proxy.cutAll();
			await program.waitFor(/stale \d+ s/v);
			await assertAnswersKeys(place);
			mend();
			await assertRecovers(place);
		});

		test(`${name}, from the start with ${what}: it is told, never a blank list, and found without a key`, {skip}, async t => {
			const place = await open(t);
			const {proxy} = place;
			const mend = proxy.inject({match: /./v, fault});
			const program = openProgram(t, {host: proxy.address, columns: 160});
			const lines = await program.waitFor('No engine', 15_000);
			assert.ok(lines.join('\n').includes(proxy.address));
			assert.doesNotMatch(lines[1] ?? '', /Containers \d/v);
			await program.press('?');
			await program.waitFor('help:');
			await program.press('<esc>');
			await program.waitFor('No engine');
			mend();
			await program.waitFor(shown => listedNames(shown).includes(place.names[0]!), 15_000);
		});
	}

	test(`${name}: one list that cannot be read is told as such, and read again by itself`, {skip}, async t => {
		const place = await open(t);
		const {proxy} = place;
		const mend = proxy.inject({match: /\/images\/json/v, fault: {kind: 'answer', status: 500, body: '{"message": "the store of images is broken"}'}});
		const program = openProgram(t, {host: proxy.address, columns: 160, flags: ['images']});
		await program.waitFor('the store of images is broken');
		await program.press('1');
		await untilAt(program, place.names[0]!);
		await program.press('2');
		await program.waitFor('the store of images is broken');
		mend();
		await program.waitFor(lines => /^[> ]\S+.*ago|:/v.test(lines[3] ?? '') && !lines.join('\n').includes('is broken'), 15_000);
	});

	test(`${name}: an event stream that is cut within a line is opened again, and nothing is missed`, {skip}, async t => {
		const place = await open(t);
		const {program, proxy, change} = place;
		// The next stream ends within its first event.
		proxy.inject({match: /\/events/v, fault: {kind: 'cut', at: 25}, times: 1});
		proxy.cutAll();
		await program.waitFor(/stale/v);
		await program.waitFor(isFresh, 15_000);
		await change();
		const lines = await program.waitFor(shown => listedNames(shown).includes('zzz'), 15_000);
		assert.ok(place.names.every(each => listedNames(lines).includes(each)));
		await program.waitFor(isFresh, 15_000);
	});

	test(`${name}, five seconds for every answer: keys come before the answers, and it stays connected`, {skip}, async t => {
		const place = await open(t);
		const {proxy, names} = place;
		proxy.inject({match: /./v, fault: {kind: 'delay', milliseconds: 5000}});
		const program = openProgram(t, {host: proxy.address, columns: 160});
		await program.waitFor('connecting');
		// Long before the first answer can be there.
		await program.press('?');
		const help = await program.waitFor('help:');
		assert.match(help[0] ?? '', /connecting/v);
		await program.press('<esc>');
		// The version, the information, the events, the list: one after the other.
		await program.waitFor(shown => cursorName(shown) === names[0], 40_000);
		const seen = proxy.requests().length;
		await program.press('j i');
		const lines = await program.waitFor(shown => cursorName(shown) === names[1] && shown.join('\n').includes('reading'));
		// The keys were followed before any answer to them could be there.
		assert.match(lines.join('\n'), /reading/v);
		await program.press('<ctrl-r>');
		await program.waitFor(shown => !shown.join('\n').includes('reading…'), 20_000);
		assert.ok(proxy.requests().length > seen);
		assert.match(program.screen()[0] ?? '', /running/v);
		assert.doesNotMatch(program.screen()[0] ?? '', /stale/v);
	});
}

test('a socket that is taken away and made again is noticed, and found without a key', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, columns: 160});
	await untilConnected(program);
	await program.press('j');
	await untilAt(program, 'blog-db-1');
	const restarted = engine.restart(3000);
	await program.waitFor(/stale \d+ s/v);
	await program.press('k');
	await untilAt(program, 'batch-import');
	await restarted;
	const lines = await program.waitFor(isFresh, 15_000);
	assert.equal(cursorName(lines), 'batch-import');
});

test('another engine on the same socket is noticed and told; nothing that was marked or asked is meant for it', real, async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-switch-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const place = path.join(folder, 'engine.sock');
	const pointTo = async (socketPath: string) => {
		await symlink(socketPath, `${place}.new`);
		await rename(`${place}.new`, place);
	};

	const before = await quietEngine(t);
	const after = await realEngine();
	await askEngine(before.socketPath, 'POST', '/volumes/create', {Name: 'aaa-data'});
	await after.docker(['volume', 'create', 'aaa-data']);
	t.after(async () => after.docker(['volume', 'rm', '--force', 'aaa-data']));
	await pointTo(before.socketPath);
	const program = openProgram(t, {host: `unix://${place}`, columns: 200, flags: ['volumes']});
	await untilConnected(program);
	await untilAt(program, 'aaa-data');
	await program.press('<space>');
	await untilFooter(program, /1 marked/v);
	await program.press('d');
	await program.waitFor(/remove 1/v);
	await program.type('remove 1');

	await pointTo(after.socketPath);
	await before.stop();
	const lines = await program.waitFor(/another engine than before/v, 15_000);
	// The dialog that asked about the other engine's volume is gone, and so is the mark.
	await program.waitFor(shown => !shown.join('\n').includes('remove 1'));
	assert.match(lines[0] ?? '', /another engine than before: \S+ \(Docker/v);
	await program.press('<enter>');
	await untilAt(program, 'aaa-data');
	assert.doesNotMatch(footer(program.screen()), /marked/v);
	assert.equal(await after.docker(['volume', 'ls', '--quiet', '--filter', 'name=aaa-data']), 'aaa-data');
});
