import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {LogLine} from '../../source/model/log-line.ts';
import {createLogs, type Logs} from '../../source/store/logs.ts';
import {container, fakeLogs, line, settled, type FakeLogs} from './fake-logs.ts';

type Bench = FakeLogs & {readonly logs: Logs; readonly texts: () => readonly string[]; readonly later: (milliseconds?: number) => Promise<void>};

/** A log store with a clock that the test moves on. */
function bench(context: TestContext, written: Readonly<Record<string, readonly LogLine[]>>, {budget, height = 10}: {readonly budget?: number; readonly height?: number} = {}): Bench {
	context.mock.timers.enable({apis: ['setTimeout', 'Date'], now: 1_700_001_000_000});
	const fake = fakeLogs(written);
	const logs = createLogs({live: fake.live, engine: () => fake.engine, ...budget && {budget}});
	logs.drawn(height, () => 1);
	context.after(() => {
		logs.reset();
	});
	return {
		...fake,
		logs,
		texts: () => logs.shown().map(({text}) => text),
		async later(milliseconds = 100) {
			await settled();
			context.mock.timers.tick(milliseconds);
			await settled();
		},
	};
}

const range = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => line(from + index));

test('a log is opened from its tail and followed', async context => {
	const {logs, show, write, texts, later, requests} = bench(context, {web: range(1, 3)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	assert.deepEqual(texts(), ['line 1', 'line 2', 'line 3']);
	await write('web', line(4));
	await later();
	assert.equal(texts().at(-1), 'line 4');
	assert.deepEqual(requests.map(({tail, follow}) => [tail, follow]), [[1000, true]]);
});

test('nothing is read once nobody looks, and it goes on without a hole or a repetition', async context => {
	const {logs, show, write, texts, later, open} = bench(context, {web: range(1, 3)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.leave();
	await settled();
	assert.equal(open('web'), 0);
	await write('web', line(4), line(5));
	logs.watch(['web']);
	await later();
	await later();
	assert.deepEqual(texts(), range(1, 5).map(({text}) => text));
});

test('times of whole seconds repeat no line and lose none', async context => {
	const coarse = (second: number, text: string) => line(second, text, {nanoseconds: 0});
	const {logs, show, write, texts, later} = bench(context, {web: [coarse(1, 'a'), coarse(2, 'b'), coarse(2, 'c')]});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.leave();
	await settled();
	await write('web', coarse(2, 'd'), coarse(3, 'e'));
	logs.watch(['web']);
	await later();
	await later();
	assert.deepEqual(texts(), ['a', 'b', 'c', 'd', 'e']);
});

test('scrolling over the top reads older lines without holes or repetitions, and tells the beginning', async context => {
	const {logs, show, write, texts, later} = bench(context, {web: range(1, 2500)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	assert.equal(texts()[0], 'line 1501');
	await write('web', ...range(2501, 2600));
	await later();
	logs.toStart();
	assert.equal(logs.store.getState().follow, false);
	logs.scroll(-3);
	await later();
	assert.equal(texts()[0], 'line 501');
	assert.equal(logs.store.getState().top?.entry.text, 'line 1498');
	logs.toStart();
	logs.scroll(-1);
	await later();
	await later();
	assert.deepEqual(texts(), range(1, 2600).map(({text}) => text));
	assert.equal(logs.store.getState().atBeginning, true);
	assert.equal(logs.store.getState().isReadingOlder, false);
});

test('a long line that the tail begins in the middle of is whole again when its beginning is read', async context => {
	const {logs, show, later, texts} = bench(context, {web: [line(1), line(2, 'the beginning, ', {isOpen: true}), line(3, 'and the end'), ...range(4, 1002)]});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	assert.equal(texts()[0], 'and the end');
	logs.toStart();
	logs.toStart();
	await later();
	await later();
	assert.deepEqual(texts().slice(0, 3), ['line 1', 'the beginning, and the end', 'line 4']);
});

test('what comes while it stands still moves nothing, and is counted', async context => {
	const {logs, show, write, later} = bench(context, {web: range(1, 100)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	assert.equal(logs.place().index, 90);
	logs.scroll(-10);
	await write('web', ...range(101, 340));
	await later();
	assert.equal(logs.store.getState().fresh, 240);
	assert.equal(logs.shown()[logs.place().index]?.text, 'line 81');
	logs.toEnd();
	assert.equal(logs.store.getState().fresh, 0);
	assert.equal(logs.shown()[logs.place().index]?.text, 'line 331');
});

test('memory is bounded: the oldest go while it follows, and the stream waits while it does not', async context => {
	const budget = 100_000;
	const {logs, show, write, later} = bench(context, {web: range(1, 100)}, {budget});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	for (let batch = 0; batch < 10; batch++) {
		await write('web', ...range(101 + (500 * batch), 600 + (500 * batch)));
		await later();
	}

	assert.equal(logs.shown().at(-1)?.text, 'line 5100');
	assert.ok(logs.held().length < 1000, `${logs.held().length}`);
	logs.scroll(-5);
	const top = logs.shown()[logs.place().index];
	let isTaken = false;
	const writing = (async () => {
		await write('web', ...range(5101, 6000));
		await later();
		await write('web', ...range(6001, 7000));
		await write('web', line(7001));
		isTaken = true;
	})();
	for (let turn = 0; turn < 10; turn++) {
		await later();
	}

	assert.equal(isTaken, false);
	assert.equal(logs.store.getState().end, 'full');
	assert.equal(logs.shown()[logs.place().index], top);
	logs.toEnd();
	await later();
	await later();
	await later();
	await writing;
	assert.equal(logs.shown().at(-1)?.text, 'line 7001');
});

test('older lines that do not fit push out the newest, which are read again at the end', async context => {
	const {logs, show, later, open} = bench(context, {web: range(1, 3000)}, {budget: 150_000});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.toStart();
	logs.scroll(-1);
	await later();
	await later();
	assert.equal(logs.store.getState().end, 'cut');
	assert.equal(open('web'), 0);
	const numbers = logs.held().map(({text}) => Number(text.slice(5)));
	assert.deepEqual(numbers, Array.from(numbers, (_, index) => numbers[0]! + index));
	logs.toEnd();
	await later();
	await later();
	assert.equal(logs.shown().at(-1)?.text, 'line 3000');
	assert.equal(logs.store.getState().end, 'whole');
});

test('logs of several containers are one, in the order of time', async context => {
	const {logs, show, write, later} = bench(context, {web: [line(1, 'w1'), line(4, 'w4')], db: [line(2, 'd2'), line(3, 'd3'), line(5, 'd5')]});
	show(container('web'), container('db'), container('other'));
	logs.watch(['web', 'db']);
	await later();
	await later();
	await later();
	assert.deepEqual(logs.shown().map(({text}) => text), ['w1', 'd2', 'd3', 'w4', 'd5']);
	await write('web', line(7, 'w7'));
	await write('db', line(6, 'd6'));
	await later();
	assert.deepEqual(logs.shown().slice(-2).map(({text}) => text), ['d6', 'w7']);
	assert.deepEqual(logs.store.getState().sources.map(source => source.container.name), ['web', 'db']);
});

test('of several containers nothing is shown of a time whose lines are not all read', async context => {
	const busy = Array.from({length: 1500}, (_, index) => line(1000 + index, `busy ${1000 + index}`));
	const calm = [line(10, 'calm 10'), line(1100, 'calm 1100'), line(2000, 'calm 2000')];
	const {logs, show, later} = bench(context, {busy, calm});
	show(container('busy'), container('calm'));
	logs.watch(['busy', 'calm']);
	await later();
	await later();
	await later();
	assert.equal(logs.shown()[0]?.text, 'busy 1500');
	logs.toStart();
	logs.scroll(-1);
	await later();
	await later();
	assert.equal(logs.shown()[0]?.text, 'calm 10');
	assert.equal(logs.shown().length, 1503);
});

test('a container that restarts goes on', async context => {
	const {logs, show, write, end, later, texts} = bench(context, {web: range(1, 2)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	show(container('web', {state: 'exited'}));
	await end('web');
	await later();
	assert.equal(logs.store.getState().sources[0]?.status, 'ended');
	await write('web', line(3));
	show(container('web'));
	await later();
	await later();
	assert.deepEqual(texts(), ['line 1', 'line 2', 'line 3']);
	assert.equal(logs.store.getState().sources[0]?.status, 'open');
});

test('a container made anew under the same compose service is followed again', async context => {
	const service = {project: 'shop', service: 'web', labels: {'com.docker.compose.container-number': '1'}};
	const {logs, show, write, end, later, texts} = bench(context, {old: range(1, 2), new: []});
	show(container('old', {name: 'shop-web-1', ...service}));
	logs.watch(['old']);
	await later();
	await later();
	show();
	await end('old');
	await later();
	assert.equal(logs.store.getState().sources[0]?.status, 'gone');
	show(container('new', {name: 'shop-web-1', ...service}), container('another'));
	await later();
	await write('new', line(9, 'hello again'));
	await later();
	assert.deepEqual(texts(), ['line 1', 'line 2', 'shop-web-1 was made anew: its log goes on with new', 'hello again']);
});

test('filters say what is shown; a trace keeps the level of the line before it', async context => {
	const written = [
		line(1, 'INFO started'), line(2, 'ERROR broken', {stream: 'stderr'}), line(3, '  at here'), line(4, '{"level":"warn","msg":"slow"}'), line(5, 'DEBUG noise'), line(6, '\u{1B}[31mERROR\u{1B}[0m red'),
	];
	const {logs, show, later, texts, write} = bench(context, {web: written});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.change({least: 'error'});
	assert.deepEqual(texts(), ['ERROR broken', '  at here', '\u{1B}[31mERROR\u{1B}[0m red']);
	logs.change({least: 'warn'});
	assert.equal(texts().length, 4);
	logs.change({least: undefined, stderrOnly: true});
	assert.deepEqual(texts(), ['ERROR broken']);
	logs.change({stderrOnly: false, filter: 'error (broken|red)'});
	assert.equal(texts().length, 2);
	logs.change({filter: '!error|noise'});
	assert.equal(texts().length, 3);
	await write('web', line(7, 'an error'), line(8, 'fine'));
	await later();
	assert.equal(texts().at(-1), 'fine');
	assert.equal(texts().length, 4);
});

test('a search counts its matches, begins at the newest and goes round', async context => {
	const {logs, show, later} = bench(context, {web: range(1, 100)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.change({search: '5$'});
	assert.equal(logs.matches().length, 10);
	assert.equal(logs.store.getState().match?.text, 'line 95');
	assert.equal(logs.store.getState().follow, false);
	logs.nextMatch(1);
	assert.equal(logs.store.getState().match?.text, 'line 5');
	logs.nextMatch(-2);
	assert.equal(logs.store.getState().match?.text, 'line 85');
	assert.ok(logs.visible().some(({text}) => text === 'line 85'));
});

test('a window begins at its time; the head waits for its reader', async context => {
	const {logs, show, later, texts, requests} = bench(context, {web: range(1, 5000)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.showWindow('1m');
	await later();
	await later();
	assert.deepEqual(requests.at(-1)?.since, {seconds: 1_700_001_000 - 60, nanoseconds: requests.at(-1)?.since?.nanoseconds});
	logs.showWindow('head');
	for (let turn = 0; turn < 5; turn++) {
		await later();
	}

	assert.equal(texts()[0], 'line 1');
	assert.ok(texts().length < 1300, `${texts().length}`);
	assert.equal(logs.place().index, 0);
	logs.scroll(5000);
	await later();
	assert.ok(texts().length >= 2000);
});

test('clearing shows only what comes, and scrolling up brings back what was there', async context => {
	const {logs, show, write, later, texts} = bench(context, {web: range(1, 5)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.clear();
	assert.deepEqual(texts(), []);
	await write('web', line(6));
	await later();
	assert.deepEqual(texts(), ['line 6']);
	logs.toStart();
	await later();
	assert.deepEqual(texts(), range(1, 6).map(({text}) => text));
});

test('a mark stands where it was set', async context => {
	const {logs, show, write, later} = bench(context, {web: range(1, 2)});
	show(container('web'));
	logs.watch(['web']);
	await later();
	await later();
	logs.mark();
	await write('web', line(3));
	await later();
	assert.deepEqual(logs.shown().map(({kind}) => kind), ['line', 'line', 'mark', 'line']);
});
