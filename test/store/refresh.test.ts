import assert from 'node:assert/strict';
import test from 'node:test';
import {createRefresher} from '../../source/store/refresh.ts';

test('one request after a quiet time is done almost at once', async t => {
	t.mock.timers.enable({apis: ['setTimeout', 'Date']});
	let runs = 0;
	const refresher = createRefresher(async () => {
		runs++;
	});
	t.mock.timers.tick(5000);
	refresher.ask();
	t.mock.timers.tick(10);
	await Promise.resolve();
	assert.equal(runs, 1);
});

test('two hundred requests within twenty seconds are a handful of runs, and the last one is not lost', async t => {
	t.mock.timers.enable({apis: ['setTimeout', 'Date']});
	let runs = 0;
	let seen = 0;
	let asked = 0;
	const refresher = createRefresher(async () => {
		runs++;
		seen = asked;
	});
	for (asked = 1; asked <= 200; asked++) {
		refresher.ask();
		t.mock.timers.tick(100);
		await Promise.resolve();
		await Promise.resolve();
	}

	asked = 200;
	t.mock.timers.tick(3000);
	await Promise.resolve();
	assert.ok(runs >= 2 && runs <= 20, `${runs} runs`);
	assert.equal(seen, 200);
});

test('never two at the same time', async t => {
	t.mock.timers.enable({apis: ['setTimeout', 'Date']});
	const {promise, resolve} = Promise.withResolvers<void>();
	let running = 0;
	let most = 0;
	const refresher = createRefresher(async () => {
		running++;
		most = Math.max(most, running);
		await promise;
		running--;
	});
	refresher.ask();
	t.mock.timers.tick(100);
	refresher.ask();
	t.mock.timers.tick(5000);
	assert.equal(running, 1);
	resolve();
	await promise;
	assert.equal(most, 1);
});

test('nothing runs after it was stopped', t => {
	t.mock.timers.enable({apis: ['setTimeout', 'Date']});
	let runs = 0;
	const refresher = createRefresher(async () => {
		runs++;
	});
	refresher.ask();
	refresher.stop();
	t.mock.timers.tick(5000);
	refresher.ask();
	t.mock.timers.tick(5000);
	assert.equal(runs, 0);
});
