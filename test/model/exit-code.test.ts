import test from 'node:test';
import assert from 'node:assert/strict';
import {exitCodeWords, exitSignal} from '../../source/model/exit-code.ts';

test('137 is lack of memory only when the engine says so', () => {
	assert.equal(exitCodeWords(137), 'killed (SIGKILL)');
	assert.equal(exitCodeWords(137, {oomKilled: true}), 'killed for lack of memory');
	assert.equal(exitCodeWords(1, {oomKilled: true}), 'failed; a process was killed for lack of memory');
});

test('codes in words', () => {
	assert.equal(exitCodeWords(0), 'finished without error');
	assert.equal(exitCodeWords(1), 'failed');
	assert.equal(exitCodeWords(42), 'failed');
	assert.equal(exitCodeWords(125), 'the engine could not run it');
	assert.equal(exitCodeWords(126), 'the command cannot be executed');
	assert.equal(exitCodeWords(127), 'the command was not found');
	assert.equal(exitCodeWords(128), 'it could not be started');
	assert.equal(exitCodeWords(130), 'interrupted (SIGINT)');
	assert.equal(exitCodeWords(134), 'aborted (SIGABRT)');
	assert.equal(exitCodeWords(139), 'crashed (SIGSEGV)');
	assert.equal(exitCodeWords(143), 'terminated (SIGTERM)');
	assert.equal(exitCodeWords(3_221_225_786), 'interrupted (ctrl+c)');
});

test('signals by number', () => {
	assert.equal(exitSignal(137), 'SIGKILL');
	assert.equal(exitSignal(128 + 36), 'SIGRTMIN+2');
	for (const code of [0, 1, 128, 160, 193, 255, -1]) {
		assert.equal(exitSignal(code), undefined, String(code));
	}
});
