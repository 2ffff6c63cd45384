import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {widthOf} from '../../source/components/fit.ts';
import {labelledLines, wrapWords} from '../../source/components/labelled-lines.ts';

const plain = (lines: ReturnType<typeof labelledLines>) => lines.map(line => line.map(({text}) => text).join(''));

test('values stand beside their label, labels without any are left out', () => {
	assert.deepEqual(plain(labelledLines([
		{label: 'id', values: [{text: 'a'}]},
		{label: 'none', values: []},
		{label: 'names', values: [{text: 'b'}, {text: 'c'}]},
	], 40)), ['id     a', 'names  b', '       c']);
});

test('no line is wider than there is room, wide characters counted as two', () => {
	fc.assert(fc.property(fc.array(fc.string({unit: fc.constantFrom('a', ' ', '商', 'é', '-'), maxLength: 90}), {minLength: 1, maxLength: 4}), fc.integer({min: 20, max: 80}), (values, width) => {
		const lines = plain(labelledLines([{label: 'label', values: values.map(text => ({text}))}], width));
		assert.ok(lines.every(text => widthOf(text) <= width));
	}));
});

test('a text is cut at blanks where there are any, and nothing but blanks is lost', () => {
	assert.deepEqual(wrapWords('one two three', 8), ['one two', 'three']);
	assert.deepEqual(wrapWords('abcdefghij', 4), ['abcd', 'efgh', 'ij']);
	fc.assert(fc.property(fc.string({unit: fc.constantFrom('a', 'b', ' '), maxLength: 90}), fc.integer({min: 1, max: 30}), (text, width) => {
		assert.equal(wrapWords(text, width).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
	}));
});
