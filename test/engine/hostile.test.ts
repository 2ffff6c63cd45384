import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import type {IncomingMessage, ServerResponse} from 'node:http';
import test, {type TestContext} from 'node:test';
import fastCheck from 'fast-check';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {EngineError} from '../../source/model/engine-error.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import {attackNames, attacks} from '../support/hostile.ts';
import {assertHarmless} from '../support/draw.ts';
import {runs} from '../support/properties.ts';
import {fakeOnSocket} from './fake-engine.ts';
import {askAll, nameOf, recordedAnswers} from './recorded/recorded.ts';

/** Bytes that are no UTF-8 stand where this is. */
const wildcard = 'WILD-BYTES';
const wildBytes = Buffer.from([0xFF, 0xC3, 0x28, 0x9B, 0x33, 0x31, 0x6D, 0xED, 0xA0, 0x80, 0xC0, 0x9B]);

type Change = (text: string) => string;

/** Every text and every key of a document changed; what connects an engine stays. */
function poison(value: unknown, change: Change): unknown {
	if (typeof value === 'string') {
		return change(value);
	}

	if (Array.isArray(value)) {
		return value.map(item => poison(item, change));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => {
			const poisoned = poison(inner, change);
			// A field keeps its name, and every map has an entry more, whose key is as hostile as its value.
			return [[key, poisoned], ...typeof inner === 'string' ? [[change(key), poisoned]] : []];
		}))
		: value;
}

function bytesOf(value: unknown): Uint8Array {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return Buffer.concat(text.split(wildcard).flatMap((part, index) => [...index > 0 ? [wildBytes] : [], Buffer.from(part)]));
}

/** Nothing of it may reach a screen raw. Several lines are allowed in what is shown as a document. */
function assertClean(value: unknown, where: string, isDocument = false): void {
	if (typeof value === 'string') {
		assertHarmless(isDocument ? value.replaceAll(/[\n\t]/gv, ' ') : value, where);
		assert.ok(value.length <= (isDocument ? 200_000 : 10_000), `${where}: ${value.length} characters`);
	} else if (value instanceof Map) {
		for (const [key, inner] of value) {
			assertClean(key, `${where} key`);
			assertClean(inner, `${where}.${String(key)}`);
		}
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value)) {
			assertClean(key, `${where} key`);
			assertClean(inner, `${where}.${key}`, isDocument || key === 'raw' || key === 'output');
		}
	}
}

/** What cannot be read is told, which is text from an engine too. */
function assertAnswerClean(outcome: PromiseSettledResult<unknown>): void {
	if (outcome.status === 'rejected') {
		assertClean((outcome.reason as Error).message, 'message');
	} else {
		// A volume's inspection is a document as a whole.
		const isDocument = typeof outcome.value === 'object' && outcome.value !== null && 'Mountpoint' in outcome.value;
		assertClean(outcome.value, 'answer', isDocument);
	}
}

async function hostileEngine(context: TestContext) {
	let answer: (name: string, response: ServerResponse) => void = () => undefined;
	const fake = await fakeOnSocket(context, (request: IncomingMessage, response: ServerResponse) => {
		const name = nameOf(request.url ?? '');
		if (name === 'version') {
			// Nothing can be asked of what is no engine.
			response.writeHead(200, {'content-type': 'application/json'});
			response.end(bytesOf({...poison(recordedAnswers('docker-20.10')['version'], text => text) as object, ApiVersion: '1.41'}));
			return;
		}

		answer(name, response);
	});
	return {
		endpoint: fake.endpoint,
		set(given: typeof answer) {
			answer = given;
		},
	};
}

const hostileText = fastCheck.oneof(
	{weight: 4, arbitrary: fastCheck.array(fastCheck.constantFrom(...attackNames), {minLength: 1, maxLength: 4}).map(names => names.map(name => attacks[name]!).join(''))},
	{weight: 1, arbitrary: fastCheck.string({unit: 'binary', minLength: 1})},
	{weight: 1, arbitrary: fastCheck.constantFrom(wildcard, `${attacks['home']!}${wildcard}`)},
);
const places = ['instead', 'before', 'after'] as const;
const change = fastCheck.record({text: hostileText, place: fastCheck.constantFrom(...places)});

const changeOf = ({text, place}: {readonly text: string; readonly place: typeof places[number]}): Change => original =>
	place === 'instead' ? text : (place === 'before' ? `${text}${original}` : `${original}${text}`);

/** All events that an engine tells before it ends the stream. */
async function eventsOf(engine: Engine): Promise<readonly EngineEvent[]> {
	const events: EngineEvent[] = [];
	const {promise, resolve} = Promise.withResolvers<void>();
	await engine.events({
		onEvent(event) {
			events.push(event);
		},
		onEnd() {
			resolve();
		},
	}, new AbortController().signal);
	await promise;
	return events;
}

async function withEngine(fake: Awaited<ReturnType<typeof hostileEngine>>, run: (engine: Engine) => Promise<void>): Promise<void> {
	const engine = await connect(fake.endpoint);
	try {
		await run(engine);
	} finally {
		engine.close();
	}
}

test('whatever an engine answers, no text of it comes in raw', async context => {
	const fake = await hostileEngine(context);
	const recording = fastCheck.constantFrom('docker-20.10', 'demo');
	await fastCheck.assert(fastCheck.asyncProperty(recording, change, async (name, how) => {
		const answers = recordedAnswers(name);
		fake.set((route, response) => {
			const poisoned = poison(answers[route], changeOf(how));
			response.writeHead(200, {'content-type': 'application/json'});
			response.end(route === 'events' ? Buffer.concat((poisoned as unknown[]).flatMap(event => [bytesOf(event), Buffer.from('\n')])) : bytesOf(poisoned));
		});
		await withEngine(fake, async engine => {
			assertClean(engine.info, 'info');
			for (const outcome of await askAll(engine)) {
				assertAnswerClean(outcome);
			}

			assertClean(await eventsOf(engine), 'events');
		});
	}), {numRuns: runs(150)});
});

test('a text of a megabyte in every field is cut', async context => {
	const fake = await hostileEngine(context);
	const long = `${attacks['link']!}${'x'.repeat(1_000_000)}${attacks['home']!}`;
	fake.set((route, response) => {
		const listed = {Id: 'a'.repeat(64), Name: long, Names: [`/${long}`], Image: long, Status: long, State: long, Command: long, Labels: {[long]: long}, RepoTags: [long], Driver: long, Mountpoint: long};
		response.writeHead(200, {'content-type': 'application/json'});
		response.end(JSON.stringify(route === 'info' ? {ID: 'x', Name: long, OperatingSystem: long} : (route === 'volumes' ? {Volumes: [listed]} : (['container', 'image', 'network', 'volume'].includes(route) ? {...listed, Config: {Env: [long]}} : [listed]))));
	});
	await withEngine(fake, async engine => {
		assertClean(engine.info, 'info');
		for (const outcome of await askAll(engine)) {
			assertAnswerClean(outcome);
		}
	});
});

const anyError = fastCheck.record({
	text: hostileText,
	status: fastCheck.constantFrom(301, 400, 401, 403, 404, 409, 500, 502),
	form: fastCheck.constantFrom('json', 'text', 'reason', 'location'),
});

/** As it stands in the first line or a header: one line, bytes of latin1. */
const inHead = (text: string): Uint8Array => Buffer.from(text.replaceAll(/[\0\n\r]/gv, ''), 'latin1');

test('however an engine words a refusal, nothing of it comes in raw', async context => {
	const fake = await hostileEngine(context);
	await fastCheck.assert(fastCheck.asyncProperty(anyError, async ({text, status, form}) => {
		const answers = recordedAnswers('demo');
		fake.set((route, response) => {
			if (route === 'info') {
				response.writeHead(200, {'content-type': 'application/json'});
				response.end(JSON.stringify(answers[route]));
				return;
			}

			const body = form === 'json' ? bytesOf({message: text, cause: text}) : (form === 'text' ? bytesOf(text) : new Uint8Array());
			response.socket?.end(Buffer.concat([
				Buffer.from(`HTTP/1.1 ${status} `),
				form === 'reason' ? inHead(text) : Buffer.from('Refused'),
				Buffer.from(`\r\nContent-Type: ${form === 'json' ? 'application/json' : 'text/plain'}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`),
				...form === 'location' ? [Buffer.from('Location: '), inHead(text), Buffer.from('\r\n')] : [],
				Buffer.from('\r\n'),
				body,
			]));
		});
		await withEngine(fake, async engine => {
			const outcomes = await askAll(engine);
			const rejected = outcomes.filter(outcome => outcome.status === 'rejected');
			// All but the question who it is.
			assert.equal(rejected.length, outcomes.length - 1);
			for (const outcome of rejected) {
				assert.ok(outcome.reason instanceof EngineError, String(outcome.reason));
				assertClean(outcome.reason.message, 'message');
				assertClean(outcome.reason.context, 'context');
				assert.ok(outcome.reason.message.length < 1500);
			}
		});
	}), {numRuns: runs(60)});
});
