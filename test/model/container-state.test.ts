import test from 'node:test';
import assert from 'node:assert/strict';
import {
	endedAsAsked,
	isUp,
	stateRank,
	stateWords,
} from '../../source/model/container-state.ts';
import {container} from '../panes/containers/samples.ts';

test('states in words', () => {
	const said = (change: Parameters<typeof container>[0]) => stateWords(container(change));
	assert.equal(said({}), 'running');
	assert.equal(said({health: 'healthy'}), 'running healthy');
	assert.equal(said({health: 'unhealthy'}), 'running unhealthy');
	assert.equal(said({health: 'starting'}), 'running (starting)');
	assert.equal(said({state: 'exited', exitCode: 0}), 'exited 0');
	assert.equal(said({state: 'exited', exitCode: 137}), 'exited 137');
	assert.equal(said({state: 'exited', exitCode: 137, oomKilled: false}), 'exited 137');
	assert.equal(said({state: 'exited', exitCode: 137, oomKilled: true}), 'exited 137 OOM');
	assert.equal(said({state: 'exited'}), 'exited');
	assert.equal(said({state: 'restarting', exitCode: 3}), 'restarting 3');
	for (const state of ['paused', 'created', 'dead', 'removing', 'unknown'] as const) {
		assert.equal(said({state}), state);
	}
});

test('a stopped container keeps no health in its words', () => {
	assert.equal(stateWords(container({state: 'exited', exitCode: 1, health: 'unhealthy'})), 'exited 1');
});

test('who has processes', () => {
	assert.deepEqual((['running', 'paused', 'restarting', 'created', 'exited', 'dead', 'removing', 'unknown'] as const).filter(state => isUp({state})), ['running', 'paused', 'restarting']);
});

test('ends that were asked for', () => {
	assert.deepEqual([0, 130, 143, undefined].filter(code => !endedAsAsked(code)), []);
	assert.deepEqual([1, 137, 139, 255].filter(code => endedAsAsked(code)), []);
});

test('trouble ranks before what runs, and that before what is over', () => {
	const order = [
		container({state: 'dead'}),
		container({state: 'exited', exitCode: 137, oomKilled: true}),
		container({state: 'restarting', exitCode: 1}),
		container({health: 'unhealthy'}),
		container({state: 'exited', exitCode: 1}),
		container({state: 'unknown'}),
		container({state: 'removing'}),
		container({state: 'paused'}),
		container({health: 'starting'}),
		container({health: 'healthy'}),
		container({state: 'created'}),
		container({state: 'exited', exitCode: 0}),
	];
	const ranks = order.map(row => stateRank(row));
	assert.deepEqual(ranks, ranks.toSorted((first, second) => first - second));
	assert.equal(new Set(ranks).size, ranks.length);
});
