import test from 'node:test';
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {dockerCommand, quoteArgument} from '../../source/model/docker-command.ts';

test('plain arguments stay plain, others are quoted', () => {
	assert.equal(dockerCommand('stop', 'web'), 'docker stop web');
	assert.equal(dockerCommand('tag', 'a:1', 'registry:5000/b@x'), 'docker tag a:1 registry:5000/b@x');
	assert.equal(dockerCommand('rename', 'a', 'it\'s $HOME'), String.raw`docker rename a 'it'\''s $HOME'`);
	assert.equal(quoteArgument(''), '\'\'');
	assert.equal(quoteArgument('~'), '\'~\'');
});

test('a shell reads back exactly what was quoted', () => {
	const texts = fc.sample(fc.string({unit: 'binary'}).map(text => text.replaceAll('\0', '')), 200);
	const script = texts.map(text => String.raw`printf '%s\0' ${quoteArgument(text)}`).join('\n');
	const output = execFileSync('/bin/sh', {input: script}).toString();
	assert.deepEqual(output.split('\0').slice(0, -1), texts.map(text => Buffer.from(text).toString()));
});
