import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {binarySize, decimalSize, parseSize} from '../../source/model/size.ts';

test('decimal sizes have the digits docker prints', () => {
	// The expectations of go-units' own tests, size_test.go, with our space.
	assert.equal(decimalSize(1000), '1 kB');
	assert.equal(decimalSize(1024), '1.024 kB');
	assert.equal(decimalSize(1_000_000), '1 MB');
	assert.equal(decimalSize(1_048_576), '1.049 MB');
	assert.equal(decimalSize(2e6), '2 MB');
	assert.equal(decimalSize(3.42e9), '3.42 GB');
	assert.equal(decimalSize(5.372e12), '5.372 TB');
	assert.equal(decimalSize(2.22e15), '2.22 PB');
	assert.equal(decimalSize(1e27), '1000 YB');
	assert.equal(decimalSize(0), '0 B');
	assert.equal(decimalSize(999), '999 B');
	assert.equal(decimalSize(999_999), '1000 kB');
});

test('three digits, as docker images prints them', () => {
	assert.equal(decimalSize(4_214_567_890, 3), '4.21 GB');
	assert.equal(decimalSize(77_800_000, 3), '77.8 MB');
});

test('an exact half is rounded to even, as Go does', () => {
	assert.equal(decimalSize(100_250), '100.2 kB');
	assert.equal(decimalSize(100_750), '100.8 kB');
	assert.equal(decimalSize(10_125), '10.12 kB');
	assert.equal(decimalSize(10_375), '10.38 kB');
	assert.equal(decimalSize(7395, 3), '7.39 kB');
	assert.equal(decimalSize(6205, 3), '6.21 kB');
	assert.equal(decimalSize(250_500, 3), '250 kB');
	assert.equal(decimalSize(251_500, 3), '252 kB');
});

test('binary sizes have the digits of docker stats', () => {
	assert.equal(binarySize(1024), '1 KiB');
	assert.equal(binarySize(1024 * 1024), '1 MiB');
	assert.equal(binarySize(3.42 * (1024 ** 3)), '3.42 GiB');
	assert.equal(binarySize(212 * (1024 ** 2)), '212 MiB');
	assert.equal(binarySize(1023), '1023 B');
});

test('what is no size says so, and a loss has its sign', () => {
	assert.equal(decimalSize(NaN), '?');
	assert.equal(binarySize(Infinity), '?');
	assert.equal(decimalSize(-1500), '-1.5 kB');
});

test('sizes as people write them', () => {
	assert.equal(parseSize('512'), 512);
	assert.equal(parseSize('10m'), 10_000_000);
	assert.equal(parseSize('10m', {binary: true}), 10 * 1024 * 1024);
	assert.equal(parseSize('1.5 GB'), 1_500_000_000);
	assert.equal(parseSize('2GiB'), 2 * (1024 ** 3));
	assert.equal(parseSize('32b'), 32);
	for (const text of ['', 'x', '-1', '1..2', 'ib', '1ib', '1 GB!', '1e3']) {
		assert.equal(parseSize(text), undefined, text);
	}
});

test('a printed size is read back to within its digits', () => {
	fc.assert(fc.property(fc.integer({min: 0, max: Number.MAX_SAFE_INTEGER}), bytes => {
		for (const text of [decimalSize(bytes), binarySize(bytes)]) {
			assert.match(text, /^\d{1,4}(?:\.\d{1,3})? [GKMPTk]?i?B$/);
			assert.ok(Math.abs((parseSize(text) ?? NaN) - bytes) <= (bytes * 0.0006) + 1, text);
		}
	}));
});
