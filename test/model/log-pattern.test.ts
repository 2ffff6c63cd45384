import assert from 'node:assert/strict';
import test from 'node:test';
import {lineFilter, rangesOf, searchPattern} from '../../source/model/log-pattern.ts';

test('case matters only with capitals, and not those of a class', () => {
	assert.equal(searchPattern('error')?.test('ERROR'), true);
	assert.equal(searchPattern('Error')?.test('ERROR'), false);
	assert.equal(searchPattern(String.raw`\Ser`)?.test('AER'), true);
	assert.equal(searchPattern(''), undefined);
});

test('what is no regular expression is searched as it is', () => {
	assert.equal(searchPattern('a[b')?.test('xa[b'), true);
	assert.equal(searchPattern('(')?.test('f('), true);
	assert.equal(searchPattern('a-b(')?.test('a-b('), true);
	assert.equal(searchPattern('*.ts')?.test('x.ts'), false);
});

test('a filter shows what matches, or with ! what does not', () => {
	const only = lineFilter('er+or')!;
	assert.deepEqual(['an Error', 'fine', 'error again'].map(text => only(text)), [true, false, true]);
	assert.deepEqual(['an Error', 'fine'].map(text => lineFilter('!error')!(text)), [false, true]);
	assert.equal(lineFilter(''), undefined);
	assert.equal(lineFilter('!'), undefined);
});

test('ranges leave out matches of nothing and have an end', () => {
	assert.deepEqual(rangesOf(searchPattern('a+')!, 'baab a'), [{start: 1, end: 3}, {start: 5, end: 6}]);
	assert.deepEqual(rangesOf(searchPattern('x*')!, 'ab'), []);
	assert.equal(rangesOf(searchPattern('a')!, 'a'.repeat(1000), 10).length, 10);
});
