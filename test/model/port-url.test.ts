import test from 'node:test';
import assert from 'node:assert/strict';
import {urlOf} from '../../source/model/port-url.ts';
import type {Port} from '../../source/model/port.ts';

const published = (hostAddress: string, hostPort: number, containerPort: number): Port => ({
	hostAddress, hostPort, containerPort, protocol: 'tcp',
});

test('the address to try in a browser', () => {
	assert.equal(urlOf(published('0.0.0.0', 8080, 80)), 'http://localhost:8080');
	assert.equal(urlOf(published('0.0.0.0', 80, 3000)), 'http://localhost');
	assert.equal(urlOf(published('::', 8443, 443)), 'https://localhost:8443');
	assert.equal(urlOf(published('', 443, 443), '', 'build.example'), 'https://build.example');
	assert.equal(urlOf(published('127.0.0.1', 9443, 9443), 'portainer/portainer-ce', 'elsewhere'), 'https://127.0.0.1:9443');
	assert.equal(urlOf(published('::1', 3000, 3000)), 'http://[::1]:3000');
	assert.equal(urlOf(published('::', 3000, 3000), '', 'fe80::1'), 'http://[fe80::1]:3000');
});

test('none for what is not published or speaks something else', () => {
	assert.equal(urlOf({containerPort: 80, protocol: 'tcp'}), undefined);
	assert.equal(urlOf(published('', 0, 80)), undefined);
	assert.equal(urlOf({hostPort: 80, containerPort: 80, protocol: 'udp'}), undefined);
	assert.equal(urlOf(published('0.0.0.0', 5432, 5432)), undefined);
	assert.equal(urlOf(published('0.0.0.0', 7000, 7000), 'docker.io/library/redis:7'), undefined);
	assert.equal(urlOf(published('0.0.0.0', 8081, 8081), 'mongo-express:1'), 'http://localhost:8081');
});
