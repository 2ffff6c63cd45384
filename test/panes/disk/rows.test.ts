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
	images: [image(), image({id: imageIdOf('a2'), tags: []}), image({id: imageIdOf('a9'), tags: ['new:1'], size: 700})],
	containers: [container({mounts: [mountOf('pgdata', '/a')]}), container({id: digest('c2'), name: 'idle', state: 'exited', exitCode: 0, imageId: imageIdOf('a9')})],
	volumes: [volume(), volume({id: 'remote', name: 'remote'})],
	disk: {usage: usage({
		images: new Map([[imageIdOf('a1'), {size: 1000, sharedSize: 700, containers: 1}], [imageIdOf('a2'), {size: 900, sharedSize: 300, containers: 0}]]),
		containers: new Map([[digest('c1'), {writableSize: 50, rootSize: 1050}], [digest('c2'), {writableSize: 8, rootSize: 1000}]]),
		volumes: new Map([['pgdata', {size: 3000, references: 1}], ['remote', {size: -1, references: 0}]]),
		cache: [cacheEntry, {...cacheEntry, id: 'k2', shared: true, size: 9999}],
	})},
});

const bySize = diskRows(picture).toSorted((first, second) => -diskColumns.find(({id}) => id === 'size')!.compare!(first, second));
const texts = (column: string, ascii = false) => bySize.map(row => diskColumns.find(({id}) => id === column)!.cell(row, {now, ascii}).text);

test('everything that can go stands largest first, and nothing that is used', () => {
	assert.deepEqual(diskPane.sort, {column: 'size', reversed: true});
	assert.deepEqual(texts('kind'), ['cache', 'image', 'image', 'cache', 'container', 'volume']);
	assert.deepEqual(texts('size'), ['9.999 kB', '900 B', '700 B', '400 B', '8 B', '—']);
	assert.deepEqual(texts('frees'), ['0 B', '~600 B', '—', '400 B', '8 B', '—']);
	assert.equal(texts('size', true).at(-1), '-');
});

test('why it can go and how old it is are told', () => {
	assert.deepEqual(texts('why'), [
		'not in use, an image has its layer; used 60 m ago', 'dangling, made 3 h ago', 'only stopped idle has it', 'not in use, used 60 m ago', 'exited 0', 'no container uses it',
	].map(text => text.replace('60 m', '1 h')));
	assert.deepEqual(texts('age'), ['1 h', '3 h', '3 h', '1 h', '1 h', '2 d'].map(text => text === '2 d' ? '2 d' : text));
});

test('each leads to its own pane and to what must go before it; build cache has none', () => {
	assert.deepEqual(bySize.map(row => diskPane.related(row, picture).map(({pane, id}) => [pane, id])), [
		[],
		[['images', imageIdOf('a2')]],
		[['images', imageIdOf('a9')], ['containers', digest('c2')]],
		[],
		[['containers', digest('c2')]],
		[['volumes', 'remote']],
	]);
});

test('what is marked is summed up, and says when it is not sure', () => {
	const sum = (kinds: readonly string[]) => diskPane.sum!(bySize.filter(({kind}) => kinds.includes(kind)), picture);
	assert.equal(sum(['cache', 'container']), 'frees 408 B');
	assert.equal(sum(['cache', 'volume']), 'frees at least 400 B');
});

test('objects are there before they are measured, and what is the same stays the same object', () => {
	const unmeasured = live({images: [image()], volumes: [volume()]});
	assert.deepEqual(diskRows(unmeasured).map(({name, size}) => [name, size]), [['shop/api:1.4', 258_600_000], ['pgdata', -1]]);
	const rows = diskRows(picture);
	assert.equal(diskRows({...picture, disk: {...picture.disk, measuringSince: now}}), rows);
	assert.equal(diskPane.loaded({...picture, containers: {items: [], loaded: false}}), false);
});
