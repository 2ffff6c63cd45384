import test from 'node:test';
import assert from 'node:assert/strict';
import {encodeKey, encodeKeys, encodeMouse, encodePaste} from './keys.ts';

test('blanks part key presses, the rest stays one chunk', () => {
	assert.deepEqual(encodeKeys('j jj G<enter> <space>'), ['j', 'jj', 'G\r', ' ']);
	assert.deepEqual(encodeKeys('< >'), ['<', '>']);
	assert.deepEqual(encodeKeys('?'), ['?']);
});

test('named keys are sent as xterm sends them', () => {
	const expected = {
		enter: '\r',
		esc: '\u001B',
		tab: '\t',
		'shift-tab': '\u001B[Z',
		backspace: '\u007F',
		up: '\u001B[A',
		'shift-up': '\u001B[1;2A',
		'alt-ctrl-left': '\u001B[1;7D',
		home: '\u001B[H',
		pgdn: '\u001B[6~',
		'ctrl-pgup': '\u001B[5;5~',
		f1: '\u001BOP',
		f12: '\u001B[24~',
		'ctrl-c': '\u0003',
		'ctrl+c': '\u0003',
		'ctrl-space': '\0',
		'alt-x': '\u001Bx',
		'shift-a': 'A',
		lt: '<',
	};
	for (const [name, bytes] of Object.entries(expected)) {
		assert.equal(encodeKey(name), bytes, name);
	}
});

test('the encoding follows the modes of the terminal', () => {
	assert.equal(encodeKey('up', {applicationCursor: true}), '\u001BOA');
	assert.equal(encodeKey('esc', {kitty: 1}), '\u001B[27u');
	assert.equal(encodeKey('ctrl-c', {kitty: 1}), '\u001B[99;5u');
	assert.equal(encodeKey('shift-enter', {kitty: 1}), '\u001B[13;2u');
	assert.equal(encodeKey('enter', {kitty: 1}), '\r');
	assert.equal(encodeKey('j', {kitty: 1}), 'j');
	assert.equal(encodePaste('q', true), '\u001B[200~q\u001B[201~');
	assert.equal(encodePaste('q', false), 'q');
	assert.equal(encodeMouse('click', 0, 4), '\u001B[<0;1;5M\u001B[<0;1;5m');
	assert.equal(encodeMouse('wheel-down', 9, 0), '\u001B[<65;10;1M');
});

test('a misspelled key is an error, not text', () => {
	assert.throws(() => encodeKeys('<entr>'), /Unknown key <entr>/v);
	assert.throws(() => encodeKeys('<meta-x>'), /Unknown modifier "meta"/v);
});
