import assert from 'node:assert/strict';
import test from 'node:test';
import {readChoice, writeChoice} from '../../../source/panes/containers/shell-choice.ts';

test('a choice is read as docker exec takes it', () => {
	assert.deepEqual(readChoice(''), {choice: {}});
	assert.deepEqual(readChoice('-u root'), {choice: {user: 'root'}});
	assert.deepEqual(readChoice('-uroot -w /srv bash -l'), {choice: {user: 'root', folder: '/srv', command: ['bash', '-l']}});
	assert.deepEqual(readChoice('--user=1:2 --workdir "/a b" sh -c "echo hi"'), {choice: {user: '1:2', folder: '/a b', command: ['sh', '-c', 'echo hi']}});
});

test('what cannot be is told', () => {
	assert.deepEqual(readChoice('-x'), {problem: '-x is not known: -u USER, -w FOLDER, then the command'});
	assert.deepEqual(readChoice('-u'), {problem: '-u wants a user'});
	assert.deepEqual(readChoice('-w srv'), {problem: 'the folder begins with a /'});
});

test('a choice is written as it is read', () => {
	for (const choice of [{}, {user: 'root'}, {folder: '/a b', command: ['sh', '-c', 'echo \'x\'']}]) {
		assert.deepEqual(readChoice(writeChoice(choice)), {choice});
	}
});
