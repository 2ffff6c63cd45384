import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {EndpointError} from '../../../source/engine/endpoint/endpoint-error.ts';
import {parseHost, urlOf} from '../../../source/engine/endpoint/host.ts';

const read = (host: string, tls = false) => parseHost(host, {platform: 'linux', origin: 'DOCKER_HOST', tls});

test('hosts as docker reads them', () => {
	assert.deepEqual(read(''), {kind: 'unix', path: '/var/run/docker.sock'});
	assert.deepEqual(read('unix://'), {kind: 'unix', path: '/var/run/docker.sock'});
	assert.deepEqual(read(' unix:///run/my engine.sock '), {kind: 'unix', path: '/run/my engine.sock'});
	assert.deepEqual(read('unix://relative.sock'), {kind: 'unix', path: 'relative.sock'});
	assert.deepEqual(read('npipe:////./pipe/docker_engine'), {kind: 'npipe', path: '//./pipe/docker_engine'});
	assert.deepEqual(read('tcp://build.example:2377'), {kind: 'tcp', host: 'build.example', port: 2377});
	assert.deepEqual(read('tcp://build.example/'), {kind: 'tcp', host: 'build.example', port: 2375});
	assert.deepEqual(read('build.example:1'), {kind: 'tcp', host: 'build.example', port: 1});
	assert.deepEqual(read(':1'), {kind: 'tcp', host: 'localhost', port: 1});
	assert.deepEqual(read('tcp://build.example', true), {kind: 'tcp', host: 'build.example', port: 2376});
	assert.deepEqual(read('tcp://[::1]:2375'), {kind: 'tcp', host: '::1', port: 2375});
	assert.deepEqual(read('tcp://[fe80::1%eth0]'), {kind: 'tcp', host: 'fe80::1%eth0', port: 2375});
	assert.deepEqual(parseHost('', {platform: 'win32', origin: 'x'}), {kind: 'npipe', path: '//./pipe/docker_engine'});
});

test('what is no address names who said it', () => {
	for (const host of ['http://x', 'tcp://a:0', 'tcp://a:99999', 'tcp://::1', 'tcp://[x]:1', 'tcp://a b', 'tcp://user@a', '/var/run/docker.sock', 'unix:/var/run/docker.sock', 'tcp://a:b:c']) {
		assert.throws(() => read(host), error => error instanceof EndpointError && error.message === `DOCKER_HOST asks for “${host}”, which is not an engine's address`, host);
	}
});

test('ssh, fd and paths are refused in plain words, not mistaken for something else', () => {
	assert.throws(() => read('ssh://me@build'), {kind: 'unsupported', message: 'DOCKER_HOST asks for ssh://me@build: connections over ssh:// are not supported yet'});
	assert.throws(() => read('fd://'), {kind: 'unsupported', message: /fd:\/\/ is for an engine to listen on/});
	assert.throws(() => read('tcp://a:1/prefix'), {kind: 'unsupported', message: /an address with a path is not supported/});
});

test('nothing in a host reaches the terminal raw', () => {
	assert.throws(() => read('ssh://\u{1B}[2J'), error => error instanceof EndpointError && !error.message.includes('\u{1B}') && !error.context.endpoint.includes('\u{1B}'));
	assert.equal(urlOf({kind: 'unix', path: '/a\u{1B}b'}), 'unix:///a␛b');
});

test('an address is read back as it was written', () => {
	const address = fc.oneof(
		fc.record({kind: fc.constant('unix' as const), path: fc.stringMatching(/^\/[\w./]{1,20}$/)}),
		fc.record({kind: fc.constant('tcp' as const), host: fc.oneof(fc.ipV6(), fc.ipV4(), fc.domain()), port: fc.integer({min: 1, max: 65_535})}),
	);
	fc.assert(fc.property(address, value => {
		assert.deepEqual(read(urlOf(value)), {...value});
	}));
});
