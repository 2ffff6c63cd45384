import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {clampPlace, lastPage, moveBy} from '../../source/store/log-window.ts';

const sizes = fc.array(fc.integer({min: 1, max: 5}), {minLength: 1, maxLength: 20});

/** The number of a row when all rows of all lines are counted. */
function flat(rows: readonly number[], {index, row}: {readonly index: number; readonly row: number}): number {
	return rows.slice(0, index).reduce((sum, count) => sum + count, 0) + row;
}

const total = (rows: readonly number[]) => rows.reduce((sum, count) => sum + count, 0);

test('moving by rows is moving in all rows, whatever the lines take', () => {
	fc.assert(fc.property(sizes, fc.nat(100), fc.integer({min: -150, max: 150}), (rows, start, by) => {
		const from = moveBy({index: 0, row: 0}, start, rows.length, index => rows[index]!);
		const to = moveBy(from, by, rows.length, index => rows[index]!);
		assert.equal(flat(rows, to), Math.max(0, Math.min(total(rows) - 1, flat(rows, from) + by)));
	}));
});

test('the last page has the last row at its bottom', () => {
	fc.assert(fc.property(sizes, fc.integer({min: 1, max: 30}), (rows, height) => {
		const place = lastPage(height, rows.length, index => rows[index]!);
		assert.equal(flat(rows, place), Math.max(0, total(rows) - height));
		assert.deepEqual(clampPlace({index: rows.length, row: 0}, height, rows.length, index => rows[index]!), place);
	}));
});

test('nothing has one place', () => {
	assert.deepEqual(lastPage(10, 0, () => 1), {index: 0, row: 0});
	assert.deepEqual(moveBy({index: 3, row: 2}, -1, 0, () => 1), {index: 0, row: 0});
});
