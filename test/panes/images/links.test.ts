import assert from 'node:assert/strict';
import test from 'node:test';
import {parseFilter} from '../../../source/model/filter.ts';
import {copiesOf, relatedOf} from '../../../source/panes/images/links.ts';
import {imagesPane} from '../../../source/panes/images/pane.ts';
import {imageRows} from '../../../source/panes/images/rows.ts';
import {
	container,
	digest,
	image,
	imageIdOf,
	live,
} from './samples.ts';

test('an image leads to its containers, its children and its parent', () => {
	const picture = live({
		images: [image(), image({id: imageIdOf('a2'), tags: ['child:1'], parentId: imageIdOf('a1')})],
		containers: [container()],
	});
	const [parent, child] = imageRows(picture);
	assert.deepEqual(relatedOf(parent!, picture), [
		{pane: 'containers', id: digest('c1'), title: 'container web (running)'},
		{pane: 'images', id: imageIdOf('a2'), title: 'image child:1 (built on it)'},
	]);
	assert.deepEqual(relatedOf(child!, picture), [{pane: 'images', id: imageIdOf('a1'), title: 'image shop/api:1.4 (its base)'}]);
});

test('names, ids, digests and commands can be copied, quoted for a shell', () => {
	const [row] = imageRows(live({images: [image({digests: [`shop/api@sha256:${digest('9')}`]})]}));
	const texts = new Set(copiesOf(row!).map(({text}) => text));
	assert.ok(texts.has('shop/api:1.4'));
	assert.ok(texts.has('a10000000000'));
	assert.ok(texts.has(`shop/api@sha256:${digest('9')}`));
	assert.ok(texts.has('docker run --rm -it shop/api:1.4'));
	const [nameless] = imageRows(live({images: [image({tags: []})]}));
	assert.ok(copiesOf(nameless!).every(({text}) => !text.startsWith('docker pull')));
});

test('a filter finds an image by any of its names, its id, its state and its labels', () => {
	const [row] = imageRows(live({images: [image({tags: ['shop/api:1.4', 'mirror.example/x:2'], labels: {team: 'red'}})]}));
	const filterable = imagesPane.filterable(row!);
	for (const filter of ['mirror.example', 'a100000', 'state=unused', 'label=team=red', 'image=shop/api', '!dangling']) {
		assert.ok(parseFilter(filter)(filterable), filter);
	}

	assert.ok(!parseFilter('state=dangling')(filterable));
});

test('A hides the images that no container uses', () => {
	const rows = imageRows(live({images: [image(), image({id: imageIdOf('a2'), tags: []})], containers: [container()]}));
	assert.deepEqual(rows.map(row => imagesPane.hides!.test(row)), [false, true]);
});

test('Layers is the first tab', () => {
	assert.deepEqual(imagesPane.tabs.map(({title}) => title), ['Layers', 'Used by', 'Config', 'Inspect']);
});
