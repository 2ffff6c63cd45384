import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {isSubsequence, parseFilter} from '../../source/model/filter.ts';

const api = {text: 'api shop/api:1.4 running healthy 0.0.0.0:8080→80/tcp', name: 'api', labels: {'com.example.team': 'Blue'}, state: 'running healthy', image: 'shop/api:1.4', project: 'shop'};
const worker = {text: 'worker shop/worker:1.4 running unhealthy', name: 'worker', state: 'running unhealthy', image: 'shop/worker:1.4', project: 'shop'};
const database = {text: 'db postgres:16 exited 137 OOM', name: 'db', state: 'exited 137 OOM', image: 'postgres:16'};
const rows = [api, worker, database];
const found = (text: string) => rows.filter(row => parseFilter(text)(row)).map(({name}) => name).join(' ');

test('plain words are looked for in what is shown, all of them, whatever their case', () => {
	assert.equal(found('SHOP running'), 'api worker');
	assert.equal(found('8080'), 'api');
	assert.equal(found('exited 137'), 'db');
	assert.equal(found(''), 'api worker db');
});

test('a name is found by letters in their order, other text is not', () => {
	assert.equal(found('wkr'), 'worker');
	assert.equal(found('pgs'), '');
});

test('an exclamation mark excludes; alone it excludes nothing', () => {
	assert.equal(found('!shop'), 'db');
	assert.equal(found('shop !worker'), 'api');
	assert.equal(found('!'), 'api worker db');
	assert.equal(found('!state=exited'), 'api worker');
});

test('fields are asked one by one', () => {
	assert.equal(found('state=healthy'), 'api');
	assert.equal(found('state=run'), 'api worker');
	assert.equal(found('image=postgres'), 'db');
	assert.equal(found('project=shop'), 'api worker');
	assert.equal(found('label=team'), 'api');
	assert.equal(found('label=com.example.team=blue'), 'api');
	assert.equal(found('label=com.example.team=red'), '');
});

test('a text is found by any of its letters left in order', () => {
	fc.assert(fc.property(fc.string(), fc.array(fc.boolean()), (text, keep) => {
		const left = [...text].filter((_, index) => keep[index]).join('');
		assert.equal(isSubsequence(left, text), true);
	}));
	assert.equal(isSubsequence('ba', 'ab'), false);
});
