import assert from 'node:assert/strict';
import test from 'node:test';
import type {Engine} from '../../../source/engine/engine.ts';
import type {Container, ContainerDetails} from '../../../source/model/container.ts';
import {EngineError} from '../../../source/model/engine-error.ts';
import type {LogLine} from '../../../source/model/log-line.ts';
import {exitTab} from '../../../source/panes/containers/details/exit.ts';
import {container, details, live, now, plain, tabContext} from './samples.ts';

const minute = 60_000;
const logLine = (text: string, change: Partial<LogLine> = {}): LogLine => ({seconds: 1, nanoseconds: 0, stream: 'stdout', text, lost: 0, isOpen: false, ...change});
const ended = (change: Partial<ContainerDetails> = {}): ContainerDetails => details({state: 'exited', started: now - (200 * minute), finished: now - (12 * minute), ...change});

/** What the tab shows, loaded from an engine with this inspection and this log. */
const shown = async (data: ContainerDetails, log: readonly LogLine[] | Error = [], {row = container({state: 'exited'}), height = 20, kills = 0}: {readonly row?: Container; readonly height?: number; readonly kills?: number} = {}): Promise<readonly string[]> => {
	const engine = {
		containers: {inspect: async () => data},
		async logs(_id: string, _request: unknown, {onLines}: {onLines(lines: readonly LogLine[]): void}) {
			if (log instanceof Error) {
				throw log;
			}

			onLines(log);
		},
	} as unknown as Engine;
	const loaded = await exitTab.load!(row, engine, new AbortController().signal, live());
	return plain(exitTab.lines(row, loaded, tabContext({height, live: {...live(), memoryKills: new Map(kills > 0 ? [[row.id, kills]] : [])}})));
};

const verdict = async (change: Partial<ContainerDetails>): Promise<string | undefined> => (await shown(ended(change)))[0];

test('only what ended has it', () => {
	const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown'] as const;
	assert.deepEqual(states.filter(state => exitTab.applies?.(container({state}))), ['created', 'exited', 'dead']);
});

test('how it ended, in words; lack of memory only when the engine says so', async () => {
	assert.equal(await verdict({exitCode: 0}), 'exit 0: finished without error');
	assert.equal(await verdict({exitCode: 1}), 'exit 1: failed');
	assert.equal(await verdict({exitCode: 143}), 'exit 143: terminated (SIGTERM)');
	assert.equal(await verdict({exitCode: 137}), 'exit 137: killed (SIGKILL)');
	assert.equal(await verdict({exitCode: 137, oomKilled: true, memoryLimit: 2 ** 29}), 'exit 137: killed for lack of memory');
});

test('a kill without a reason says what it may have been, one for memory says the limit', async () => {
	assert.match((await shown(ended({exitCode: 137}))).join('\n'), /by docker kill, by a stop/v);
	const lines = await shown(ended({exitCode: 137, oomKilled: true, memoryLimit: 2 ** 29}), [], {kills: 2});
	assert.equal(lines[1], 'memory    its limit is 512 MiB, lacked it 2 times since this program looks');
});

test('when, for how long, and whether it is started again', async () => {
	const lines = await shown(ended({exitCode: 1, restartPolicy: 'on-failure', restartCount: 3}));
	assert.match(lines[1] ?? '', /^ended {5}12 m ago {2}\d\d:\d\d:\d\d|^ended {5}12 m ago {2}\d{4}-/v);
	assert.match(lines[2] ?? '', /^ran {7}3 h 8 m {2}since /v);
	assert.equal(lines[3], 'restart   on-failure  it is started again when it fails, restarted 3 times');
	assert.match((await shown(ended({finished: now - 1000})))[1] ?? '', /just now/v);
});

test('its last words, as many as there is room for, in the order they were said', async () => {
	const log = [logLine('late', {stream: 'stderr', seconds: 9}), ...Array.from({length: 30}, (_line, index) => logLine(`\u{1B}[31mline\u{1B}[0m\t${index}`, {seconds: 2, nanoseconds: index}))];
	const lines = await shown(ended(), log);
	assert.equal(lines.length, 20);
	assert.equal(lines.at(-1), '! late');
	assert.equal(lines.at(-2), '  line    29');
	assert.equal((await shown(ended(), log, {height: 3})).filter(text => /line {4}\d|late/v.test(text)).length, 5);
	assert.equal((await shown(ended())).at(-1), 'It wrote nothing to its log.');
});

test('a log that cannot be read is told in the engine\'s words, beside the rest', async () => {
	const failure = new EngineError('unsupported', {operation: 'read the log of', endpoint: 'unix:///x', words: 'configured logging driver does not support reading'});
	const lines = await shown(ended({exitCode: 1}), failure);
	assert.equal(lines[0], 'exit 1: failed');
	assert.equal(lines.at(-1), 'Its log cannot be read: configured logging driver does not support reading');
});

test('one that could not be started says why, one that was never started that', async () => {
	const row = container({state: 'created', command: 'nosuch --now'});
	const lines = await shown(details({state: 'created', exitCode: 127, error: 'exec: "nosuch": executable file not found in $PATH'}), [], {row});
	assert.deepEqual(lines.slice(0, 3), ['It could not be started (127).', 'engine    exec: "nosuch": executable file not found in $PATH', 'command   nosuch --now']);
	assert.deepEqual(await shown(details({state: 'created'}), [], {row}), ['It was never started.', 'restart   no  it stays as it is']);
});
