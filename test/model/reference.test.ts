import test from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	familiarReference,
	formatReference,
	parseReference,
	sameReference,
} from '../../source/model/reference.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('references are taken apart', () => {
	assert.deepEqual(parseReference('nginx'), {repository: 'nginx'});
	assert.deepEqual(parseReference('nginx:1.27'), {repository: 'nginx', tag: '1.27'});
	assert.deepEqual(parseReference('docker.io/library/nginx'), {repository: 'nginx'});
	assert.deepEqual(parseReference('index.docker.io/team/app:v1'), {repository: 'team/app', tag: 'v1'});
	assert.deepEqual(parseReference('library/nginx'), {repository: 'nginx'});
	assert.deepEqual(parseReference('library/a/b'), {repository: 'library/a/b'});
	assert.deepEqual(parseReference(`registry:5000/ns/name:tag@${digest}`), {
		registry: 'registry:5000', repository: 'ns/name', tag: 'tag', digest,
	});
	assert.deepEqual(parseReference('localhost/app'), {registry: 'localhost', repository: 'app'});
	assert.deepEqual(parseReference('localhost:5000/app:1'), {registry: 'localhost:5000', repository: 'app', tag: '1'});
	assert.deepEqual(parseReference('[::1]:5000/app'), {registry: '[::1]:5000', repository: 'app'});
	assert.deepEqual(parseReference('Upper/app'), {registry: 'Upper', repository: 'app'});
	assert.deepEqual(parseReference('a__b--c.d_e'), {repository: 'a__b--c.d_e'});
	assert.deepEqual(parseReference(`quay.io/x/y@${digest}`), {registry: 'quay.io', repository: 'x/y', digest});
});

test('what is no reference gives nothing', () => {
	const wrong = ['', '<none>:<none>', '<none>', 'Nginx', 'a//b', '/a', 'a/', 'a:', 'a@', 'a:-x', 'a:b:c', '-a', 'a-', 'a___b', 'a..b', 'a b', 'docker.io/', `a:${'t'.repeat(129)}`, 'a@sha256:12', `a@md5:${'0'.repeat(32)}`, 'f'.repeat(64), 'x'.repeat(256), 'é', 'a\n', 'x'.repeat(100_000)];
	for (const text of wrong) {
		assert.equal(parseReference(text), undefined, text.slice(0, 40));
	}
});

test('the familiar form drops the default registry and keeps what is no reference', () => {
	assert.equal(familiarReference('docker.io/library/postgres:16'), 'postgres:16');
	assert.equal(familiarReference('localhost/app:1'), 'localhost/app:1');
	assert.equal(familiarReference('<none>:<none>'), '<none>:<none>');
});

test('the same image by several names', () => {
	assert.ok(sameReference('nginx', 'docker.io/library/nginx:latest'));
	assert.ok(!sameReference('nginx', 'nginx:1'));
	assert.ok(!sameReference(`nginx@${digest}`, 'nginx'));
	assert.ok(sameReference('<none>', '<none>'));
});

const word = fc.stringMatching(/^[\da-z]{1,8}(?:(?:[._]|__|-{1,3})[\da-z]{1,8}){0,2}$/);
const reference = fc.record({
	registry: fc.option(fc.constantFrom('quay.io', 'localhost', 'localhost:5000', 'registry:5000', '[fe80::1]:443', 'A.example'), {nil: undefined}),
	path: fc.array(word, {minLength: 1, maxLength: 3}).filter(parts => parts[0] !== 'library' && !/\.|^localhost$/.test(parts[0] ?? '')),
	tag: fc.option(fc.stringMatching(/^\w[\w\-.]{0,20}$/), {nil: undefined}),
	digest: fc.option(fc.constant(digest), {nil: undefined}),
});

test('parsing undoes formatting', () => {
	fc.assert(fc.property(reference, ({path, ...rest}) => {
		const parts = {...rest, repository: path.join('/')};
		assert.deepEqual(parseReference(formatReference(parts)), Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));
	}));
});

test('no text makes it throw, and what it reads it reads again', () => {
	fc.assert(fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[\w\-./:@]{0,40}$/)), text => {
		const parsed = parseReference(text);
		assert.deepEqual(parsed && parseReference(formatReference(parsed)), parsed);
	}));
});
