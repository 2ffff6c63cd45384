import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	age,
	duration,
	nextChange,
	parseDuration,
} from '../../source/model/time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('ages change unit where docker does', () => {
	const expected: ReadonlyArray<readonly [number, string]> = [
		[0, '0 s'],
		[999, '0 s'],
		[59_999, '59 s'],
		[minute, '1 m'],
		[hour - 1, '59 m'],
		[hour, '1 h'],
		[(1.5 * hour) - 1, '1 h'],
		[1.5 * hour, '2 h'],
		[(47.5 * hour) - 1, '47 h'],
		[47.5 * hour, '2 d'],
		[13 * day, '13 d'],
		[14 * day, '2 w'],
		[59 * day, '8 w'],
		[60 * day, '2 mo'],
		[729 * day, '24 mo'],
		[730 * day, '2 y'],
		[3650 * day, '10 y'],
	];
	for (const [milliseconds, text] of expected) {
		assert.equal(age(milliseconds), text);
	}
});

test('a clock that is off and a time that is none', () => {
	assert.equal(age(-5000), '0 s');
	assert.equal(nextChange(-5000), 6000);
	assert.equal(age(NaN), '?');
	assert.equal(nextChange(NaN), Infinity);
	assert.equal(duration(-1), '0 ms');
	assert.equal(duration(NaN), '?');
});

test('the text changes exactly when nextChange says', () => {
	fc.assert(fc.property(fc.oneof(fc.integer({min: 0, max: 3 * day}), fc.integer({min: 0, max: 1200 * day})), now => {
		const wait = nextChange(now);
		assert.ok(wait > 0);
		assert.equal(age(now + wait - 1), age(now));
		assert.notEqual(age(now + wait), age(now));
	}));
});

test('durations', () => {
	const expected: ReadonlyArray<readonly [number, string]> = [
		[430, '430 ms'],
		[999.4, '999 ms'],
		[999.6, '1 s'],
		[4000, '4 s'],
		[4100, '4.1 s'],
		[9960, '10 s'],
		[12_000, '12 s'],
		[59_600, '1 m'],
		[65_000, '1 m 5 s'],
		[3_599_600, '1 h'],
		[(2 * hour) + (3 * minute), '2 h 3 m'],
		[(3 * day) + (4 * hour) + minute, '3 d 4 h'],
	];
	for (const [milliseconds, text] of expected) {
		assert.equal(duration(milliseconds), text);
	}
});

test('time spans as people write them', () => {
	assert.equal(parseDuration('7d'), 7 * day);
	assert.equal(parseDuration('1h30m'), 1.5 * hour);
	assert.equal(parseDuration('1h 30m'), 1.5 * hour);
	assert.equal(parseDuration('2w'), 14 * day);
	assert.equal(parseDuration('0.5h'), 30 * minute);
	for (const text of ['', '7', 'd', '7x', '-1d', '1.d']) {
		assert.equal(parseDuration(text), undefined, text);
	}
});
