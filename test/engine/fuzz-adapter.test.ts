import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import type {IncomingMessage, ServerResponse} from 'node:http';
import process from 'node:process';
import test from 'node:test';
import fastCheck from 'fast-check';
import {connect} from '../../source/engine/connect.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import {createLive, type Live} from '../../source/store/live.ts';
import {startSync} from '../../source/store/sync.ts';
import {runs} from '../support/properties.ts';
import {fakeOnSocket} from './fake-engine.ts';
import {mutate, mutations} from './mutate.ts';
import {answerNames, askAll, nameOf, recordedAnswers, recordings} from './recorded/recorded.ts';

/** What happens to the bytes of an answer, after it was mutated. */
const damages: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
	none: bytes => bytes,
	half: bytes => bytes.subarray(0, Math.floor(bytes.length / 2)),
	empty: () => new Uint8Array(),
	invalidText: bytes => bytes.map((byte, index) => index % 50 === 49 ? 0xC3 : byte),
	overflow: bytes => Buffer.from(Buffer.from(bytes).toString('utf8').replaceAll(/:\d+(?=[,\}])/gv, ':1e999')),
	page: () => Buffer.from('<html><body>Bad gateway'),
	bare: () => Buffer.from('"text"'),
	number: () => Buffer.from('42'),
	twice: bytes => Buffer.concat([bytes, bytes]),
	mark: bytes => Buffer.concat([Buffer.from([0xEF, 0xBB, 0xBF]), bytes]),
};

type Answer = {readonly value: unknown; readonly damage: string; readonly cut: boolean; readonly type: string};

/** An engine whose answers can be changed while it runs. */
async function malformedEngine(context: Parameters<typeof fakeOnSocket>[0]) {
	let answers: ReadonlyMap<string, Answer> = new Map();
	const answer = (request: IncomingMessage, response: ServerResponse): void => {
		const name = nameOf(request.url ?? '');
		const {value, damage, cut, type} = answers.get(name) ?? {value: undefined, damage: 'empty', cut: false, type: 'application/json'};
		const texts = name === 'events' && Array.isArray(value) ? value.map(event => `${JSON.stringify(event)}\n`).join('') : JSON.stringify(value) ?? '';
		const bytes = damages[damage]!(Buffer.from(texts));
		response.writeHead(200, {'content-type': type});
		if (cut) {
			response.write(bytes.subarray(0, -1), () => {
				response.destroy();
			});
		} else if (name === 'events') {
			// An event stream goes on.
			response.write(bytes);
		} else {
			response.end(bytes);
		}
	};

	const fake = await fakeOnSocket(context, answer);
	return {
		endpoint: fake.endpoint,
		set(changed: ReadonlyMap<string, Answer>) {
			answers = changed;
		},
	};
}

const damaged = fastCheck.record({
	changes: mutations,
	isMutated: fastCheck.boolean(),
	damage: fastCheck.oneof({weight: 6, arbitrary: fastCheck.constant('none')}, {weight: 4, arbitrary: fastCheck.constantFrom(...Object.keys(damages))}),
	cut: fastCheck.oneof({weight: 9, arbitrary: fastCheck.constant(false)}, {weight: 1, arbitrary: fastCheck.constant(true)}),
	type: fastCheck.constantFrom('application/json', 'application/json', 'text/html', ''),
});

const allDamaged = fastCheck.record(Object.fromEntries(answerNames.map(name => [name, damaged])));

function answersOf(recording: string, how: Readonly<Record<string, {readonly changes: Parameters<typeof mutate>[1]; readonly isMutated: boolean; readonly damage: string; readonly cut: boolean; readonly type: string}>>): Map<string, Answer> {
	const answers = recordedAnswers(recording);
	return new Map(answerNames.map(name => {
		const {changes, isMutated, damage, cut, type} = how[name]!;
		return [name, {value: isMutated ? mutate(answers[name], changes) : answers[name], damage, cut, type}];
	}));
}

const anyRecording = fastCheck.constantFrom(...recordings.map(({name}) => name));

test('every question to an engine that answers anything at all settles with what was read or with an error that can be told', async context => {
	const fake = await malformedEngine(context);
	const stray: unknown[] = [];
	const note = (error: unknown) => {
		stray.push(error);
	};

	process.on('unhandledRejection', note);
	context.after(() => process.off('unhandledRejection', note));
	await fastCheck.assert(fastCheck.asyncProperty(anyRecording, allDamaged, async (recording, how) => {
		const answers = answersOf(recording, how);
		// Half of the time the engine can be connected to.
		const isGreeted = how['version']!.isMutated;
		const recorded = recordedAnswers(recording);
		for (const name of ['version', 'info']) {
			answers.set(name, isGreeted ? {value: recorded[name], damage: 'none', cut: false, type: 'application/json'} : answers.get(name)!);
		}

		fake.set(answers);
		const [outcome] = await Promise.allSettled([connect(fake.endpoint)]);
		if (outcome.status === 'rejected') {
			assert.ok(!isGreeted && outcome.reason instanceof EngineError, String((outcome.reason as Error).stack));
			return;
		}

		for (const asked of await askAll(outcome.value)) {
			if (asked.status === 'rejected') {
				assert.ok(asked.reason instanceof EngineError, String((asked.reason as Error).stack));
				assert.equal(asked.reason.message.includes('\n'), false);
			}
		}

		outcome.value.close();
	}), {numRuns: runs(100)});
	assert.deepEqual(stray, []);
});

const listNames = ['containers', 'images', 'networks', 'volumes'] as const;

/** Resolves when each list is there, or it is told why not. */
async function untilSettled(live: ReturnType<typeof createLive>): Promise<Live> {
	return new Promise(resolve => {
		const check = () => {
			const state = live.getState();
			if (state.connection.status === 'failed' || listNames.every(name => state[name].loaded || state[name].error)) {
				stop();
				resolve(state);
			}
		};

		const stop = live.subscribe(check);
		check();
	});
}

test('a picture of malformed answers has every row whose id came, or tells what could not be read', async context => {
	const fake = await malformedEngine(context);
	await fastCheck.assert(fastCheck.asyncProperty(anyRecording, allDamaged, async (recording, how) => {
		const recorded = recordedAnswers(recording);
		const answers = answersOf(recording, how);
		for (const name of ['version', 'info', 'events']) {
			answers.set(name, {value: recorded[name], damage: 'none', cut: false, type: 'application/json'});
		}

		fake.set(answers);
		const live = createLive();
		const sync = startSync({endpoint: fake.endpoint, live, connect: async signal => connect(fake.endpoint, {signal})});
		try {
			const state = await untilSettled(live);
			if (state.connection.status === 'failed') {
				assert.ok(state.connection.error instanceof EngineError, String(state.connection.error.stack));
				return;
			}

			for (const name of listNames) {
				const {items, error} = state[name];
				const {value, damage, cut} = answers.get(name)!;
				const list: unknown = name === 'volumes' ? (value as {readonly Volumes?: unknown} | undefined)?.Volumes : value;
				const isWhole = damage === 'none' && !cut;
				const ids = Array.isArray(list) ? list.map((item: Readonly<Record<string, unknown>> | null) => item?.[name === 'volumes' ? 'Name' : 'Id']) : [];
				const count = new Set(ids.filter(id => typeof id === 'string' && id !== '')).size;
				if (isWhole && error === undefined) {
					assert.equal(new Set(items.map(({id}) => id)).size, count, name);
				}
			}
		} finally {
			sync.close();
		}
	}), {numRuns: runs(60)});
});
