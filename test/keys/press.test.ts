import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {pressesOf} from '../../source/keys/press.ts';
import {editText, insertText, textField} from '../../source/keys/text-field.ts';

const keys = (input: string, key = {}) => pressesOf(input, key).map(({key: name, count}) => count === 1 ? name : `${name}×${count}`).join(' ');

test('several keys that came at once are several presses, a held key is one with a count', () => {
	assert.equal(keys('jjj'), 'j×3');
	assert.equal(keys('gg\r'), 'g g enter');
	assert.equal(keys('qq'), 'q q');
	assert.equal(keys('j d'), 'j space d');
	assert.equal(keys('a\u007F\u007F\t'), 'a backspace×2 tab');
});

test('named keys, control keys and shift keep their names', () => {
	assert.equal(keys('', {upArrow: true}), 'up');
	assert.equal(keys('r', {ctrl: true}), 'ctrl+r');
	assert.equal(keys('', {tab: true, shift: true}), 'shift+tab');
	assert.equal(keys('G', {shift: true}), 'G');
	assert.equal(keys('\u0012'), 'ctrl+r');
});

test('escape and a key in one chunk are both', () => {
	assert.equal(keys('x', {meta: true}), 'esc x');
});

test('every text is typed as itself', () => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), text => {
		const field = pressesOf(text, {}).reduce((typed, press) => editText(typed, press) ?? typed, textField());
		const printable = [...text].every(character => !/\p{Control}/u.test(character));
		assert.ok(!printable || field.text === text, `${field.text} is not ${text}`);
	}));
});

test('a line is edited where the cursor is', () => {
	const edit = (start: string, ...names: string[]) => {
		const {text, at} = names.reduce((field, key) => editText(field, {key, count: 1, ...key.length === 1 && {text: key}}) ?? field, textField(start));
		return `${text.slice(0, at)}|${text.slice(at)}`;
	};

	assert.equal(edit('one two', 'ctrl+w'), 'one |');
	assert.equal(edit('one two  ', 'ctrl+w'), 'one |');
	assert.equal(edit('one', 'ctrl+w'), '|');
	assert.equal(edit('abc', 'left', 'left', 'X'), 'aX|bc');
	assert.equal(edit('abc', 'home', 'delete'), '|bc');
	assert.equal(edit('abc', 'left', 'ctrl+u'), '|c');
	assert.equal(edit('abc', 'home', 'right', 'ctrl+k'), 'a|');
});

test('a paste keeps to one line and brings no control characters', () => {
	assert.equal(insertText(textField('a'), 'b\r\nc\u001B[31m\td').text, 'ab c[31m d');
});
