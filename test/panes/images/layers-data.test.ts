import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {startDemoEngine, type DemoEngine} from '../../../source/demo/main.ts';
import {connect} from '../../../source/engine/connect.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import type {ImageDetails} from '../../../source/model/image.ts';
import {loadLayers} from '../../../source/panes/images/layers-data.ts';
import {layersOfImages} from '../../../source/store/layers-of-images.ts';
import {imageRows} from '../../../source/panes/images/rows.ts';
import {nothingKnown, type Live} from '../../../source/store/live.ts';

const {signal} = new AbortController();
let demo: DemoEngine;
let engine: Engine;
let live: Live;

before(async () => {
	demo = await startDemoEngine({lively: false});
	engine = await connect({
		address: {kind: 'unix', path: demo.socketPath}, url: demo.address, context: 'demo', chosenBy: 'a test',
	});
	live = {...nothingKnown, images: {items: await engine.images.list(), loaded: true}};
});

after(async () => {
	engine.close();
	await demo.stop();
});

const inspections = () => demo.requests.filter(({path}) => /\/images\/.+\/json/v.test(path)).length;

const rowOf = (name: string) => imageRows(live).find(({names}) => names.includes(name))!;

test('the base is found among the images that are there, with the steps that are its', async () => {
	const {base, steps} = await loadLayers(rowOf('shop/api:1.4'), engine, signal, live);
	assert.equal(base?.name, 'node:22-bookworm-slim');
	assert.equal(steps[base.steps - 1]?.instruction, 'CMD', 'the empty steps at the end of the base belong to it');
	assert.equal(steps[base.steps]?.instruction, 'WORKDIR');
});

test('the steps add up to the image\'s size, for every image', async () => {
	const sums = await Promise.all(imageRows(live).map(async row => {
		const {steps} = await loadLayers(row, engine, signal, live);
		return [row.name, steps.at(-1)?.cumulative];
	}));
	assert.deepEqual(sums, imageRows(live).map(({name, size}) => [name, size]));
});

test('layers are counted as shared from the bottom up', async () => {
	const {shared} = await loadLayers(rowOf('shop/api:1.4'), engine, signal, live);
	assert.ok(shared[0]! > 0);
	assert.deepEqual(shared.toSorted((first, second) => second - first), shared);
});

test('an image is inspected once per connection, however often layers are looked at', async () => {
	const fresh = await connect(engine.endpoint);
	const start = inspections();
	await loadLayers(rowOf('shop/api:1.4'), fresh, signal, live);
	assert.equal(inspections() - start, live.images.items.length);
	await loadLayers(rowOf('shop/web:2.0.1'), fresh, signal, live);
	assert.equal(inspections() - start, live.images.items.length);
	fresh.close();
});

test('no more than four images are inspected at a time, and one that is gone is left out', async () => {
	let running = 0;
	let most = 0;
	const ids = Array.from({length: 20}, (_, index) => `sha256:${index}`);
	const slow = {images: {async inspect(id: string) {
		running++;
		most = Math.max(most, running);
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		running--;
		if (id === 'sha256:7') {
			throw new Error('gone');
		}

		return {layers: [id]} as unknown as ImageDetails;
	}}} as unknown as Engine;
	const found = await layersOfImages(ids, slow, signal);
	assert.equal(most, 4);
	assert.equal(found.size, 19);
	assert.ok(!found.has('sha256:7'));
});

test('nothing more is asked once the tab was left', async () => {
	const leaving = new AbortController();
	let asked = 0;
	const slow = {images: {async inspect() {
		asked++;
		leaving.abort(new Error('left'));
		return {layers: []} as unknown as ImageDetails;
	}}} as unknown as Engine;
	await assert.rejects(layersOfImages(['a', 'b', 'c', 'd', 'e', 'f'], slow, leaving.signal), {message: 'left'});
	assert.ok(asked <= 4);
});
