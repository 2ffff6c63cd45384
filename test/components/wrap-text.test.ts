import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {widthOf} from '../../source/components/fit.ts';
import {hangText, wrapText} from '../../source/components/wrap-text.ts';

test('short texts stay whole', () => {
	assert.deepEqual(wrapText('abc', 3), ['abc']);
	assert.deepEqual(wrapText('', 3), ['']);
});

test('long texts are cut at the width, wide characters never in half', () => {
	assert.deepEqual(wrapText('abcdefg', 3), ['abc', 'def', 'g']);
	assert.deepEqual(wrapText('漢字漢字', 5), ['漢字', '漢字']);
	assert.deepEqual(wrapText('漢字', 1), ['漢', '字']);
});

test('nothing is lost and nothing is wider than the width', () => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 2, max: 20}), (text, width) => {
		const pieces = wrapText(text, width);
		assert.equal(pieces.join(''), text);
		// A single character, as a terminal sees it, may be wider than that: it cannot be cut.
		assert.ok(pieces.every(piece => widthOf(piece) <= width || [...new Intl.Segmenter('en').segment(piece)].length === 1));
	}));
});

test('a hanging text begins after its head and goes on indented', () => {
	assert.deepEqual(hangText('abcdefghij', {head: 4, indent: 2, width: 8}), ['abcd', '  efghij']);
	assert.deepEqual(hangText('abcd', {head: 4, indent: 2, width: 8}), ['abcd']);
	assert.equal(hangText('abc', {head: 9, indent: 2, width: 4}).map(piece => piece.trim()).join(''), 'abc');
});

test('without an end of the line nothing is cut', () => {
	assert.deepEqual(hangText('x'.repeat(500), {head: 4, indent: 2, width: Infinity}), ['x'.repeat(500)]);
});
