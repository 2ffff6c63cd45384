import assert from 'node:assert/strict';
import test from 'node:test';
import {healthSpans} from '../../source/app/header-line.ts';
import {createSceneMaker} from '../../source/app/scene.ts';
import {wantedOf} from '../../source/app/use-measurement.ts';
import type {Container} from '../../source/model/container.ts';
import type {Sample} from '../../source/model/statistics.ts';
import {anyPane, type AnyPane} from '../../source/panes/pane.ts';
import {containersPane} from '../../source/panes/containers/pane.ts';
import {networksPane} from '../../source/panes/networks/pane.ts';
import {nothingKnown, type Live} from '../../source/store/live.ts';
import {changeList, createView} from '../../source/store/view.ts';
import {containerOf} from '../support/scripted-engine.ts';

const using = (cpu: number): Sample => ({time: 0, used: 0, passed: 0, processors: 1, memory: 0, memoryLimit: 0, isLimited: false, blocks: {read: 0, written: 0}, cpu});

/** Containers `c00`, `c01` and so on, of which every third is stopped, in a window of a few rows. */
const bench = ({columns = 120, rows = 24, ranking = new Map<string, Sample>()}: {readonly columns?: number; readonly rows?: number; readonly ranking?: Map<string, Sample>} = {}) => {
	const items: readonly Container[] = Array.from({length: 40}, (_item, index) => containerOf(`c${String(index).padStart(2, '0')}`, index % 3 === 0 ? {state: 'exited', exitCode: 0} : {}));
	const live: Live = {...nothingKnown, connection: {status: 'connected'}, containers: {items, loaded: true}, statistics: {...nothingKnown.statistics, ranking}};
	const panes: readonly AnyPane[] = [anyPane(containersPane), anyPane(networksPane)];
	const view = createView('containers');
	const makeScene = createSceneMaker(panes, () => 0);
	const scene = () => makeScene(live, view.getState(), {columns, rows});
	const wanted = () => {
		const {seen, others} = wantedOf(scene(), live);
		return {seen: seen.map(({id}) => id), others: others.map(({id}) => id)};
	};

	return {view, scene, wanted};
};

test('measured are the running rows in the window and nobody else', () => {
	const {scene, wanted} = bench();
	const {top, page, shown} = scene();
	assert.deepEqual(wanted(), {seen: shown.rows.slice(top, top + page).filter(({id}) => Number(id.slice(1)) % 3 !== 0).map(({id}) => id), others: []});
	assert.ok(wanted().seen.length > 3 && wanted().seen.length < 15);
});

test('nothing is measured where no column and no tab tells it', () => {
	const {view, wanted} = bench();
	changeList(view, {columns: ['name', 'state', 'ports']});
	assert.deepEqual(wanted(), {seen: [], others: []});
	changeList(view, {cursor: 'c01', tab: 'stats'});
	assert.deepEqual(wanted().seen, ['c01']);
	changeList(view, {cursor: 'c03'});
	assert.deepEqual(wanted().seen, [], 'c03 does not run');
	view.setState({pane: 'networks'});
	assert.deepEqual(wanted().seen, []);
	assert.deepEqual(bench({columns: 62}).wanted().seen, [], 'there is no room for the columns');
});

test('an order by use needs all rows of the list, with the window first', () => {
	const {view, wanted} = bench();
	changeList(view, {sort: {column: 'cpu', reversed: true}});
	const {seen, others} = wanted();
	assert.ok(seen.length > 0);
	assert.equal(new Set([...seen, ...others]).size, 26);
});

test('rows stand in the order of the ranking, most first, and those without a number last', () => {
	const {view, scene} = bench({ranking: new Map([['c05', using(5)], ['c31', using(80)], ['c02', using(0)]])});
	changeList(view, {sort: {column: 'cpu', reversed: true}});
	assert.deepEqual(scene().shown.rows.slice(0, 4).map(({id}) => id), ['c31', 'c05', 'c02', 'c00']);
	assert.equal(scene().shown, scene().shown, 'nothing is sorted anew while the ranking stays');
});

test('the sum stands behind the running containers', () => {
	const live: Live = {...nothingKnown, containers: {items: [containerOf('a'), containerOf('b', {state: 'exited'})], loaded: true}};
	assert.equal(healthSpans(live, 6, '12.0 % CPU, 3 MiB').map(({text}) => text).join(''), '1 running (12.0 % CPU, 3 MiB) · 1 stopped');
	assert.equal(healthSpans(live).map(({text}) => text).join(''), '1 running · 1 stopped');
});
