import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {asciiOnly} from '../../source/terminal/ascii.ts';

test('what the program draws has a likeness in ASCII', () => {
	assert.equal(asciiOnly('db → 80/tcp · 4 of 5…'), 'db > 80/tcp - 4 of 5.');
	assert.equal(asciiOnly('NAME ▲'), 'NAME ^');
	assert.equal(asciiOnly('plain'), 'plain');
});

test('other scripts keep their columns, and colours stay', () => {
	assert.equal(asciiOnly('\u001B[31mdb-日本\u001B[39m'), '\u001B[31mdb-????\u001B[39m');
	assert.equal(asciiOnly('e\u0301t\u00E9'), '?t?');
});

test('whatever the text, the answer is ASCII and as wide', () => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), text => {
		const shown = asciiOnly(text);
		assert.match(shown, /^\p{ASCII}*$/v);
		assert.equal(stringWidth(shown), stringWidth(text));
	}));
});
