import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {entry, requestText} from '../../source/log/entry.ts';
import {redact, redactPath} from '../../source/log/redact.ts';

const secret = 'hunter2hunter2';

for (const text of [
	`DOCKER_HOST asks for “tcp://me:${secret}@host:2375”, which is not an engine's address`,
	`DOCKER_HOST asks for “me:${secret}@host:2375”`,
	`tcp://me:a/b@${secret}@host`,
	`exec: "POSTGRES_PASSWORD=${secret}": not found`,
	`{"username":"me","password":"${secret}","auth":"x"}`,
	`db_token: ${secret}`,
	`docker login --password ${secret} registry`,
	`docker login --password=${secret} registry`,
	`X-Registry-Auth: ${secret}`,
	`Authorization: Bearer ${secret}`,
	`Authorization: Basic ${secret}`,
	`got ghp_${secret} from there`,
	`-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----`,
	`-----BEGIN PRIVATE KEY-----\n${secret}`,
	`Server=db;AccountKey=${secret};x`,
	`exec: PASSWORD="x ${secret} y": not found`,
	`password: 'x ${secret}'`,
	`PASSWORD=a;${secret},b`,
	`MYSQL_PWD=a"${secret}`,
	String.raw`PASSWORD="a\"${secret}"`,
	`the token "${secret}" is not known`,
]) {
	test(`a secret is taken out of: ${text.replaceAll(/\s+/gv, ' ')}`, () => {
		assert.equal(redact(text).includes(secret), false, redact(text));
	});
}

test('what is no secret stays', () => {
	for (const text of [
		'stop container web: the engine refused: no basic auth credentials',
		'image alpine:3.20@sha256:0123456789abcdef',
		'engine unix:///var/run/docker.sock, context default, chosen by the default socket',
		'dial tcp: lookup registry on 1.1.1.1:53: no such host',
		'the secret web_key does not exist any more',
		'write to me@example.org',
	]) {
		assert.equal(redact(text), text);
	}
});

test('an entry is one harmless line of a bounded length, whatever comes', () => {
	fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 400}), text => {
		const line = entry(0, 'warn', text);
		assert.match(line, /^1970-01-01T00:00:00\.000Z warn  \P{Control}*\n$/v);
		assert.ok(line.length < 2100);
	}));
	const hostile = entry(0, 'info', `\u{1B}]0;x\u{7}\r\n2030-01-01T00:00:00.000Z info  forged ${'w'.repeat(100_000)}`);
	assert.equal(hostile.split('\n').length, 2);
	assert.ok(hostile.length < 2100);
});

test('of a query only what is known to be harmless is told', () => {
	assert.equal(redactPath('/v1.44/containers/json?all=true&filters=%7B%22id%22%3A%5B%22a%22%5D%7D'), '/v1.44/containers/json?all=true&filters={"id":["a"]}');
	assert.equal(redactPath(`/v1.44/build?t=x&buildargs=${secret}&remote=https%3A%2F%2Fme%3A${secret}%40git`), '/v1.44/build?t=x&…');
	assert.equal(redactPath(`/images/create?fromImage=https%3A%2F%2Fme%3A${secret}%40registry%2Fx`), '/images/create?fromImage=https://registry/x');
	assert.equal(requestText({method: 'GET', path: '/_ping', status: 200, milliseconds: 11.6}), 'GET /_ping 200 12 ms');
	assert.equal(requestText({method: 'GET', path: '/_ping', milliseconds: 1, failure: Object.assign(new Error(secret), {code: 'ECONNREFUSED'})}), 'GET /_ping ECONNREFUSED 1 ms');
});
