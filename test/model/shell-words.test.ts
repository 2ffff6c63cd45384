import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {quoteArgument} from '../../source/model/docker-command.ts';
import {splitWords} from '../../source/model/shell-words.ts';

test('words, quotes and backslashes', () => {
	assert.deepEqual(splitWords('  ls  -l /tmp '), ['ls', '-l', '/tmp']);
	assert.deepEqual(splitWords(String.raw`a 'b c' "d e" f\ g "h\"i" ''`), ['a', 'b c', 'd e', 'f g', 'h"i', '']);
	assert.deepEqual(splitWords('x\'y z\'"w"'), ['xy zw']);
	assert.deepEqual(splitWords(''), []);
	assert.deepEqual(splitWords('\'open'), ['open']);
});

test('what is quoted is read back', () => {
	fc.assert(fc.property(fc.array(fc.string({minLength: 1}), {minLength: 1}), words => {
		assert.deepEqual(splitWords(words.map(word => quoteArgument(word)).join(' ')), words);
	}));
});
