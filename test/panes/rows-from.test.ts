import assert from 'node:assert/strict';
import test from 'node:test';
import {compareNatural} from '../../source/model/natural-order.ts';
import {inTurn} from '../../source/panes/order.ts';
import {rowsFrom} from '../../source/panes/rows-from.ts';
import {usersInWords, userTone} from '../../source/panes/used-by.ts';
import {nothingKnown, type Live} from '../../source/store/live.ts';
import {container, digest} from './images/samples.ts';

test('rows are made anew only when a part of the picture that they read changed', () => {
	let made = 0;
	const rows = rowsFrom(({images}: Live) => [images.items], () => {
		made++;
		return [{id: 'a', name: 'a'}];
	});
	const first = rows(nothingKnown);
	assert.equal(rows({...nothingKnown, containers: {items: [], loaded: true}}), first);
	assert.equal(made, 1);
	assert.equal(rows({...nothingKnown, images: {items: [], loaded: true}}), first, 'and even then the same rows stay the same array');
	assert.equal(made, 2);
});

test('users are told those that are up first, together by state, no more than asked for', () => {
	const named = (name: string, state: 'running' | 'exited' | 'paused') => container({id: digest(name), name, state});
	const users = [named('old', 'exited'), named('web', 'running'), named('db', 'running'), named('hold', 'paused')];
	assert.equal(usersInWords(users), 'db, web (running), hold (paused), old (exited)');
	assert.equal(usersInWords(users, 2), 'db (running), hold (paused) and 2 more');
	assert.equal(usersInWords([]), '');
});

test('the tone tells a good from a bad state', () => {
	assert.equal(userTone(container()), 'good');
	assert.equal(userTone(container({health: 'unhealthy'})), 'bad');
	assert.equal(userTone(container({state: 'exited', exitCode: 0})), 'dim');
	assert.equal(userTone(container({state: 'exited', exitCode: 3})), 'bad');
	assert.equal(userTone(container({state: 'exited', exitCode: 0, oomKilled: true})), 'bad');
	assert.equal(userTone(container({state: 'dead'})), 'bad');
	assert.equal(userTone(container({state: 'created'})), 'dim');
	assert.equal(userTone(container({state: 'paused'})), 'warn');
});

test('names are ordered by their numbers too, and the first difference decides', () => {
	assert.deepEqual(['web-10', 'Web-9', 'api'].toSorted(compareNatural), ['api', 'Web-9', 'web-10']);
	assert.equal(inTurn(0, 0, -2, 5), -2);
	assert.equal(inTurn(0, 0), 0);
});
