import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {
	after,
	before,
	describe,
	test,
} from 'node:test';
import {connect} from '../../source/engine/connect.ts';
import type {Engine, LogRequest} from '../../source/engine/engine.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import {compareInstants, nextInstant} from '../../source/model/instant.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {colourless} from '../support/colourless.ts';
import {askEngine} from '../support/engine-request.ts';
import type {Subject} from './contract.ts';
import {unixEndpoint} from './fake-engine.ts';

/** Where engines differ, and may. */
export type LogDifferences = {
	/** Podman 4 cuts the decimals off its times. */
	readonly hasDecimals?: boolean;
	/** How an engine says that the driver `none` cannot be read. */
	readonly refusal?: RegExp;
};

/** What any engine's logs must be through the adapter. */
export function logContract(name: string, open: () => Promise<Subject>, {hasDecimals = true, refusal = /does not support reading/v}: LogDifferences = {}, skip: string | false = false): void {
	describe(`the logs of ${name}`, {skip}, () => {
		let subject: Subject;
		let engine: Engine;
		const made: string[] = [];

		const run = async (script: string, {tty = false, driver}: {readonly tty?: boolean; readonly driver?: string} = {}): Promise<string> => {
			const {Id: id} = await askEngine(subject.socketPath, 'POST', `/v1.41/containers/create?name=log-${randomBytes(4).toString('hex')}`, {
				Image: subject.image, Cmd: ['sh', '-c', script], Tty: tty, HostConfig: {NetworkMode: 'none', ...driver && {LogConfig: {Type: driver}}},
			}) as {readonly Id: string};
			made.push(id);
			await engine.containers.start(id);
			return id;
		};

		const ended = async (id: string): Promise<void> => {
			await askEngine(subject.socketPath, 'POST', `/v1.41/containers/${id}/wait`);
		};

		const read = async (id: string, request: Partial<LogRequest> = {}, signal = new AbortController().signal): Promise<readonly LogLine[]> => {
			const lines: LogLine[] = [];
			await engine.logs(id, {tail: 1000, ...request}, {
				onLines(more) {
					lines.push(...more);
				},
			}, signal);
			return lines;
		};

		const texts = (lines: readonly LogLine[]) => lines.map(({text}) => text);

		before(async () => {
			subject = await open();
			engine = await connect(unixEndpoint(subject.socketPath));
		});

		after(async () => {
			await Promise.allSettled(made.map(async id => engine.containers.remove(id, {force: true})));
			engine.close();
			await subject.stop();
		});

		test('output and errors are told apart, with their times', async () => {
			const id = await run('echo one; echo oops >&2; echo; echo two');
			await ended(id);
			const lines = await read(id);
			assert.deepEqual(texts(lines.filter(({stream}) => stream === 'stdout')), ['one', '', 'two']);
			assert.deepEqual(texts(lines.filter(({stream}) => stream === 'stderr')), ['oops']);
			assert.ok(lines.every(({seconds}) => Math.abs(seconds - (Date.now() / 1000)) < 600));
			assert.equal(lines.some(({nanoseconds}) => nanoseconds > 0), hasDecimals);
		});

		test('a terminal\'s log has lines as well', async () => {
			const id = await run(String.raw`printf '\033[31mred\033[0m\n\033[2Jcleared\n10%%\r20%%\r\n'; echo 123`, {tty: true});
			await ended(id);
			assert.deepEqual(texts(await read(id)), ['\u{1B}[31mred\u{1B}[0m', 'cleared', '20%', '123']);
		});

		test('a line of 8 MB is one line, cut', async () => {
			const id = await run(String.raw`echo before; head -c 8000000 /dev/zero | tr "\000" x; echo; echo after`);
			await ended(id);
			// Podman 4 glues the lines around a long one together when it reads from the end.
			const lines = await read(id, {tail: 'all'});
			assert.deepEqual(lines.map(({text, lost}) => text.length + lost), [6, 8_000_000, 5]);
			assert.equal(lines[1]?.text, 'x'.repeat(64 * 1024));
		});

		test('binary output and control sequences do no harm', async () => {
			const id = await run(String.raw`head -c 20000 /bin/busybox; printf '\n\033]0;title\007\033[?1049h\000\377\376end\n'`);
			await ended(id);
			const lines = await read(id);
			const all = colourless(texts(lines).join(''));
			assert.doesNotMatch(all, /\p{Control}/v);
			assert.match(all, /␛\]0;title␇␀\u{FFFD}+end$/v);
		});

		test('the tail, and what came since, without a hole or a repetition', async () => {
			const id = await run('for i in 1 2 3 4 5 6 7 8 9; do echo "line $i"; sleep 0.05; done');
			await ended(id);
			const whole = await read(id, {tail: 'all'});
			assert.equal(whole.length, 9);
			assert.deepEqual(texts(await read(id, {tail: 3})), ['line 7', 'line 8', 'line 9']);
			if (hasDecimals) {
				assert.deepEqual(texts(await read(id, {since: nextInstant(whole[3]!)})), texts(whole.slice(4)));
				assert.deepEqual(texts(await read(id, {until: whole[3]!, tail: 'all'})), texts(whole.slice(0, 4)));
			}

			assert.ok(whole.every((line, index) => index === 0 || compareInstants(whole[index - 1]!, line) <= 0));
		});

		test('what is followed comes as it is written, ends with the container, and can be given up', async () => {
			const id = await run('echo first; read line; echo never');
			const giving = new AbortController();
			const {promise: seen, resolve} = Promise.withResolvers<void>();
			const following = engine.logs(id, {tail: 10, follow: true}, {
				onLines() {
					resolve();
				},
			}, giving.signal);
			await seen;
			giving.abort();
			await assert.rejects(following, (error: unknown) => error instanceof EngineError && error.kind === 'cancelled');
			const other = await run('echo a; sleep 0.3; echo b');
			assert.deepEqual(texts(await read(other, {follow: true})), ['a', 'b']);
		});

		test('a flood waits for its reader', async () => {
			const id = await run('yes "a line of ordinary length, as programs write them without an end"');
			let taken = 0;
			const giving = new AbortController();
			const {promise: paused, resolve: pause} = Promise.withResolvers<void>();
			const {promise: gate, resolve: openGate} = Promise.withResolvers<void>();
			const following = engine.logs(id, {tail: 10, follow: true}, {
				async onLines(lines) {
					taken += lines.length;
					if (taken > 5000) {
						pause();
						await gate;
					}
				},
			}, giving.signal);
			await paused;
			const atPause = taken;
			// The engine goes on answering while nobody takes what it has.
			await engine.containers.list();
			await engine.containers.inspect(id);
			assert.equal(taken, atPause);
			openGate();
			giving.abort();
			await assert.rejects(following);
			await engine.containers.remove(id, {force: true});
		});

		test('a log that cannot be read says so in the engine\'s words', async () => {
			const id = await run('echo unheard', {driver: 'none'});
			await ended(id);
			await assert.rejects(read(id), (error: unknown) => error instanceof EngineError && refusal.test(error.message));
			await assert.rejects(read('f'.repeat(64)), (error: unknown) => error instanceof EngineError && error.kind === 'not-found');
		});
	});
}
