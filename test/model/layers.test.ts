import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {HistoryEntry} from '../../source/model/image.ts';
import {baseOf, layersOf, sharedWith} from '../../source/model/layers.ts';

const entry = (createdBy: string, size = 0): HistoryEntry => ({
	id: '', created: 1, createdBy, size, comment: '', tags: [],
});
const ids = (count: number) => Array.from({length: count}, (_, index) => `sha256:${index}`);

test('the history is turned round and matched onto the layers', () => {
	const history = [
		entry('CMD ["node"]'),
		entry('RUN /bin/sh -c true # buildkit'),
		entry('WORKDIR /app'),
		entry('ENV A=1'),
		entry(`/bin/sh -c #(nop) ADD file:${'a'.repeat(64)} in / `, 300),
	];
	const layers = layersOf(history, 300, ids(3));
	assert.deepEqual(layers.map(({instruction}) => instruction), ['ADD', 'ENV', 'WORKDIR', 'RUN', 'CMD']);
	assert.deepEqual(layers.map(({empty}) => empty), [false, true, false, false, true]);
	assert.deepEqual(layers.map(({diffId}) => diffId), ['sha256:0', undefined, 'sha256:1', 'sha256:2', undefined]);
	assert.deepEqual(layers.map(({depth}) => depth), [0, undefined, 1, 2, undefined]);
	assert.deepEqual(layers.map(({cumulative}) => cumulative), [300, 300, 300, 300, 300]);
	assert.equal(layers[0]?.share, 1);
});

test('a WORKDIR that made no layer is seen by the count', () => {
	const layers = layersOf([entry('WORKDIR /app'), entry('RUN true'), entry('COPY a b', 5)], 5, ids(2));
	assert.deepEqual(layers.map(({empty}) => empty), [false, false, true]);
});

test('steps of 0 bytes made no layer where only the others fit', () => {
	const layers = layersOf([entry('RUN true'), entry('bash', 7), entry('COPY a b', 5)], 12, ids(2));
	assert.deepEqual(layers.map(({diffId}) => diffId), ['sha256:0', 'sha256:1', undefined]);
});

test('what cannot be matched is not guessed', () => {
	const layers = layersOf([entry('ENV A=1'), entry('RUN true', 3)], 3, ids(5));
	assert.deepEqual(layers.map(({diffId}) => diffId), [undefined, undefined]);
	assert.deepEqual(layers.map(({empty}) => empty), [false, true]);
});

test('a size the engine does not know counts as none', () => {
	assert.equal(layersOf([entry('RUN true', -1)], 10, ids(1))[0]?.size, 0);
	assert.deepEqual(layersOf([], 0, []), []);
});

const histories = fc.array(fc.record({size: fc.oneof(fc.constant(0), fc.integer({min: 0, max: 1e12})), createdBy: fc.constantFrom('RUN x', 'ENV A=1', 'COPY a b', 'WORKDIR /a', 'bash', '')}).map(({createdBy, size}) => entry(createdBy, size)), {maxLength: 30});

test('the layers add up to the image', () => {
	fc.assert(fc.property(histories, fc.integer({min: 0, max: 20}), (history, count) => {
		const size = history.reduce((sum, {size}) => sum + size, 0);
		const layers = layersOf(history, size, ids(count));
		assert.equal(layers.reduce((sum, layer) => sum + layer.size, 0), size);
		assert.equal(layers.at(-1)?.cumulative ?? 0, size);
		assert.ok(Math.abs(layers.reduce((sum, {share}) => sum + share, 0) - (size > 0 ? 1 : 0)) < 1e-9);
		const matched = layers.filter(({diffId}) => diffId !== undefined);
		assert.ok(matched.length === 0 || matched.length === count);
		assert.deepEqual(matched.map(({depth}) => depth), matched.map((_, index) => index));
		assert.ok(layers.every(layer => !(layer.empty && layer.size > 0)));
	}));
});

test('the base is the longest image below', () => {
	const debian = {id: 'd', name: 'debian:12', layers: ids(1)};
	const node = {id: 'n', name: 'node:24', layers: ids(4)};
	const twin = {id: 't', name: 'app:2', layers: ids(6)};
	const other = {id: 'o', name: 'other', layers: ['sha256:x', ...ids(1)]};
	const nothing = {id: 's', name: 'scratch', layers: []};
	assert.deepEqual(baseOf(ids(6), [debian, other, twin, node, nothing]), {id: 'n', name: 'node:24', count: 4});
	assert.deepEqual(baseOf(ids(4), [node, debian]), {id: 'd', name: 'debian:12', count: 1});
	assert.equal(baseOf(ids(1), [other, nothing]), undefined);
	assert.equal(baseOf(ids(6), [{...node, id: 'u', name: ''}, node])?.id, 'n');
});

test('a layer is shared only with all that lies below it', () => {
	assert.deepEqual(sharedWith(ids(3), [
		{id: 'a', name: 'a', layers: ids(2)},
		{id: 'b', name: 'b', layers: ids(5)},
		{id: 'c', name: 'c', layers: ['sha256:x', 'sha256:1', 'sha256:2']},
		{id: 'd', name: 'd', layers: []},
	]), [2, 2, 1]);
	assert.deepEqual(sharedWith([], []), []);
});
