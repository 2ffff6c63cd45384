import assert from 'node:assert/strict';
import test from 'node:test';
import {EngineError} from '../../../source/model/engine-error.ts';
import {imageActions} from '../../../source/panes/images/actions.ts';
import {imageRows, type ImageRow} from '../../../source/panes/images/rows.ts';
import type {Live} from '../../../source/store/live.ts';
import {aside} from '../containers/samples.ts';
import {
	container,
	digest,
	image,
	imageIdOf,
	live,
	recorder,
} from './samples.ts';

const [remove, untag] = imageActions as readonly [typeof imageActions[number], typeof imageActions[number]];
const none: ReadonlySet<string> = new Set();
const force: ReadonlySet<string> = new Set(['force']);

const first = (picture: Live): ImageRow => imageRows(picture)[0]!;
const exited = container({id: digest('c2'), name: 'old', state: 'exited', exitCode: 0});
const twoNames = live({images: [image({tags: ['shop/api:1.4', 'shop/api:latest']})]});

test('an image of a container that is up cannot be removed, whatever is forced, and says whose it is', () => {
	const picture = live({images: [image()], containers: [container(), container({id: digest('c3'), name: 'db', state: 'paused'}), exited]});
	assert.equal(remove.disabledReason!(first(picture), picture), 'used by db (paused), web (running)');
});

test('an image of a stopped container and one with several names need force', () => {
	const stopped = live({images: [image()], containers: [exited]});
	assert.equal(remove.disabledReason!(first(stopped), stopped), undefined);
	assert.equal(remove.refusal!(first(stopped), none, stopped), 'it is used by old (exited): f forces it');
	assert.equal(remove.refusal!(first(stopped), force, stopped), undefined);
	assert.equal(remove.refusal!(first(twoNames), none, twoNames), 'it has 2 names: f forces it');
	const free = live({images: [image()]});
	assert.equal(remove.refusal!(first(free), none, free), undefined);
});

test('the dialog tells whether the image can be had again, and all names that go', () => {
	assert.match(remove.losses!(first(live({images: [image()]})), none, live())[0]!, /only a build or a load/v);
	assert.deepEqual(remove.losses!(first(live({images: [image({digests: [`nginx@sha256:${digest('1')}`]})]})), none, live()), ['the image, until it is pulled again']);
	assert.equal(remove.losses!(first(twoNames), force, twoNames)[0], 'all its names: shop/api:1.4, shop/api:latest');
	assert.equal(remove.describe!(first(live({images: [image()]})), live()), '259 MB, unused');
});

test('the removal is by id, so that a tag that moves takes no other image along', async () => {
	const {engine, asked} = recorder({untagged: ['shop/api:1.4'], deleted: [imageIdOf('a1')]});
	const row = first(live({images: [image()]}));
	assert.equal(await remove.run(row, {engine, ...aside, input: '', options: none}), undefined);
	await remove.run(row, {engine, ...aside, input: '', options: force});
	assert.deepEqual(asked, [['images.remove', imageIdOf('a1'), {force: false}], ['images.remove', imageIdOf('a1'), {force: true}]]);
	assert.equal(remove.command(row, {input: '', options: none}), 'docker image rm shop/api:1.4');
	assert.equal(remove.command(first(twoNames), {input: '', options: force}), 'docker image rm --force a10000000000');
});

test('a removal that only took names off says so', async () => {
	const {engine} = recorder({untagged: ['shop/api:1.4'], deleted: []});
	assert.match(await remove.run(first(live({images: [image()]})), {engine, ...aside, input: '', options: none}) as string, /names only/v);
});

test('the fingerprint changes with the names and the users, not with the order an engine tells them in', () => {
	const print = (picture: Live) => remove.fingerprint!(first(picture));
	assert.equal(print(live({images: [image({tags: ['b:1', 'a:1']})]})), print(live({images: [image({tags: ['a:1', 'b:1']})]})));
	assert.notEqual(print(live({images: [image()]})), print(twoNames));
	assert.notEqual(print(live({images: [image()]})), print(live({images: [image()], containers: [exited]})));
	assert.notEqual(print(live({images: [image()], containers: [exited]})), print(live({images: [image()], containers: [{...exited, state: 'running'}]})));
});

test('a conflict is told by who uses the image, what is built on it, and its names', () => {
	const picture = live({
		images: [image({tags: ['a:1', 'b:1']}), image({id: imageIdOf('a2'), tags: ['child:1'], parentId: imageIdOf('a1')})],
		containers: [exited],
	});
	const conflict = new EngineError('conflict', {operation: 'remove', endpoint: 'unix:///x', words: 'conflict: unable to delete'});
	assert.equal(remove.explain!(conflict, first(picture), picture), 'could not remove a:1: it is used by old (exited); child:1 is built on it; it has 2 names: a:1, b:1');
	const bare = live({images: [image()]});
	assert.equal(remove.explain!(conflict, first(bare), bare), undefined);
	const hidden = new EngineError('conflict', {operation: 'remove', endpoint: 'x', words: 'image has dependent child images'});
	assert.equal(remove.explain!(hidden, first(bare), bare), 'could not remove shop/api:1.4: other images are built on it');
	assert.equal(remove.explain!(new EngineError('failed', {operation: 'remove', endpoint: 'x'}), first(picture), picture), undefined);
});

test('a name is taken off only where others stay', async () => {
	assert.equal(untag.disabledReason!(first(twoNames), twoNames), undefined);
	assert.match(untag.disabledReason!(first(live({images: [image()]})), live())!, /one name only/v);
	assert.equal(untag.disabledReason!(first(live({images: [image({tags: []})]})), live()), 'it has no name');
	assert.deepEqual(untag.input!.choices!(first(twoNames), twoNames).map(({value}) => value), ['shop/api:1.4', 'shop/api:latest']);
	const {engine, asked} = recorder({untagged: ['shop/api:latest'], deleted: []});
	assert.equal(await untag.run(first(twoNames), {engine, ...aside, input: 'shop/api:latest', options: none}), 'shop/api:latest');
	assert.deepEqual(asked, [['images.remove', 'shop/api:latest', {}]]);
	assert.equal(untag.command(first(twoNames), {input: 'shop/api:latest', options: none}), 'docker image rm shop/api:latest');
});
