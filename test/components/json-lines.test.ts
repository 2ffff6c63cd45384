import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {widthOf} from '../../source/components/fit.ts';
import {jsonLines} from '../../source/components/json-lines.ts';
import {plain} from '../panes/containers/samples.ts';

test('a document is written as JSON.stringify writes it', () => {
	const value = {
		Name: 'web', List: [1, 'two', null, true, {Deep: []}], Empty: {}, Nothing: null,
	};
	assert.equal(plain(jsonLines(value)).join('\n'), JSON.stringify(value, undefined, 2));
});

test('any JSON value is written as JSON.stringify writes it', () => {
	fc.assert(fc.property(fc.jsonValue(), value => {
		assert.equal(plain(jsonLines(value)).join('\n'), JSON.stringify(value, undefined, 2));
	}));
});

test('keys, strings, numbers and words are told apart', () => {
	const [, text, number, word, nothing] = jsonLines({
		a: 'x', b: 1, c: true, d: null,
	});
	assert.deepEqual(text, [{text: '  '}, {text: '"a"', tone: 'key'}, {text: ': ', tone: 'dim'}, {text: '"x"', tone: 'good'}, {text: ',', tone: 'dim'}]);
	assert.deepEqual([number, word, nothing].map(line => line?.at(3)?.tone), ['info', 'warn', 'dim']);
});

test('a long string goes on below, and no line is wider than the screen', () => {
	const value = {outer: {certificate: 'x'.repeat(300), list: ['y'.repeat(90)]}};
	const lines = plain(jsonLines(value, {width: 40}));
	assert.ok(lines.every(text => widthOf(text) <= 40));
	assert.equal(lines.join('').replaceAll(/\s/g, ''), JSON.stringify(value));
});

test('what JSON does not know is null', () => {
	assert.deepEqual(plain(jsonLines([undefined])), ['[', '  null', ']']);
});

test('a big document takes no time to speak of', () => {
	const big = Array.from({length: 50_000}, (_, index) => ({index, name: `n${index}`}));
	assert.equal(jsonLines(big).length, (50_000 * 4) + 2);
});
