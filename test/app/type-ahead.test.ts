import assert from 'node:assert/strict';
import test from 'node:test';
import {createTypeAhead} from '../../source/app/type-ahead.ts';
import {createLive} from '../../source/store/live.ts';
import {containerOf} from '../support/scripted-engine.ts';

const open = (isSeeded: boolean) => {
	const live = createLive();
	const heard: string[] = [];
	if (isSeeded) {
		live.setState({containers: {items: [containerOf('web')], loaded: true}});
	}

	const whenReady = createTypeAhead(live);
	return {
		live,
		heard,
		type(...keys: readonly string[]) {
			for (const key of keys) {
				whenReady(() => {
					heard.push(key);
				}, key === 'ctrl+c');
			}
		},
	};
};

test('keys at the first picture wait for the engine, and are heard in their order', () => {
	const {live, heard, type} = open(true);
	type('j', 'd', 'y');
	live.setState({info: undefined});
	assert.deepEqual(heard, []);
	live.setState({connection: {status: 'connected'}});
	type('k');
	assert.deepEqual(heard, ['j', 'd', 'y', 'k']);
});

test('they do not wait for ever, nor a second time', t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const {live, heard, type} = open(true);
	type('j');
	t.mock.timers.tick(1000);
	type('k');
	assert.deepEqual(heard, ['j', 'k']);
	live.setState({connection: {status: 'connected'}});
	live.setState({connection: {status: 'connecting'}});
	type('g');
	assert.deepEqual(heard, ['j', 'k', 'g']);
});

test('ctrl+c never waits, and what waited before it is never done', () => {
	const early = open(true);
	early.type('j', 'd', 'ctrl+c');
	assert.deepEqual(early.heard, ['ctrl+c']);
	early.live.setState({connection: {status: 'connected'}});
	assert.deepEqual(early.heard, ['ctrl+c']);
});

test('without rows nothing waits', () => {
	const empty = open(false);
	empty.type('q');
	assert.deepEqual(empty.heard, ['q']);
});

test('an engine that cannot be reached lets them go', () => {
	const {live, heard, type} = open(true);
	type('q');
	live.setState({connection: {status: 'failed', error: new Error('gone'), retrying: false}});
	assert.deepEqual(heard, ['q']);
});
