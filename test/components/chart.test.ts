import assert from 'node:assert/strict';
import test from 'node:test';
import {areaChart, roundUp} from '../../source/components/chart.ts';

test('an area in braille: two values a character, four steps a line', () => {
	assert.deepEqual(areaChart([1, 2, 3, 4, 5, 6, 7, 8], {width: 4, height: 2, most: 8, ascii: false}), ['  ⣠⣾', '⣠⣾⣿⣿']);
});

test('an area in ASCII: one value a character, three steps a line', () => {
	assert.deepEqual(areaChart([1, 2, 3, 4, 5, 6], {width: 6, height: 2, most: 6, ascii: true}), ['   .:#', '.:####']);
});

test('it may hang from the top', () => {
	assert.deepEqual(areaChart([1, 2, 3, 6], {width: 4, height: 2, most: 6, ascii: true, hanging: true}), ['.:##', '   #']);
	assert.deepEqual(areaChart([1, 4], {width: 1, height: 1, most: 4, ascii: false, hanging: true}), ['⢹']);
});

test('the last values stand at the right end, missing ones are empty', () => {
	assert.deepEqual(areaChart([9, 9, 1], {width: 2, height: 1, most: 1, ascii: true}), ['##']);
	assert.deepEqual(areaChart([1], {width: 3, height: 1, most: 1, ascii: true}), ['  #']);
	assert.deepEqual(areaChart([1, undefined, 1], {width: 3, height: 1, most: 1, ascii: true}), ['# #']);
	assert.deepEqual(areaChart([], {width: 2, height: 1, most: 1, ascii: false}), ['  ']);
});

test('what is more than nothing shows; what is too high fills the height', () => {
	assert.deepEqual(areaChart([0.001, 0, 99, NaN], {width: 4, height: 1, most: 10, ascii: true}), ['. # ']);
	assert.deepEqual(areaChart([5], {width: 1, height: 1, most: 0, ascii: true}), [' ']);
});

test('scales end at round numbers', () => {
	assert.deepEqual([0, 0.3, 1, 20.8, 30, 51, 100, 100.1].map(value => roundUp(value, {least: 1})), [1, 1, 1, 25, 50, 100, 100, 200]);
	assert.deepEqual([0, 1500, 5e8].map(value => roundUp(value, {least: 1024, binary: true})), [1024, 2048, 2 ** 29]);
});
