import test from 'node:test';
import assert from 'node:assert/strict';
import {placeColumns} from '../../../source/components/columns.ts';
import {parseFilter} from '../../../source/model/filter.ts';
import {containerColumns} from '../../../source/panes/containers/columns.ts';
import {containerFilterable} from '../../../source/panes/containers/filterable.ts';
import {containersPane} from '../../../source/panes/containers/pane.ts';
import type {Container} from '../../../source/model/container.ts';
import {container, idOf, now} from './samples.ts';

const column = (id: string) => containerColumns.find(candidate => candidate.id === id)!;
const cell = (id: string, row: Container, {ascii = false, pending}: {readonly ascii?: boolean; readonly pending?: string} = {}) => column(id).cell(row, {now, ascii, ...(pending !== undefined && {pending})});
const sorted = (id: string, rows: readonly Container[]) => rows.toSorted(column(id).compare).map(({name}) => name);
const published = {hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'} as const;

test('the columns, and those to choose', () => {
	assert.deepEqual(containerColumns.filter(({optional}) => !optional).map(({title}) => title), ['NAME', 'IMAGE', 'STATE', 'CPU', 'MEM', 'PORTS', 'AGE']);
	assert.deepEqual(containerColumns.filter(({optional}) => optional).map(({title}) => title), ['ID', 'COMMAND', 'PROJECT', 'NETWORKS', 'IP', 'NET I/O', 'BLOCK I/O', 'PIDS']);
	assert.deepEqual(containersPane.sort, {column: 'name', reversed: false});
});

test('80 columns show name, image, state and ports of the usual length; the name stays to the last', () => {
	const usual: Readonly<Record<string, number>> = {name: 16, image: 24, state: 17, ports: 22, age: 4};
	const placed = placeColumns(containerColumns.filter(({optional}) => !optional), ({id}) => usual[id] ?? 0, 78);
	assert.deepEqual(placed.map(({column: {id}}) => id), ['name', 'image', 'state', 'ports', 'age']);
	assert.deepEqual(placeColumns(containerColumns, () => 60, 12).map(({column: {id}}) => id), ['name']);
});

test('the state says by word and by tone how it is', () => {
	assert.deepEqual(cell('state', container({health: 'healthy'})), {text: 'running healthy', tone: 'good'});
	assert.deepEqual(cell('state', container({health: 'unhealthy'})), {text: 'running unhealthy', tone: 'bad'});
	assert.deepEqual(cell('state', container({health: 'starting'})), {text: 'running (starting)', tone: 'info'});
	assert.deepEqual(cell('state', container({state: 'exited', exitCode: 0})), {text: 'exited 0', tone: 'dim'});
	assert.deepEqual(cell('state', container({state: 'exited', exitCode: 143})), {text: 'exited 143', tone: 'dim'});
	assert.deepEqual(cell('state', container({state: 'exited', exitCode: 1})), {text: 'exited 1', tone: 'bad'});
	assert.deepEqual(cell('state', container({state: 'exited', exitCode: 137})), {text: 'exited 137', tone: 'warn'});
	assert.deepEqual(cell('state', container({state: 'exited', exitCode: 137, oomKilled: true})), {text: 'exited 137 OOM', tone: 'bad'});
	assert.deepEqual(cell('state', container({state: 'restarting', exitCode: 3})), {text: 'restarting 3', tone: 'warn'});
	assert.deepEqual(cell('state', container({state: 'dead'})), {text: 'dead', tone: 'bad'});
});

test('an image without a name is told by its short id', () => {
	assert.equal(cell('image', container()).text, 'nginx:1.27');
	assert.equal(cell('image', container({image: `sha256:${idOf('e1')}`})).text, 'e10000000000');
});

test('what is being done stands in place of the state', () => {
	assert.deepEqual(cell('state', container(), {pending: 'stopping… 4 s'}), {text: 'stopping… 4 s', tone: 'info'});
});

test('a row that could not be read whole has a mark', () => {
	assert.deepEqual(cell('name', container({unreadable: ['Ports']})), {text: 'web ?', tone: 'warn'});
	assert.deepEqual(cell('name', container()), {text: 'web'});
});

test('ports are folded, in ASCII where wanted, and dimmed when none is published', () => {
	const twins = container({ports: [published, {...published, hostAddress: '::'}]});
	assert.deepEqual(cell('ports', twins), {text: '0.0.0.0:8080→80/tcp', tone: 'plain'});
	assert.deepEqual(cell('ports', twins, {ascii: true}), {text: '0.0.0.0:8080->80/tcp', tone: 'plain'});
	assert.deepEqual(cell('ports', container({ports: [{containerPort: 80, protocol: 'tcp'}]})), {text: '80/tcp', tone: 'dim'});
	assert.equal(cell('ports', container({ports: [{...published, hostAddress: '127.0.0.1'}]})).tone, 'info');
	assert.equal(cell('ports', container()).text, '');
});

test('ages are short and change when they are due', () => {
	assert.equal(cell('age', container({created: now - 12_000})).text, '12 s');
	assert.equal(column('age').changesIn?.(container({created: now - 12_400}), now), 600);
	assert.equal(cell('age', container({created: 0})).text, '?');
	assert.equal(column('age').changesIn?.(container({created: 0}), now), Number.POSITIVE_INFINITY);
});

test('the columns to choose', () => {
	const row = container({
		command: 'nginx -g', project: 'shop', networkMode: 'bridge',
		attachments: [{networkId: 'n', networkName: 'front', ipv4: '172.20.0.2', aliases: []}, {networkId: 'm', networkName: 'back', ipv6: 'fd00::2', aliases: []}],
	});
	assert.deepEqual(['id', 'command', 'project', 'networks', 'ip'].map(id => cell(id, row).text), ['c10000000000', 'nginx -g', 'shop', 'front, back', '172.20.0.2, fd00::2']);
	assert.equal(cell('networks', container({networkMode: 'host'})).text, 'host');
});

test('sorting: trouble first, ports by number, the youngest first', () => {
	assert.deepEqual(sorted('state', [
		container({name: 'done', state: 'exited', exitCode: 0}), container({name: 'fine'}), container({name: 'oom', state: 'exited', exitCode: 137, oomKilled: true}),
		container({name: 'ill', health: 'unhealthy'}), container({name: 'failed', state: 'exited', exitCode: 1}),
	]), ['oom', 'ill', 'failed', 'fine', 'done']);
	assert.deepEqual(sorted('ports', [
		container({name: 'none'}), container({name: 'exposed', ports: [{containerPort: 80, protocol: 'tcp'}]}),
		container({name: 'high', ports: [published]}), container({name: 'low', ports: [{...published, hostPort: 443}, {...published, hostPort: 9000}]}),
	]), ['low', 'high', 'exposed', 'none']);
	assert.deepEqual(sorted('age', [container({name: 'old', created: 1}), container({name: 'young', created: now})]), ['young', 'old']);
});

test('what A keeps off the list', () => {
	const hidden = (['running', 'paused', 'restarting', 'exited', 'created', 'dead'] as const).filter(state => containersPane.hides?.test(container({state})));
	assert.deepEqual(hidden, ['exited', 'created', 'dead']);
	assert.equal(containersPane.hides?.words, 'stopped');
});

test('a filter finds by what is shown, by label, state, image and project', () => {
	const row = containerFilterable(container({id: idOf('abc'), project: 'shop', labels: {tier: 'front'}, ports: [published], health: 'healthy'}));
	for (const text of ['web', 'nginx', '8080', 'abc000', 'healthy', 'label=tier=front', 'state=running', 'image=nginx:1', 'project=shop', '!postgres']) {
		assert.ok(parseFilter(text)(row), text);
	}

	for (const text of ['postgres', 'state=exited', 'project=other', '!web']) {
		assert.ok(!parseFilter(text)(row), text);
	}
});
