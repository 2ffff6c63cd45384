import assert from 'node:assert/strict';
import test from 'node:test';
import {complaints, ends, growth, type Rest, type Sample} from './soak-verdict.ts';

const sampleAt = (time: number, change: Partial<Sample> = {}): Sample => ({time, memory: 200 + (time % 3), nursery: 60, heap: 100, descriptors: 39, sockets: 15, threads: 11, cpuSeconds: time / 20, ...change});
const restAt = (time: number, change: Partial<Rest> = {}, census: Partial<Rest['census']> = {}): Rest => ({
	time, descriptors: 39, shown: 40, real: 40, ...change, census: {resources: {Timeout: 2}, listeners: {'process exit': 1}, objects: {Socket: 21, Map: 70}, heap: 22, ...census},
});
const times = Array.from({length: 60}, (_unused, index) => 180 + (index * 10));
const flat = times.map(time => sampleAt(time));
const rests = [restAt(90), restAt(770)];

test('nothing is wrong with what only goes up and down', () => {
	assert.deepEqual(complaints(flat, rests), []);
	assert.deepEqual(complaints(flat, [rests[0]!, restAt(770, {descriptors: 41}, {heap: 24, resources: {Timeout: 3}, objects: {Socket: 23, Map: 500}})]), []);
});

test('the space for young objects may leap, what is kept may not grow', () => {
	assert.deepEqual(complaints(times.map(time => sampleAt(time, time > 400 ? {memory: 260, nursery: 120, heap: 160} : {})), rests), []);
	assert.match(complaints(times.map(time => sampleAt(time, {memory: 200 + (time / 30)})), rests).join('\n'), /memory went from 148\.0 to 164\.0 MB[\s\S]*heap grows by 19\.\d MB/v);
});

test('each kind of leak is told by its name', () => {
	const told = (change: Partial<Rest>, census: Partial<Rest['census']> = {}) => complaints(flat, [rests[0]!, restAt(770, change, census)]);
	assert.deepEqual(told({descriptors: 60}), ['at rest 39 descriptors became 60']);
	assert.deepEqual(told({}, {heap: 30}), ['the heap without garbage went from 22.0 to 30.0 MB']);
	assert.deepEqual(told({}, {resources: {Timeout: 9}}), ['handles: 2 Timeout became 9']);
	assert.deepEqual(told({}, {listeners: {'process exit': 2}}), ['listeners: 1 process exit became 2']);
	assert.deepEqual(told({}, {objects: {Socket: 80}}), ['objects: 21 Socket became 80']);
	assert.deepEqual(told({shown: 39}), ['after 770 s 39 containers were counted, and there were 40']);
});

test('a trend is the nearest line\'s, the ends are medians of fifths', () => {
	assert.equal(growth([[0, 1], [10, 2], [20, 3]]), 2);
	assert.equal(growth([[5, 7]]), 0);
	assert.deepEqual(ends([1, 9, 1, 5, 5, 5, 5, 7, 0, 7]), {first: 9, last: 7});
});
