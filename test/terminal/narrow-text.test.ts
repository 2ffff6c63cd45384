import assert from 'node:assert/strict';
import test from 'node:test';
import fastCheck from 'fast-check';
import stringWidth from 'string-width';
import {graphemesOf, isNarrow} from '../../source/terminal/narrow-text.ts';

const units = Array.from({length: 0x1_00_00}, (_, code) => String.fromCodePoint(code));
const narrow = units.filter(unit => isNarrow(unit));
const mixed = fastCheck.array(fastCheck.oneof(
	{weight: 20, arbitrary: fastCheck.constantFrom(...narrow)},
	{weight: 1, arbitrary: fastCheck.constantFrom('\u{301}', '\u{200D}', '\u{FE0F}', '👩‍🚀', '한', '漢', '\r\n', '\u{1B}[1m', '\u{1F1E9}\u{1F1EA}')},
), {maxLength: 30}).map(parts => parts.join(''));
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

test('what is narrow by itself is one column wide, and what a screen is made of is among it', () => {
	assert.ok(narrow.every(unit => stringWidth(unit) === 1));
	assert.ok(isNarrow('shop-web-1 │ 0.0.0.0:8080→80/tcp · 4.2 GB … ▲ ▼ ● ◉ ✓ ✗ ⣀ é ─┌┐'));
	assert.ok(['\u{AD}', '漢', '\u{301}', '👍', '✅', '\u{200D}', '\u{1B}', '\n', '\u{FE0F}'].every(text => !isNarrow(text)));
});

test('property: what is told narrow is as wide as it is long', () => {
	fastCheck.assert(fastCheck.property(mixed, text => {
		assert.ok(!isNarrow(text) || stringWidth(text) === text.length);
	}));
});

test('property: the graphemes are those of a segmenter, one by one and by place', () => {
	fastCheck.assert(fastCheck.property(mixed, text => {
		const known = segmenter.segment(text);
		const ours = graphemesOf(text);
		assert.deepEqual([...ours].map(({segment, index}) => [segment, index]), [...known].map(({segment, index}) => [segment, index]));
		for (let index = 0; index <= text.length; index++) {
			assert.equal(ours.containing(index)?.segment, known.containing(index)?.segment);
		}
	}));
});
