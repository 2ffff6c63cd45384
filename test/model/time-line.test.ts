import assert from 'node:assert/strict';
import test from 'node:test';
import {timeLine} from '../../source/model/time-line.ts';

const shape = {step: 10, count: 5, bridge: 20};

test('moments fall into the steps of the clock; the last one ends the line', () => {
	assert.deepEqual(timeLine([{time: 103, value: 1}, {time: 111, value: 2}, {time: 129, value: 3}], shape), [undefined, undefined, 1, 2, 3]);
});

test('of several in one step the highest counts', () => {
	assert.deepEqual(timeLine([{time: 100, value: 5}, {time: 101, value: 1}], shape), [undefined, undefined, undefined, undefined, 5]);
});

test('a short gap is bridged, a long one is a hole', () => {
	assert.deepEqual(timeLine([{time: 100, value: 7}, {time: 140, value: 1}], shape), [7, 7, 7, undefined, 1]);
});

test('unknown values are no values, and the line still ends with the last moment', () => {
	assert.deepEqual(timeLine([{time: 100, value: 7}, {time: 130, value: undefined}], {...shape, count: 4}), [7, 7, 7, undefined]);
	assert.deepEqual(timeLine([], shape), []);
});

test('what was drawn once only moves', () => {
	const moments = [3, 14, 26, 33, 41, 58].map(time => ({time, value: time}));
	const before = timeLine(moments.slice(0, 5), shape);
	const after = timeLine(moments, shape);
	assert.deepEqual(after.slice(0, 4), before.slice(1));
});
