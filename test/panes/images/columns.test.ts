import assert from 'node:assert/strict';
import test from 'node:test';
import {placeColumns} from '../../../source/components/columns.ts';
import {imageColumns} from '../../../source/panes/images/columns.ts';
import {imageRows, type ImageRow} from '../../../source/panes/images/rows.ts';
import type {Column} from '../../../source/panes/pane.ts';
import type {Live} from '../../../source/store/live.ts';
import {
	container,
	digest,
	hour,
	image,
	imageIdOf,
	live,
	now,
} from './samples.ts';

const column = (id: string): Column<ImageRow> => imageColumns.find(candidate => candidate.id === id)!;

const cell = (picture: Live, id: string, ascii = false) => column(id).cell(imageRows(picture)[0]!, {now, ascii});

test('the name is the first tag, with a word on how many more there are', () => {
	assert.equal(cell(live({images: [image()]}), 'name').text, 'shop/api:1.4');
	assert.equal(cell(live({images: [image({tags: ['registry.example:5000/shop/api:1.4', 'shop/api:latest', 'shop/api:1.4']})]}), 'name').text, 'shop/api:1.4 +2');
});

test('an image without a name says so, and its repository where the digest tells it', () => {
	assert.deepEqual(cell(live({images: [image({tags: []})]}), 'name'), {text: '<none>', tone: 'dim'});
	assert.equal(cell(live({images: [image({tags: [], digests: [`ghcr.io/acme/app@sha256:${digest('22070d')}`]})]}), 'name').text, 'ghcr.io/acme/app@22070d000000');
});

test('an image with fields that could not be read is marked', () => {
	assert.deepEqual(cell(live({images: [image({unreadable: ['Size']})]}), 'name'), {text: '? shop/api:1.4', tone: 'warn'});
});

test('in use, unused and dangling differ in word and tone', () => {
	const users = [container(), container({id: digest('c2'), name: 'db'}), container({id: digest('c3'), name: 'job'})];
	assert.deepEqual(cell(live({images: [image()]}), 'usedBy'), {text: 'unused', tone: 'dim'});
	assert.deepEqual(cell(live({images: [image({tags: []})]}), 'usedBy'), {text: 'dangling', tone: 'warn'});
	assert.deepEqual(cell(live({images: [image()], containers: users}), 'usedBy'), {text: 'db, job +1'});
	assert.deepEqual(cell(live({images: [image({tags: []})], containers: [container()]}), 'usedBy'), {text: 'dangling, web', tone: 'warn'});
});

test('sizes have docker\'s three digits, ages are short and tell when they change', () => {
	const picture = live({images: [image()]});
	assert.equal(cell(picture, 'size').text, '259 MB');
	assert.equal(cell(picture, 'created').text, '3 h');
	assert.ok(column('created').changesIn!(imageRows(picture)[0]!, now) <= hour);
	assert.equal(cell(live({images: [image({created: 0})]}), 'created').text, '—');
	assert.equal(column('created').changesIn!(imageRows(live({images: [image({created: 0})]}))[0]!, now), Number.POSITIVE_INFINITY);
});

test('nothing but ASCII is drawn of our own when only that may be', () => {
	const picture = live({images: [image({created: 0, tags: []})]});
	for (const {id} of imageColumns) {
		assert.match(cell(picture, id, true).text, /^\p{ASCII}*$/v);
	}
});

test('dangling images stand after the named ones, and numbers are numbers', () => {
	const rows = imageRows(live({images: [
		image({id: imageIdOf('a1'), tags: []}),
		image({id: imageIdOf('a2'), tags: ['app:10'], size: 9}),
		image({id: imageIdOf('a3'), tags: ['app:9'], size: 1000}),
	]}));
	const sortedBy = (id: string) => rows.toSorted(column(id).compare).map(({name}) => name);
	assert.deepEqual(sortedBy('name'), ['app:9', 'app:10', 'a10000000000']);
	assert.deepEqual(sortedBy('size').slice(0, 2), ['app:10', 'app:9']);
	assert.equal(sortedBy('usedBy').at(-1), 'a10000000000');
});

test('80 columns show every standard column, 60 at least name, size and users', () => {
	const standard = imageColumns.filter(({optional}) => !optional);
	const shown = (width: number) => placeColumns(standard, ({id}) => id === 'name' ? 60 : 20, width).map(({column: placed}) => placed.id);
	assert.deepEqual(shown(80), ['name', 'id', 'size', 'usedBy', 'created']);
	assert.deepEqual(['name', 'size', 'usedBy'].filter(id => !shown(60).includes(id)), []);
});
