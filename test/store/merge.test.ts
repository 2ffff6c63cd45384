import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {mergeList, mergeSome, sameValue, without} from '../../source/store/merge.ts';

const row = (id: string, value: unknown = 0) => ({id, name: id, value});

test('what did not change keeps its object, so that it is not drawn again', () => {
	const before = [row('a', [1, {b: 2}]), row('b')];
	const after = [row('a', [1, {b: 2}]), row('b', 1)];
	const merged = mergeList(before, after);
	assert.equal(merged[0], before[0]);
	assert.equal(merged[1], after[1]);
	assert.equal(mergeList(before, [row('a', [1, {b: 2}]), row('b')]), before);
});

test('an id that was asked for and did not come back is gone; others stay', () => {
	const before = [row('a'), row('b'), row('c')];
	assert.deepEqual(mergeSome(before, new Set(['b', 'c', 'd']), [row('c', 5), row('d')]).map(({id, value}) => [id, value]), [['a', 0], ['c', 5], ['d', 0]]);
});

test('taking off what is not there changes nothing', () => {
	const before = [row('a')];
	assert.equal(without(before, 'b'), before);
	assert.deepEqual(without(before, 'a'), []);
});

test('a copy holds the same, whatever it is; what differs anywhere does not', () => {
	fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
		assert.equal(sameValue(first, structuredClone(first)), true);
		assert.equal(sameValue(first, second), sameValue(second, first));
		assert.equal(sameValue({held: [first]}, {held: [first, second]}), false);
	}));
	assert.equal(sameValue([], {}), false);
	assert.equal(sameValue({a: undefined}, {b: undefined}), false);
});
