import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {harmlessLog} from '../../source/terminal/harmless-log.ts';
import {colourless} from '../support/colourless.ts';

const escape = '\u{1B}';

test('colours stay', () => {
	assert.equal(harmlessLog(`${escape}[1;31merror${escape}[0m done`), `${escape}[1;31merror${escape}[0m done`);
	assert.equal(harmlessLog(`${escape}[38;5;8mgrey${escape}[38;2;5;6;8mrgb`), `${escape}[38;5;8mgrey${escape}[38;2;5;6;8mrgb`);
});

test('what blinks or conceals does not', () => {
	assert.equal(harmlessLog(`${escape}[8mhidden${escape}[5;31mred`), `hidden${escape}[31mred`);
});

test('what moves, erases or sets modes goes', () => {
	assert.equal(harmlessLog(`${escape}[2K${escape}[1Gdone${escape}[?25h${escape}[10;20Hhere`), 'donehere');
	assert.equal(harmlessLog(`${escape}]8;;http://evil${escape}\\text${escape}]8;;${escape}\\`), 'text');
});

test('other sequences are seen and not obeyed', () => {
	assert.equal(harmlessLog(`${escape}]52;c;AAAA\u{7}${escape}c${escape}P1$r\u{9C}`), '␛]52;c;AAAA␇␛c␛P1$r\u{FFFD}');
	assert.equal(harmlessLog(`${escape}[31`), '␛[31');
	assert.equal(harmlessLog('a\u{202E}b\u{200B}c'), 'a\u{FFFD}b\u{FFFD}c');
});

test('progress is shown in its last state', () => {
	assert.equal(harmlessLog('10 %\r20 %\r100 %\r'), '100 %');
	assert.equal(harmlessLog(`10 %\r${escape}[K20 %\r${escape}[K`), '20 %');
	assert.equal(harmlessLog('line of a terminal\r'), 'line of a terminal');
	assert.equal(harmlessLog('spin |\b/\b-'), 'spin -');
	assert.equal(harmlessLog('\r\r'), '');
});

test('tabs go to the next eighth column, as wide characters and colours are', () => {
	assert.equal(harmlessLog('a\tb\t\tc'), 'a       b               c');
	assert.equal(harmlessLog('日本\tx'), '日本    x');
	assert.equal(harmlessLog(`${escape}[32mab${escape}[0m\tx`), `${escape}[32mab${escape}[0m      x`);
});

test('whatever comes, only colours are left, and once is enough', () => {
	const piece = fc.oneof(fc.string({unit: 'binary', maxLength: 6}), fc.constantFrom(escape, `${escape}[`, `${escape}[31m`, `${escape}]8;;`, '\u{9B}', '\r', '\b', '\t', '\u{7}', `${escape}\\`));
	fc.assert(fc.property(fc.array(piece, {maxLength: 20}), pieces => {
		const text = harmlessLog(pieces.join(''));
		assert.doesNotMatch(colourless(text), /\p{Control}/u);
		assert.equal(harmlessLog(text), text);
	}));
});
