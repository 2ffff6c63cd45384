import assert from 'node:assert/strict';
import test from 'node:test';
import {imageName, imageNames, shortId} from '../../source/model/image-name.ts';

const id = `sha256:${'ab'.repeat(32)}`;

test('names are familiar, those without a registry first, in an order that no engine changes', () => {
	const tags = ['registry.example:5000/shop/api:1.4', 'docker.io/library/nginx:1.27', 'app:10', 'app:9'];
	assert.deepEqual(imageNames({tags}), ['app:9', 'app:10', 'nginx:1.27', 'registry.example:5000/shop/api:1.4']);
	assert.deepEqual(imageNames({tags: tags.toReversed()}), imageNames({tags}));
});

test('an image is called by its first name, else by its digest\'s repository, else by its short id', () => {
	assert.equal(imageName({id, tags: ['b:1', 'a:1'], digests: []}), 'a:1');
	assert.equal(imageName({id, tags: [], digests: [`quay.io:443/team/app@sha256:${'12'.repeat(32)}`]}), 'quay.io:443/team/app@121212121212');
	assert.equal(imageName({id, tags: [], digests: ['not a digest']}), 'abababababab');
	assert.equal(imageName({id, tags: [], digests: []}), 'abababababab');
});

test('a short id has 12 digits', () => {
	assert.equal(shortId(id), 'abababababab');
	assert.equal(shortId('abc'), 'abc');
});
