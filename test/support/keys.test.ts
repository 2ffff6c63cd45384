import test from 'node:test';
import assert from 'node:assert/strict';
import {
	encodeKey,
	encodeKeys,
	encodeMouse,
	encodePaste,
} from './keys.ts';

test('blanks part key presses, the rest stays one chunk', () => {
	assert.deepEqual(encodeKeys('j jj G<enter> <space>'), ['j', 'jj', 'G\r', ' ']);
	assert.deepEqual(encodeKeys('< >'), ['<', '>']);
	assert.deepEqual(encodeKeys('?'), ['?']);
});

test('named keys are sent as xterm sends them', () => {
	const expected = {
		enter: '\r',
		esc: '\u{1B}',
		tab: '\t',
		'shift-tab': '\u{1B}[Z',
		backspace: '\u{7F}',
		up: '\u{1B}[A',
		'shift-up': '\u{1B}[1;2A',
		'alt-ctrl-left': '\u{1B}[1;7D',
		home: '\u{1B}[H',
		pgdn: '\u{1B}[6~',
		'ctrl-pgup': '\u{1B}[5;5~',
		f1: '\u{1B}OP',
		f12: '\u{1B}[24~',
		'ctrl-c': '\u{3}',
		'ctrl+c': '\u{3}',
		'ctrl-space': '\0',
		'alt-x': '\u{1B}x',
		'shift-a': 'A',
		lt: '<',
	};
	for (const [name, bytes] of Object.entries(expected)) {
		assert.equal(encodeKey(name), bytes, name);
	}
});

test('the encoding follows the modes of the terminal', () => {
	assert.equal(encodeKey('up', {applicationCursor: true}), '\u{1B}OA');
	assert.equal(encodeKey('esc', {kitty: 1}), '\u{1B}[27u');
	assert.equal(encodeKey('ctrl-c', {kitty: 1}), '\u{1B}[99;5u');
	assert.equal(encodeKey('shift-enter', {kitty: 1}), '\u{1B}[13;2u');
	assert.equal(encodeKey('enter', {kitty: 1}), '\r');
	assert.equal(encodeKey('j', {kitty: 1}), 'j');
	assert.equal(encodePaste('q', true), '\u{1B}[200~q\u{1B}[201~');
	assert.equal(encodePaste('q', false), 'q');
	assert.equal(encodeMouse('click', 0, 4), '\u{1B}[<0;1;5M\u{1B}[<0;1;5m');
	assert.equal(encodeMouse('wheel-down', 9, 0), '\u{1B}[<65;10;1M');
});

test('a misspelled key is an error, not text', () => {
	assert.throws(() => encodeKeys('<entr>'), /Unknown key <entr>/v);
	assert.throws(() => encodeKeys('<meta-x>'), /Unknown modifier "meta"/v);
});
