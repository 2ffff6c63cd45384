import assert from 'node:assert/strict';
import test from 'node:test';
import {EngineError} from '../../source/model/engine-error.ts';
import {pointOf} from '../../source/model/engine-words.ts';

const missing = 'exec: "/no/such/program": stat /no/such/program: no such file or directory';

test('why a container cannot start is told without the chain that leads to it', () => {
	assert.equal(pointOf(`failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${missing}: unknown`), missing);
	assert.equal(pointOf(`failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${missing}: unknown`), `error during container init: ${missing}`);
	assert.equal(pointOf(`OCI runtime create failed: container_linux.go:380: starting container process caused: ${missing}: unknown`), missing);
	assert.equal(pointOf('OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: rootfs_linux.go:76: mounting "/a" to rootfs at "/b" caused: not a directory: unknown'), 'mounting "/a" to rootfs at "/b" caused: not a directory');
	assert.equal(pointOf('failed to create shim task: OCI runtime create failed: runc create failed: invalid mount: unknown'), 'runc create failed: invalid mount');
});

test('other words stay as they are', () => {
	for (const words of ['', 'driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:80 failed: port is already allocated', 'something: unknown', 'OCI runtime create failed: ']) {
		assert.equal(pointOf(words), words);
	}
});

test('an error tells the point, and keeps all words', () => {
	const words = `failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${missing}: unknown`;
	const error = new EngineError('rejected', {operation: 'start', object: 'container broken', endpoint: 'unix:///engine.sock', words});
	assert.equal(error.message, `start container broken: the engine refused: ${missing}`);
	assert.equal(error.context.words, words);
});

test('a failure to connect does not say "connect" first', () => {
	assert.equal(new EngineError('no-socket', {operation: 'connect', endpoint: 'unix:///engine.sock'}).message, 'there is no socket at unix:///engine.sock');
});
