import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import {
	after,
	before,
	describe,
	test,
	type TestContext,
} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {connect} from '../../source/engine/connect.ts';
import type {Engine, ExecRequest} from '../../source/engine/engine.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import {drain, type Session} from '../../source/model/session.ts';
import {askEngine} from '../support/engine-request.ts';
import type {Subject} from './contract.ts';
import {unixEndpoint} from './fake-engine.ts';

/** Where engines differ, and may. */
export type ExecDifferences = {
	/** The demo's programs are played: they have no processes, no terminal of any size, and know few words. */
	readonly runsPrograms?: boolean;
};

type Heard = {
	readonly session: Session;
	readonly text: () => string;
	readonly errors: () => string;
	/** Resolves when the output has this in it. */
	readonly has: (expected: string | RegExp) => Promise<void>;
	/** Resolves at the end of the output. */
	readonly ended: Promise<void>;
};

/** Reads a session as it goes. */
function listen(session: Session): Heard {
	const said = {stdout: '', stderr: ''};
	const waiting = new Set<() => void>();
	const tell = () => {
		for (const check of waiting) {
			check();
		}
	};

	let isOver = false;
	const ended = (async () => {
		for await (const {stream, bytes} of session.output) {
			said[stream] += Buffer.from(bytes).toString();
			tell();
		}

		isOver = true;
		tell();
	})();
	return {
		session,
		text: () => said.stdout,
		errors: () => said.stderr,
		ended,
		has: async expected => new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				waiting.delete(check);
				reject(new Error(`${expected} never came, but ${JSON.stringify(said)}`));
			}, 15_000);
			const check = () => {
				const isThere = typeof expected === 'string' ? said.stdout.includes(expected) : expected.test(said.stdout);
				if (isThere || isOver) {
					clearTimeout(timer);
					waiting.delete(check);
				}

				if (isThere) {
					resolve();
				} else if (isOver) {
					reject(new Error(`${expected} never came, but an end: ${JSON.stringify(said)}`));
				}
			};

			waiting.add(check);
			check();
		}),
	};
}

/** What every engine must do with exec and attach. */
export function execContract(name: string, open: () => Promise<Subject>, {runsPrograms = true}: ExecDifferences = {}, skip: string | false = false): void {
	describe(`exec and attach of ${name}`, {skip}, () => {
		let subject: Subject;
		let engine: Engine;

		before(async () => {
			subject = await open();
			engine = await connect(unixEndpoint(subject.socketPath));
		});

		after(async () => {
			engine.close();
			await subject.stop();
		});

		const create = async (context: TestContext, body: object = {}): Promise<string> => {
			const {Id: id} = await askEngine(subject.socketPath, 'POST', '/v1.41/containers/create', {
				Image: subject.image, Cmd: ['sh', '-c', 'while :; do sleep 1; done'], HostConfig: {NetworkMode: 'none'}, ...body,
			}) as {readonly Id: string};
			context.after(async () => {
				await engine.containers.remove(id, {force: true});
			});
			await engine.containers.start(id);
			return id;
		};

		const run = async (id: string, request: ExecRequest): Promise<Heard> => listen(await engine.containers.exec(id, request));
		const type = ({session}: Heard, text: string): void => {
			session.write(Buffer.from(text));
		};

		const processes = async (id: string): Promise<readonly string[]> => {
			const {rows} = await engine.containers.processes(id);
			return rows.map(row => row.at(-1) ?? '');
		};

		/** An engine closes the connection a moment before the terminal. */
		const untilGone = async (id: string, isLeft: (line: string) => boolean): Promise<void> => {
			let left: readonly string[] = ['not looked at'];
			for (let look = 0; look < 100 && left.length > 0; look++) {
				left = (await processes(id)).filter(line => isLeft(line));
			}

			assert.deepEqual(left, []);
		};

		test('output and errors are told apart, and the exit code is told', async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh', '-c', 'echo out; echo err >&2; exit 3']});
			await heard.ended;
			assert.deepEqual([heard.text(), heard.errors(), await heard.session.exitCode()], ['out\n', 'err\n', 3]);
			assert.deepEqual([heard.session.terminal, heard.session.takesInput], [false, false]);
		});

		test('the end of the input is told, and what comes after it is heard', async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['cat'], input: true});
			type(heard, 'first\n');
			type(heard, 'last');
			heard.session.endInput();
			await heard.ended;
			assert.deepEqual([heard.text(), await heard.session.exitCode()], ['first\nlast', 0]);
		});

		test('a shell with a terminal', async t => {
			const id = await create(t);
			const heard = await run(id, {
				command: ['sh'], terminal: true, input: true, size: {columns: 90, rows: 20},
			});
			await heard.session.resize({columns: 90, rows: 20});
			await heard.has(/[#$] /v);
			type(heard, 'echo hello\r');
			await heard.has(/hello\r\n[\s\S]*hello\r\n/v);
			type(heard, 'exit 7\r');
			await heard.ended;
			assert.equal(await heard.session.exitCode(), 7);
			assert.equal(heard.errors(), '');
			// After the end it does nothing.
			await heard.session.resize({columns: 10, rows: 10});
		});

		test('a size is told at the start and when it changes', {skip: runsPrograms ? false : 'no real terminal'}, async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh'], terminal: true, input: true});
			await heard.session.resize({columns: 91, rows: 21});
			type(heard, 'stty size\r');
			await heard.has('21 91');
			await heard.session.resize({columns: 133, rows: 44});
			type(heard, 'stty size\r');
			await heard.has('44 133');
			assert.equal(await heard.session.hangUp(), true);
		});

		test('what does not exist ends with 126 or 127 and the engine\'s words, or is refused with them', async t => {
			const id = await create(t);
			const answer = async (): Promise<{readonly words: string; readonly code: number | undefined}> => {
				const heard = await run(id, {command: ['no-such-program']});
				await heard.ended;
				return {words: heard.text() + heard.errors(), code: await heard.session.exitCode()};
			};

			const {words, code} = await answer().catch((error: unknown) => ({words: error instanceof EngineError ? error.context.words ?? '' : '', code: 127}));
			assert.match(words, /no-such-program/v);
			assert.ok(code === 126 || code === 127, String(code));
		});

		test('much output comes whole, read slowly', {skip: runsPrograms ? false : 'no real program'}, async t => {
			const id = await create(t);
			const session = await engine.containers.exec(id, {command: ['dd', 'if=/dev/zero', 'bs=1000', 'count=5000']});
			let zeros = 0;
			let pieces = 0;
			for await (const {stream, bytes} of session.output) {
				zeros += stream === 'stdout' ? bytes.filter(byte => byte === 0).length : 0;
				pieces++;
				if (pieces % 20 === 0) {
					await sleep(1);
				}
			}

			assert.equal(zeros, 5_000_000);
			assert.equal(await session.exitCode(), 0);
		});

		test('user and folder are as asked for', {skip: runsPrograms ? false : 'no real program'}, async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh', '-c', 'id -u; pwd'], user: '1234', workingDirectory: '/tmp'});
			await heard.ended;
			assert.equal(heard.text(), '1234\n/tmp\n');
		});

		test('hanging up ends a shell and what runs in it', async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh'], terminal: true, input: true});
			await heard.has(/[#$] /v);
			if (runsPrograms) {
				type(heard, 'sleep 4711\r');
				let seen: readonly string[] = [];
				for (let look = 0; look < 100 && seen.length === 0; look++) {
					seen = (await processes(id)).filter(line => line.includes('4711'));
				}

				assert.equal(seen.length, 1);
			}

			assert.equal(await heard.session.hangUp(), true);
			await heard.ended;
			await untilGone(id, line => line.includes('4711') || line === 'sh');
			assert.equal(await heard.session.hangUp(), true);
		});

		test('hanging up ends a program without a terminal', {skip: runsPrograms ? false : 'no real program'}, async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh', '-c', 'echo begun; sleep 4712; true']});
			await heard.has('begun');
			assert.equal(await heard.session.hangUp(), true);
			await heard.ended;
			await untilGone(id, line => line.includes('4712'));
		});

		test('ctrl+p is a key like any other, ctrl+p ctrl+q too', {skip: runsPrograms ? false : 'no real program'}, async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh', '-c', 'stty raw -echo; echo ready; head -c 3 | od -An -tx1; stty sane'], terminal: true, input: true});
			await heard.has('ready');
			type(heard, '\u0010');
			type(heard, '\u0011x');
			await heard.ended;
			assert.match(heard.text(), /10 11 78/v);
		});

		test('it ends with its container', async t => {
			const id = await create(t);
			const heard = await run(id, {command: ['sh'], terminal: true, input: true});
			await heard.has(/[#$] /v);
			await engine.containers.kill(id, 'SIGKILL');
			await heard.ended;
			const code = await heard.session.exitCode();
			assert.ok(code === undefined || code > 0, String(code));
		});

		test('a container that does not run, or is paused, is refused with words', async t => {
			const id = await create(t);
			await engine.containers.pause(id);
			const refused = (error: unknown): true => {
				assert.ok(error instanceof EngineError);
				assert.match(error.message, /^run sh in container web: /v);
				assert.notEqual(error.context.words ?? '', '');
				return true;
			};

			await assert.rejects(async () => engine.containers.exec(id, {command: ['sh'], name: 'web'}), refused);
			await engine.containers.unpause(id);
			await engine.containers.kill(id, 'SIGKILL');
			await assert.rejects(async () => engine.containers.exec(id, {command: ['sh'], name: 'web'}), refused);
			await assert.rejects(async () => engine.containers.exec('f'.repeat(64), {command: ['sh']}), {kind: 'not-found'});
			await assert.rejects(async () => engine.containers.attach('f'.repeat(64)), {kind: 'not-found'});
		});

		test('it outlives the other connections of its engine', async t => {
			const id = await create(t);
			const other = await connect(unixEndpoint(subject.socketPath));
			const heard = listen(await other.containers.exec(id, {command: ['sh'], terminal: true, input: true}));
			await heard.has(/[#$] /v);
			other.close();
			type(heard, 'echo still here\r');
			await heard.has(/here\r\n[\s\S]*here\r\n/v);
			type(heard, 'exit 0\r');
			await heard.ended;
			assert.equal(await heard.session.exitCode(), 0);
		});

		test('attach to a terminal: what is typed goes in, leaving leaves it running', async t => {
			const id = await create(t, {Cmd: ['sh'], Tty: true, OpenStdin: true});
			const heard = listen(await engine.containers.attach(id));
			assert.deepEqual([heard.session.terminal, heard.session.takesInput, heard.session.endsInput], [true, true, false]);
			await heard.session.resize({columns: 91, rows: 21});
			// Exactly what was typed and nothing of the request: Podman would type a body.
			type(heard, 'echo hello\r');
			await heard.has(/hello\r\n[\s\S]*hello/v);
			assert.doesNotMatch(heard.text(), /stream|not found/v);
			assert.equal(await heard.session.hangUp(), true);
			await heard.ended;
			assert.equal(await heard.session.exitCode(), undefined);

			const again = listen(await engine.containers.attach(id));
			type(again, 'exit 5\r');
			await again.ended;
			assert.equal(await again.session.exitCode(), 5);
		});

		test('attach without a terminal: frames are taken apart, signals are sent', {skip: runsPrograms ? false : 'no real program'}, async t => {
			const id = await create(t, {Cmd: ['sh', '-c', 'trap "echo caught; exit 9" INT; while read -r line; do echo "got $line"; echo bad >&2; done'], OpenStdin: true});
			const heard = listen(await engine.containers.attach(id));
			assert.deepEqual([heard.session.terminal, heard.session.takesInput], [false, true]);
			type(heard, 'this\n');
			await heard.has('got this\n');
			await heard.session.signal('SIGINT');
			// A shell that waits in `read` sees the signal after the line.
			type(heard, 'that\n');
			await heard.ended;
			assert.match(heard.text(), /caught/v);
			assert.equal(heard.errors().split('\n', 1)[0], 'bad');
			assert.equal(await heard.session.exitCode(), 9);
		});

		test('read-only: nothing is run and nothing is joined', async t => {
			const id = await create(t);
			const careful = await connect(unixEndpoint(subject.socketPath), {readOnly: true});
			t.after(careful.close);
			await assert.rejects(async () => careful.containers.exec(id, {command: ['sh']}), {kind: 'read-only'});
			await assert.rejects(async () => careful.containers.attach(id), {kind: 'read-only'});
		});

		test('nobody has to read to the end to close', async t => {
			const id = await create(t);
			const session = await engine.containers.exec(id, {command: ['sh'], terminal: true, input: true});
			session.close();
			assert.ok(await drain(session) >= 0);
		});
	});
}
