import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import type {Engine} from '../../source/engine/engine.ts';
import {readContainerDetails} from '../../source/engine/read/container-details.ts';
import {readContainer} from '../../source/engine/read/container.ts';
import {readDiskUsage} from '../../source/engine/read/disk.ts';
import {readEvent} from '../../source/engine/read/event.ts';
import {expectList, readRows} from '../../source/engine/read/expect.ts';
import {readHistoryEntry, readImage, readImageDetails} from '../../source/engine/read/image.ts';
import {readInfo, readVersion, type VersionAnswer} from '../../source/engine/read/info.ts';
import {readNetwork, readNetworkDetails} from '../../source/engine/read/network.ts';
import {readChanges, readProcesses} from '../../source/engine/read/processes.ts';
import {readReading} from '../../source/engine/read/statistics.ts';
import {readVolume} from '../../source/engine/read/volume.ts';
import {isFields} from '../../source/engine/read/values.ts';
import {BadAnswerError} from '../../source/engine/response.ts';
import {nothingKnown, type Live} from '../../source/store/live.ts';
import {withReadings} from '../../source/store/statistics.ts';
import {neutraliseDeep} from '../../source/terminal/neutralise-deep.ts';
import {drawEverything} from '../support/draw.ts';
import {runs} from '../support/properties.ts';
import {mutate, mutatePlace, mutations, placesOf} from './mutate.ts';
import {recordedAnswers, recordings, type Recording} from './recorded/recorded.ts';

type Fields = Readonly<Record<string, unknown>>;

const version: VersionAnswer = {
	product: 'Docker', version: '', apiVersion: '1.41', minimumApiVersion: '1.12',
};
const info = readInfo({MemTotal: 1e9}, version, '1.41');
const now = Date.UTC(2026, 10, 21);

/** What a list is in an answer, and the key under which its objects have what tells one from another. */
const lists = {
	containers: {read: readContainer, key: 'Id', items: (answer: unknown) => answer},
	images: {read: readImage, key: 'Id', items: (answer: unknown) => answer},
	networks: {read: readNetwork, key: 'Id', items: (answer: unknown) => answer},
	volumes: {read: readVolume, key: 'Name', items: (answer: unknown) => (answer as Fields | undefined)?.['Volumes']},
} as const;

type ListName = keyof typeof lists;
const listNames = Object.keys(lists) as readonly ListName[];

function readList(name: ListName, answer: unknown): ReadonlyArray<{readonly id: string; readonly unreadable: readonly string[]}> {
	return readRows<{readonly id: string; readonly unreadable: readonly string[]}>(expectList(lists[name].items(answer)), lists[name].read);
}

/** Everything that is read from one answer: lists by their rows, the others as one. */
const readers: Readonly<Record<string, (answer: unknown) => unknown>> = {
	...Object.fromEntries(listNames.map(name => [name, (answer: unknown) => readList(name, answer)])),
	version: readVersion,
	info: answer => readInfo(answer, version, '1.41'),
	container: answer => readContainerDetails(answer, 'asked'),
	processes: readProcesses,
	changes: readChanges,
	reading: answer => readReading(answer, info),
	image: answer => readImageDetails(answer, 'asked'),
	history: answer => expectList(answer).map(entry => readHistoryEntry(entry)),
	network: answer => readNetworkDetails(answer, 'asked'),
	volume: answer => ({raw: neutraliseDeep(answer)}),
	usage: answer => readDiskUsage(answer, now),
	events: answer => expectList(answer).map(event => readEvent(event)),
};

/** Nothing but a `BadAnswerError` may come in place of what is read. */
function readAny(name: string, answer: unknown): unknown {
	try {
		return readers[name]!(answer);
	} catch (error) {
		if (error instanceof BadAnswerError) {
			return undefined;
		}

		throw error;
	}
}

/** Every number that is read is one to reckon with, and every time one that there is; what the engine said as it said it is left out. */
function assertSound(value: unknown, where: string): void {
	if (typeof value === 'number') {
		assert.ok(Number.isFinite(value), where);
	} else if (value instanceof Map) {
		for (const [key, inner] of value) {
			assertSound(inner, `${where}.${String(key)}`);
		}
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value).filter(([name]) => name !== 'raw')) {
			assertSound(inner, `${where}.${key}`);
			if (/^(?:created|started|finished|start|end|time|lastUsed)$/v.test(key) && typeof inner === 'number') {
				assert.ok(inner >= 0 && !Number.isNaN(new Date(inner).getTime()), `${where}.${key}: ${inner}`);
			}
		}
	}
}

/** By name: a counterexample then does not print a whole recording. */
const anyRecording = fastCheck.constantFrom(...recordings.map(({name}) => name));

test('no answer, however malformed, makes a reader throw or gives what cannot be reckoned with', () => {
	fastCheck.assert(fastCheck.property(anyRecording, fastCheck.constantFrom(...Object.keys(readers)), mutations, (recording, name, changes) => {
		assertSound(readAny(name, mutate(recordedAnswers(recording)[name], changes)), name);
	}), {numRuns: runs(7000)});
});

test('no row is lost whose id is there, and a list of which nothing can be read is no empty one', () => {
	fastCheck.assert(fastCheck.property(anyRecording, fastCheck.constantFrom(...listNames), mutations, (recording, name, changes) => {
		const {key, items} = lists[name];
		const answer = mutate(recordedAnswers(recording)[name], changes);
		const sent = items(answer);
		const ids = (Array.isArray(sent) ? sent as readonly unknown[] : []).flatMap(item => {
			const id = (item as Fields | null)?.[key];
			return typeof id === 'string' && id !== '' ? [id] : [];
		});
		const rows = readAny(name, answer) as ReturnType<typeof readList> | undefined;
		assert.equal(rows?.length ?? 0, ids.length);
		assert.equal(rows === undefined, !(sent === undefined || sent === null || (Array.isArray(sent) && (sent.length === 0 || ids.length > 0))), JSON.stringify(sent));
	}), {numRuns: runs(2000)});
});

/** What a row may lack without a mark: what older engines do not send, and what only its inspection tells whole. */
const optional: ReadonlySet<string> = new Set(['Health', 'SharedSize', 'ParentId', 'Options', 'Status', 'Scope', 'Mountpoint']);

/** Kinds of another type than any field of a list has. */
const wrongTypes = ['inObject', 'inList', 'numbers', 'true', 'huge', 'asOther', 'deep'];

test('what a row does not tell because it could not be read is marked with the field\'s name', () => {
	fastCheck.assert(fastCheck.property(anyRecording, fastCheck.constantFrom(...listNames), fastCheck.nat(), fastCheck.constantFrom(...wrongTypes), (recording, name, position, kind) => {
		const {key, items} = lists[name];
		const answer = structuredClone(recordedAnswers(recording)[name]);
		const places = placesOf(items(answer)).filter(({path}) => path.length > 1 && path[1] !== key && !optional.has(path[1]!));
		const place = places[position % places.length]!;
		const value: unknown = Reflect.get(place.parent, place.key);
		// These are of the right type still: an object with other fields than those we know, and a flag.
		fastCheck.pre(!(kind === 'inObject' && isFields(value)) && !(kind === 'true' && typeof value === 'boolean'));
		const [row, field] = place.path as readonly [string, string];
		const {unreadable: _before, ...before} = readList(name, answer)[Number(row)]!;
		mutatePlace(place, kind);
		const {unreadable, ...after} = readList(name, answer)[Number(row)]!;
		if (!unreadable.includes(field)) {
			assert.deepEqual(after, before, `${place.path.join('.')} ${kind}, unreadable: ${unreadable.join(', ')}`);
		}
	}), {numRuns: runs(1000)});
});

/** Answers as if an engine were behind it. */
function stubEngine(answers: Readonly<Record<string, unknown>>): Engine {
	const read = (name: string) => async () => {
		const value = readAny(name, answers[name]);
		if (value === undefined) {
			throw new BadAnswerError('unreadable');
		}

		return value;
	};

	return {
		containers: {inspect: read('container'), processes: read('processes'), changes: read('changes')},
		images: {inspect: read('image'), history: read('history')},
		networks: {inspect: read('network')},
		volumes: {inspect: async () => neutraliseDeep(answers['volume'])},
	} as unknown as Engine;
}

function liveOf({answers}: Pick<Recording, 'answers'>): Live {
	const rows = (name: ListName) => readAny(name, answers[name]) as [] | undefined ?? [];
	const containers = rows('containers') as Live['containers']['items'];
	const reading = readReading(answers['reading'], info);
	const later = reading && {...reading, time: reading.time + 2000};
	const none = nothingKnown.statistics;
	const once = withReadings(none, new Map(containers.map(({id}) => [id, reading])), () => true);
	return {
		...nothingKnown,
		connection: {status: 'connected'},
		info: readInfo(answers['info'], version, '1.41'),
		containers: {items: containers, loaded: true},
		images: {items: rows('images'), loaded: true},
		networks: {items: rows('networks'), loaded: true},
		volumes: {items: rows('volumes'), loaded: true},
		disk: {usage: readDiskUsage(answers['usage'], now)},
		statistics: withReadings(once, new Map(containers.map(({id}) => [id, later])), () => true),
	};
}

test('whatever was read can be shown: every cell and every line of every pane', async () => {
	const changed = fastCheck.record(Object.fromEntries(Object.keys(readers).map(name => [name, mutations])));
	await fastCheck.assert(fastCheck.asyncProperty(anyRecording, changed, async (recording, changes) => {
		const answers = recordedAnswers(recording);
		const malformed = Object.fromEntries(Object.keys(readers).map(name => [name, mutate(answers[name], changes[name] as never)]));
		await drawEverything(liveOf({answers: malformed}), stubEngine(malformed), now);
	}), {numRuns: runs(100)});
});
