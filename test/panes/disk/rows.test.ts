import assert from 'node:assert/strict';
import test from 'node:test';
import {diskColumns} from '../../../source/panes/disk/columns.ts';
import {diskPane} from '../../../source/panes/disk/pane.ts';
import {diskRows} from '../../../source/panes/disk/rows.ts';
import {
	container,
	digest,
	hour,
	image,
	imageIdOf,
	live,
	mountOf,
	now,
	usage,
	volume,
} from '../images/samples.ts';

const cacheEntry = {
	id: 'k1', parents: [], type: 'regular', description: 'RUN npm ci', inUse: false, shared: false, size: 400, created: now - (9 * hour), lastUsed: now - hour, usageCount: 2,
};

const picture = live({
	images: [image(), image({id: imageIdOf('a2'), tags: []}), image({id: imageIdOf('a9'), tags: ['new:1']})],
	containers: [container({mounts: [mountOf('pgdata', '/a'), mountOf('pgdata', '/b')]}), container({id: digest('c2'), name: 'idle', state: 'exited', exitCode: 0, imageId: 'x'})],
	volumes: [volume(), volume({id: 'remote', name: 'remote'})],
	disk: {usage: usage({
		images: new Map([[imageIdOf('a1'), {size: 1000, sharedSize: 700, containers: 1}], [imageIdOf('a2'), {size: 900, sharedSize: -1, containers: 0}], [imageIdOf('gone'), {size: 5000, sharedSize: 0, containers: 0}]]),
		containers: new Map([[digest('c1'), {writableSize: 50, rootSize: 1050}], [digest('c2'), {writableSize: 0, rootSize: 1000}]]),
		volumes: new Map([['pgdata', {size: 3000, references: 1}], ['remote', {size: -1, references: 0}]]),
		cache: [cacheEntry, {...cacheEntry, id: 'k2', shared: true, size: 9999}],
	})},
});

const bySize = diskRows(picture).toSorted((first, second) => -diskColumns.find(({id}) => id === 'size')!.compare!(first, second));

test('what fills the disk stands largest first, without what is gone, shared or empty', () => {
	assert.deepEqual(bySize.map(({kind, name, size, shared}) => [kind, name, size, shared]), [
		['volume', 'pgdata', 3000, undefined],
		['image', 'shop/api:1.4', 1000, 700],
		['image', 'a20000000000', 900, undefined],
		['cache', 'RUN npm ci', 400, undefined],
		['container', 'web', 50, undefined],
		['volume', 'remote', -1, undefined],
	]);
	assert.deepEqual(diskPane.sort, {column: 'size', reversed: true});
});

test('who uses it, or when it was last used, is told', () => {
	const use = diskColumns.find(({id}) => id === 'use')!;
	assert.deepEqual(bySize.map(row => use.cell(row, {now, ascii: false}).text), ['web', 'web', 'dangling', 'used 1 h ago', 'running', 'unused']);
});

test('an unknown size is a dash, never a number', () => {
	const size = diskColumns.find(({id}) => id === 'size')!;
	assert.equal(size.cell(bySize.at(-1)!, {now, ascii: false}).text, '—');
	assert.equal(size.cell(bySize.at(-1)!, {now, ascii: true}).text, '-');
});

test('each leads to its own pane; build cache has none', () => {
	const targets = bySize.map(row => diskPane.related(row, picture)[0]);
	assert.deepEqual(targets.map(target => target && [target.pane, target.id]), [
		['volumes', 'pgdata'],
		['images', imageIdOf('a1')],
		['images', imageIdOf('a2')],
		undefined,
		['containers', digest('c1')],
		['volumes', 'remote'],
	]);
	assert.equal(new Set(bySize.map(({id}) => id)).size, bySize.length);
});

test('before a measurement there is nothing, and what is the same stays the same object', () => {
	assert.deepEqual(diskRows(live({images: [image()]})), []);
	const rows = diskRows(picture);
	assert.equal(diskRows({...picture, disk: {...picture.disk, measuringSince: now}}), rows);
	assert.equal(diskPane.loaded(live()), false);
});
