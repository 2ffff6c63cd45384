import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import type {Engine} from '../../source/engine/engine.ts';
import type {Reading} from '../../source/model/statistics.ts';
import {createLive} from '../../source/store/live.ts';
import {createSampler} from '../../source/store/stats.ts';
import {scriptEngine} from '../support/scripted-engine.ts';

const start = 1_000_000;

const named = (...ids: readonly string[]) => ids.map(id => ({id, name: id}));

/** An engine whose containers use one whole processor; it notes what it is asked, and when. */
const bench = (context: TestContext, {isPrompt = true}: {readonly isPrompt?: boolean} = {}) => {
	context.mock.timers.enable({apis: ['setTimeout', 'Date'], now: start});
	const asked: Array<{readonly id: string; readonly at: number}> = [];
	const followed = new Map<string, (reading: Reading | undefined) => void>();
	const state = {delay: 0, fails: false, isAway: false};
	const readingNow = (change: Partial<Reading> = {}): Reading => ({
		time: Date.now(), used: Date.now() * 1e6, passed: Date.now() * 2e6, processors: 2, memory: 100, memoryLimit: 1000, isLimited: false, blocks: {read: 0, written: 0}, ...change,
	});
	const stats: Engine['stats'] = {
		isPrompt,
		async read(id) {
			asked.push({id, at: Date.now() - start});
			if (state.delay > 0) {
				await new Promise<void>(resolve => {
					setTimeout(resolve, state.delay);
				});
			}

			if (state.fails) {
				throw new Error('no');
			}

			return readingNow();
		},
		async follow(id, onReading, signal) {
			asked.push({id: `follow ${id}`, at: Date.now() - start});
			if (state.fails) {
				throw new Error('no');
			}

			followed.set(id, onReading);
			await new Promise<void>(resolve => {
				signal.addEventListener('abort', () => {
					followed.delete(id);
					resolve();
				});
			});
		},
	};
	const live = createLive();
	let draws = 0;
	live.subscribe(() => {
		draws++;
	});
	const engine = {...scriptEngine().engine, stats};
	const sampler = createSampler(live, {isAway: () => state.isAway});
	context.after(() => {
		sampler.stop();
	});
	return {
		live, sampler, engine, asked, followed, state, readingNow,
		draws: () => draws,
		times: (id: string) => asked.filter(entry => entry.id === id).map(({at}) => at),
		statistics: () => live.getState().statistics,
		/** Lets time pass, a tenth of a second at a time, and whatever follows from it. */
		async pass(milliseconds: number) {
			for (let passed = 0; passed < milliseconds; passed += 100) {
				context.mock.timers.tick(100);
				await immediate();
				await immediate();
			}
		},
	};
};

test('an engine that answers at once is asked every two seconds, about what is seen alone', async t => {
	const {sampler, engine, times, asked, statistics, pass, draws} = bench(t);
	sampler.want({seen: named('a', 'b'), others: []}, engine);
	await pass(6100);
	assert.deepEqual(times('a'), [100, 2100, 4100, 6100].map(time => time - 100 + times('a')[0]!));
	assert.deepEqual(new Set(asked.map(({id}) => id)), new Set(['a', 'b']));
	assert.equal(statistics().samples.get('a')?.cpu, 100);
	assert.equal(statistics().history.get('a')?.length, times('a').length);
	assert.equal(draws(), times('a').length, 'all containers of a round are told together');
});

test('what is not wanted any more is let go at once, and nothing is asked for then', async t => {
	const {sampler, engine, asked, statistics, pass} = bench(t);
	sampler.want({seen: named('a', 'b'), others: []}, engine);
	await pass(2500);
	sampler.want({seen: named('b'), others: []}, engine);
	const before = asked.length;
	await pass(4000);
	assert.ok(asked.slice(before).every(({id}) => id === 'b'));
	assert.deepEqual([...statistics().samples.keys()], ['b']);
	sampler.want({seen: [], others: []}, engine);
	assert.equal(statistics().samples.size, 0);
	const after = asked.length;
	await pass(30_000);
	assert.equal(asked.length, after, 'no request in 30 quiet seconds');
	assert.ok(statistics().history.get('a'), 'the history is kept for when it is looked at again');
});

test('however fast the list is scrolled, no more is asked in two seconds than there are rows in the window', async t => {
	const {sampler, engine, asked, pass} = bench(t);
	for (let page = 0; page < 40; page++) {
		sampler.want({seen: named(`a${page}`, `b${page}`, `c${page}`), others: []}, engine);
		await pass(100);
	}

	for (const {at} of asked) {
		assert.ok(asked.filter(entry => entry.at >= at && entry.at < at + 2000).length <= 3);
	}
});

test('a slow engine is asked less often', async t => {
	const {sampler, engine, times, state, pass} = bench(t);
	state.delay = 1500;
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(20_000);
	const gaps = times('a').slice(1).map((time, index) => time - times('a')[index]!);
	assert.ok(gaps.length > 0 && gaps.every(gap => gap >= 6000), gaps.join(' '));
});

test('what fails is asked less and less, and tells no number', async t => {
	const {sampler, engine, times, state, statistics, pass} = bench(t);
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(2500);
	assert.equal(statistics().samples.size, 1);
	state.fails = true;
	await pass(60_000);
	assert.equal(statistics().samples.size, 0);
	assert.ok(times('a').length < 10, String(times('a').length));
	state.fails = false;
	await pass(35_000);
	assert.equal(statistics().samples.size, 1);
});

test('an engine that takes a second for an answer is followed instead; every container once, told together', async t => {
	const {sampler, engine, asked, followed, readingNow, statistics, pass, draws} = bench(t, {isPrompt: false});
	sampler.want({seen: named('a', 'b'), others: []}, engine);
	await pass(1000);
	const tell = () => {
		for (const take of followed.values()) {
			take(readingNow());
		}
	};

	tell();
	await pass(300);
	assert.equal(statistics().samples.get('a')?.memory, 100, 'the first number is told soon');
	for (let second = 0; second < 6; second++) {
		await pass(1000);
		tell();
	}

	await pass(2000);
	assert.equal(statistics().samples.get('b')?.cpu, 100);
	assert.deepEqual(asked.map(({id}) => id), ['follow a', 'follow b']);
	assert.ok(draws() <= 7, String(draws()));
	sampler.want({seen: named('b'), others: []}, engine);
	assert.deepEqual([...followed.keys()], ['b']);
	sampler.stop();
	assert.equal(followed.size, 0);
});

test('streams that come later and later are given up for single questions', async t => {
	const {sampler, engine, asked, followed, readingNow, pass} = bench(t, {isPrompt: false});
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(500);
	followed.get('a')?.(readingNow());
	await pass(5000);
	followed.get('a')?.(readingNow({time: Date.now() - 4000}));
	await pass(4000);
	assert.equal(followed.size, 0);
	assert.ok(asked.some(({id}) => id === 'a'));
});

test('a container that does not run has no number', async t => {
	const {sampler, engine, followed, readingNow, statistics, pass} = bench(t, {isPrompt: false});
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(100);
	followed.get('a')?.(readingNow());
	await pass(500);
	assert.equal(statistics().samples.size, 1);
	followed.get('a')?.(undefined);
	await pass(2500);
	assert.equal(statistics().samples.size, 0);
});

test('rows out of the window that an order needs are asked in turns, in the place of those in it', async t => {
	const {sampler, engine, asked, times, statistics, pass} = bench(t);
	sampler.want({seen: named('a', 'b'), others: named('c', 'd', 'e', 'f')}, engine);
	await pass(24_000);
	for (const {at} of asked) {
		assert.ok(asked.filter(entry => entry.at >= at && entry.at < at + 2000).length <= 2);
	}

	assert.ok(['c', 'd', 'e', 'f'].every(id => times(id).length >= 2));
	assert.deepEqual([...statistics().samples.keys()].toSorted(), ['a', 'b', 'c', 'd', 'e', 'f']);
});

test('rows change places seldom, and not while keys are pressed', async t => {
	const {sampler, engine, live, statistics, pass} = bench(t);
	let changes = 0;
	let {ranking} = statistics();
	live.subscribe(({statistics: now}) => {
		changes += now.ranking === ranking ? 0 : 1;
		({ranking} = now);
	});
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(20_000);
	assert.ok(changes >= 4 && changes <= 6, String(changes));
	changes = 0;
	for (let press = 0; press < 20; press++) {
		sampler.active();
		await pass(500);
	}

	assert.equal(changes, 0);
	await pass(4000);
	assert.ok(changes > 0);
});

test('while the terminal belongs to a shell nothing is asked, and afterwards it goes on', async t => {
	const {sampler, engine, asked, state, pass} = bench(t);
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(2500);
	state.isAway = true;
	await pass(100);
	const before = asked.length;
	await pass(30_000);
	assert.equal(asked.length, before);
	state.isAway = false;
	await pass(2500);
	assert.ok(asked.length > before);
});

test('another engine, or none, ends what was asked of the one before', async t => {
	const {sampler, engine, followed, statistics, pass, readingNow} = bench(t, {isPrompt: false});
	sampler.want({seen: named('a'), others: []}, engine);
	await pass(100);
	followed.get('a')?.(readingNow());
	await pass(500);
	sampler.want({seen: named('a'), others: []}, undefined);
	assert.equal(followed.size, 0);
	assert.equal(statistics().samples.size, 0);
	sampler.want({seen: named('a'), others: []}, {...engine});
	await pass(100);
	assert.deepEqual([...followed.keys()], ['a']);
});
