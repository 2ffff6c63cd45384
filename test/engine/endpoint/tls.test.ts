import test from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import {resolveEndpoint} from '../../../source/engine/endpoint/resolve-endpoint.ts';
import {
	contextFiles,
	surroundingsOf,
	temporaryHome,
	writeFiles,
} from './fixture.ts';

const pair = {'cert.pem': 'CERT', 'key.pem': 'KEY'};

test('the environment asks for TLS with any value', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, {'.docker/ca.pem': 'CA', 'certs/cert.pem': 'CERT', 'certs/key.pem': 'KEY'});
	const certs = path.join(home, 'certs');
	const choose = async (environment: Record<string, string>, host = 'tcp://a') => {
		const {address} = await resolveEndpoint({...surroundingsOf(home, {environment}), host});
		return address;
	};

	assert.deepEqual(await choose({DOCKER_TLS_VERIFY: '0'}), {
		kind: 'tcp', host: 'a', port: 2376, tls: {ca: 'CA', verify: true},
	});
	assert.deepEqual(await choose({DOCKER_TLS: '1', DOCKER_CERT_PATH: certs}, 'tcp://a:1'), {
		kind: 'tcp', host: 'a', port: 1, tls: {cert: 'CERT', key: 'KEY', verify: false},
	});
	assert.deepEqual(await choose({DOCKER_TLS_VERIFY: '', DOCKER_CERT_PATH: certs}), {kind: 'tcp', host: 'a', port: 2375});
	assert.deepEqual(await choose({DOCKER_TLS_VERIFY: '1'}, 'unix:///x'), {kind: 'unix', path: '/x'});
	await assert.rejects(choose({DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certs}), {kind: 'tls', message: `DOCKER_TLS_VERIFY is set, but there is no ${path.join(certs, 'ca.pem')}`});
});

test('TLS in the environment moves the default to this machine\'s TCP port', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, {'.docker/ca.pem': 'CA'});
	const {url} = await resolveEndpoint(surroundingsOf(home, {environment: {DOCKER_TLS_VERIFY: '1'}, sockets: {'/var/run/docker.sock': 'answers'}}));
	assert.equal(url, 'tcp://127.0.0.1:2376');
});

test('a context speaks TLS when it has files or skips the check, and only over TCP', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, {
		...contextFiles('plain', 'tcp://a'),
		...contextFiles('checked', 'tcp://a', {tls: {'ca.pem': 'CA', ...pair}}),
		...contextFiles('blind', 'tcp://a:9', {skipVerify: true}),
		...contextFiles('socket', 'unix:///x', {skipVerify: true, tls: {'ca.pem': 'CA'}}),
		...contextFiles('half', 'tcp://a', {tls: {'cert.pem': 'CERT'}}),
		...contextFiles('locked', 'tcp://a', {tls: {'cert.pem': 'CERT', 'key.pem': '-----BEGIN ENCRYPTED PRIVATE KEY-----'}}),
	});
	const address = async (name: string) => {
		const endpoint = await resolveEndpoint({...surroundingsOf(home, {environment: {DOCKER_TLS_VERIFY: '1'}}), context: name});
		return endpoint.address;
	};

	assert.deepEqual(await address('plain'), {kind: 'tcp', host: 'a', port: 2375});
	assert.deepEqual(await address('checked'), {
		kind: 'tcp', host: 'a', port: 2376, tls: {
			ca: 'CA', cert: 'CERT', key: 'KEY', verify: true,
		},
	});
	assert.deepEqual(await address('blind'), {
		kind: 'tcp', host: 'a', port: 9, tls: {verify: false},
	});
	assert.deepEqual(await address('socket'), {kind: 'unix', path: '/x'});
	await assert.rejects(address('half'), {kind: 'tls', message: /cert\.pem is of no use without key\.pem/});
	await assert.rejects(address('locked'), {kind: 'tls', message: /key\.pem is encrypted/});
});
