import assert from 'node:assert/strict';
import test from 'node:test';
import {createDetailHold} from '../../source/app/detail-hold.ts';
import {detailKey} from '../../source/app/detail-lines.ts';
import type {Scene} from '../../source/app/scene.ts';
import type {Item} from '../../source/model/item.ts';
import type {DetailTab} from '../../source/panes/pane.ts';
import type {Loaded} from '../../source/store/detail-loader.ts';
import {containerOf} from '../support/scripted-engine.ts';

const pane = {id: 'containers'} as Scene['pane'];
const read: DetailTab<Item> = {id: 'read', title: 'Read', load: async () => undefined, lines: () => []};
const still: DetailTab<Item> = {id: 'still', title: 'Still', lines: () => []};
const sceneOf = (id: string, tab: DetailTab<Item> = read, of: Scene['pane'] = pane) => ({pane: of, row: containerOf(id), tabs: [tab], tab}) as Partial<Scene> as Scene;
const loadedOf = (id: string, status: Loaded['status']): Loaded => ({key: detailKey('containers', containerOf(id), read), status});
const nothing: Loaded = {key: '', status: 'idle'};

test('the first one is there at once', () => {
	const hold = createDetailHold();
	const shown = hold(sceneOf('a'), nothing, 'list', 0);
	assert.deepEqual([shown.scene.row?.id, shown.until], ['a', undefined]);
});

test('the one before stays, with what was read of it, until the new one is read or the time is over', () => {
	const hold = createDetailHold();
	const before = loadedOf('a', 'loaded');
	hold(sceneOf('a'), before, 'list', 0);
	const held = hold(sceneOf('b'), loadedOf('b', 'loading'), 'list', 1000);
	assert.deepEqual([held.scene.row?.id, held.loaded, held.until], ['a', before, 1150]);
	assert.equal(hold(sceneOf('b'), loadedOf('b', 'loading'), 'list', 1100).until, 1150);
	assert.equal(hold(sceneOf('b'), loadedOf('b', 'loaded'), 'list', 1110).scene.row?.id, 'b');
	assert.equal(hold(sceneOf('a'), loadedOf('a', 'loaded'), 'list', 1500).until, 1560);
	assert.equal(hold(sceneOf('a'), loadedOf('a', 'loaded'), 'list', 1560).scene.row?.id, 'a');
	hold(sceneOf('c'), loadedOf('c', 'loading'), 'list', 2000);
	assert.equal(hold(sceneOf('c'), loadedOf('c', 'loading'), 'list', 2150).scene.row?.id, 'c');
});

test('every further row begins anew: what is passed by is not drawn', () => {
	const hold = createDetailHold();
	hold(sceneOf('a', still), nothing, 'list', 0);
	assert.equal(hold(sceneOf('b', still), nothing, 'list', 1000).until, 1060);
	assert.equal(hold(sceneOf('c', still), nothing, 'list', 1050).until, 1110);
	assert.equal(hold(sceneOf('c', still), nothing, 'list', 1100).scene.row?.id, 'a');
	assert.equal(hold(sceneOf('c', still), nothing, 'list', 1110).scene.row?.id, 'c');
});

test('another pane, a list without rows, the row itself and a detail that has the focus follow at once', () => {
	const hold = createDetailHold();
	hold(sceneOf('a'), nothing, 'list', 0);
	assert.equal(hold(sceneOf('b', read, {id: 'images'} as Scene['pane']), nothing, 'list', 1).scene.row?.id, 'b');
	assert.equal(hold({...sceneOf('b'), row: undefined}, nothing, 'list', 2).scene.row, undefined);
	hold(sceneOf('a'), nothing, 'list', 3);
	assert.equal(hold(sceneOf('b'), nothing, 'detail', 4).scene.row?.id, 'b');
	const changed = {...sceneOf('b'), row: containerOf('b', {state: 'exited'})};
	assert.equal(hold(changed, nothing, 'list', 5).scene.row, changed.row);
});
