import assert from 'node:assert/strict';
import test from 'node:test';
import {imageRows} from '../../../source/panes/images/rows.ts';
import {
	container,
	digest,
	image,
	imageIdOf,
	live,
	usage,
} from './samples.ts';

test('an image in use, an unused and a dangling one are told apart', () => {
	const rows = imageRows(live({
		images: [image(), image({id: imageIdOf('a2'), tags: ['redis:7']}), image({id: imageIdOf('a3'), tags: []})],
		containers: [container()],
	}));
	assert.deepEqual(rows.map(({name, state, dangling}) => [name, state, dangling]), [
		['shop/api:1.4', 'in use', false],
		['redis:7', 'unused', false],
		['a30000000000', 'dangling', true],
	]);
});

test('a dangling image that a container uses is both', () => {
	const [row] = imageRows(live({images: [image({tags: []})], containers: [container({image: digest('a1')})]}));
	assert.equal(row?.state, 'in use');
	assert.equal(row.dangling, true);
	assert.deepEqual(row.usedBy.map(({name}) => name), ['web']);
});

test('containers that are up come first among the users', () => {
	const [row] = imageRows(live({
		images: [image()],
		containers: [container({id: digest('c1'), name: 'a', state: 'exited', exitCode: 0}), container({id: digest('c2'), name: 'z'})],
	}));
	assert.deepEqual(row?.usedBy.map(({name}) => name), ['z', 'a']);
});

test('a container whose image id is in no list is found by the name of its image', () => {
	const [row] = imageRows(live({images: [image({tags: ['docker.io/library/nginx:latest']})], containers: [container({imageId: imageIdOf('ff'), image: 'nginx'})]}));
	assert.deepEqual(row?.usedBy.map(({name}) => name), ['web']);
});

test('what an image shares and what it alone has is known after a measurement only', () => {
	const images = [image({size: 100})];
	assert.equal(imageRows(live({images}))[0]?.uniqueSize, undefined);
	const measured = live({images, disk: {usage: usage({images: new Map([[imageIdOf('a1'), {size: 100, sharedSize: 70, containers: 0}]])})}});
	assert.deepEqual([imageRows(measured)[0]?.sharedSize, imageRows(measured)[0]?.uniqueSize], [70, 30]);
	const unknown = live({images, disk: {usage: usage({images: new Map([[imageIdOf('a1'), {size: 100, sharedSize: -1, containers: 0}]])})}});
	assert.equal(imageRows(unknown)[0]?.uniqueSize, undefined);
});

test('rows stay the same objects while what they say stays the same', () => {
	const first = live({images: [image(), image({id: imageIdOf('a2'), tags: ['redis:7']})], containers: [container()]});
	const rows = imageRows(first);
	assert.equal(imageRows({...first, networks: {items: [], loaded: true}}), rows);
	const stopped = {...first, containers: {items: [container({state: 'exited', exitCode: 0})], loaded: true}};
	const changed = imageRows(stopped);
	assert.notEqual(changed[0], rows[0]);
	assert.equal(changed[1], rows[1]);
});

test('five thousand containers with an image that is gone are joined at once', () => {
	const images = Array.from({length: 60}, (_, index) => image({id: imageIdOf(`b${index + 100}`), tags: [`team/app-${index}:1`]}));
	const containers = Array.from({length: 5000}, (_, index) => container({id: digest(`d${index + 10_000}`), imageId: imageIdOf('ff'), image: `team/app-${index % 70}:1`}));
	const start = performance.now();
	const rows = imageRows(live({images, containers}));
	assert.equal(rows.flatMap(({usedBy}) => usedBy).length, containers.filter((_, index) => index % 70 < 60).length);
	assert.ok(performance.now() - start < 1000);
});
