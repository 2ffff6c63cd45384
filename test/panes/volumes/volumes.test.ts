import assert from 'node:assert/strict';
import test from 'node:test';
import {EngineError} from '../../../source/model/engine-error.ts';
import {parseFilter} from '../../../source/model/filter.ts';
import {volumeActions} from '../../../source/panes/volumes/actions.ts';
import {volumeColumns} from '../../../source/panes/volumes/columns.ts';
import {usedByTab} from '../../../source/panes/volumes/details/used-by.ts';
import {copiesOf, relatedOf} from '../../../source/panes/volumes/links.ts';
import {volumesPane} from '../../../source/panes/volumes/pane.ts';
import {volumeRows, type VolumeRow} from '../../../source/panes/volumes/rows.ts';
import type {Live} from '../../../source/store/live.ts';
import {aside} from '../containers/samples.ts';
import {
	container,
	digest,
	live,
	mountOf,
	now,
	plain,
	recorder,
	tabContext,
	usage,
	volume,
} from '../images/samples.ts';

const [create, remove] = volumeActions as readonly [typeof volumeActions[number], typeof volumeActions[number]];
const none: ReadonlySet<string> = new Set();

const first = (picture: Live): VolumeRow => volumeRows(picture)[0]!;
const cell = (picture: Live, id: string, ascii = false) => volumeColumns.find(column => column.id === id)!.cell(first(picture), {now, ascii});

const users = [
	container({id: digest('c2'), name: 'old', state: 'exited', exitCode: 1, mounts: [mountOf('pgdata', '/backup', true)]}),
	container({name: 'db', mounts: [mountOf('pgdata', '/data'), mountOf('pgdata', '/again'), {type: 'bind', source: 'pgdata', destination: '/no', readOnly: false}]}),
];
const used = live({volumes: [volume()], containers: users});
const anonymous = volume({id: digest('9ab3'), name: digest('9ab3'), anonymous: true});

test('a volume knows the places it is mounted at, those that are up first', () => {
	assert.deepEqual(first(used).uses.map(({container: {name}, destination}) => `${name}:${destination}`), ['db:/again', 'db:/data', 'old:/backup']);
	assert.equal(cell(used, 'usedBy').text, 'db, old');
});

test('an anonymous volume is told apart by its short name and a word', () => {
	assert.deepEqual(cell(live({volumes: [anonymous]}), 'name'), {text: '9ab300000000 (anonymous)', tone: 'dim'});
	assert.equal(cell(live({volumes: [volume({anonymous: true})]}), 'name').text, 'pgdata (anonymous)');
	assert.deepEqual(cell(live({volumes: [volume()]}), 'name'), {text: 'pgdata'});
	assert.deepEqual(cell(live({volumes: [volume()]}), 'usedBy'), {text: 'unused', tone: 'dim'});
});

test('the size is known after a measurement only, and where the driver tells it', () => {
	const measured = (size: number) => live({volumes: [volume()], disk: {usage: usage({volumes: new Map([['pgdata', {size, references: 0}]])})}});
	assert.equal(cell(live({volumes: [volume()]}), 'size').text, '—');
	assert.equal(cell(live({volumes: [volume()]}), 'size', true).text, '-');
	assert.equal(cell(measured(-1), 'size').text, '—');
	assert.equal(cell(measured(0), 'size').text, '0 B');
	assert.equal(cell(measured(1_240_000_000), 'size').text, '1.24 GB');
});

test('rows stay the same objects while what they say stays the same', () => {
	assert.equal(first({...used, containers: {...used.containers, items: [...users]}}), first(used));
});

test('a volume that any container has, even a stopped one, cannot be removed and says whose it is', () => {
	assert.equal(remove.disabledReason!(first(used), used), 'used by db (running), old (exited)');
	const free = live({volumes: [volume()]});
	assert.equal(remove.disabledReason!(first(free), free), undefined);
	assert.equal(remove.confirm, 'typed');
});

test('the dialog tells whose data is lost, and how much', () => {
	assert.deepEqual(remove.losses!(first(live({volumes: [volume()]})), none, live()), ['the data of volume pgdata']);
	const measured = live({volumes: [anonymous], disk: {usage: usage({volumes: new Map([[anonymous.id, {size: 2_000_000, references: 0}]])})}});
	assert.deepEqual(remove.losses!(first(measured), none, measured), ['the data of the anonymous volume 9ab300000000 (2 MB)']);
	assert.equal(remove.describe!(first(measured), measured), '2 MB, anonymous, unused');
});

test('a volume that was made anew under the same name is another one', () => {
	const print = (change: Parameters<typeof volume>[0]) => remove.fingerprint!(first(live({volumes: [volume(change)]})));
	assert.equal(print({}), print({}));
	assert.notEqual(print({}), print({created: now}));
	assert.notEqual(print({}), remove.fingerprint!(first(used)));
});

test('a conflict is told by who uses the volume', () => {
	const conflict = new EngineError('conflict', {operation: 'remove', endpoint: 'x'});
	assert.equal(remove.explain!(conflict, first(used), used), 'could not remove pgdata: it is used by db (running), old (exited)');
	const free = live({volumes: [volume()]});
	assert.equal(remove.explain!(conflict, first(free), free), undefined);
});

test('removing asks the engine for that volume, by name', async () => {
	const {engine, asked} = recorder(undefined);
	const row = first(live({volumes: [volume()]}));
	await remove.run(row, {engine, ...aside, input: '', options: none});
	assert.deepEqual(asked, [['volumes.remove', 'pgdata', {}]]);
	assert.equal(remove.command(row, {input: '', options: none}), 'docker volume rm pgdata');
});

test('a new volume needs a name that docker takes and that is free', async () => {
	const problem = (text: string) => create.input!.problem!(text, undefined, used);
	assert.equal(problem('data'), undefined);
	assert.equal(problem('a.b-c_1'), undefined);
	assert.equal(problem('pgdata'), 'there is a volume pgdata already');
	for (const text of ['', 'x', '-data', '.data', 'my data', 'a/b', 'ü1']) {
		assert.notEqual(problem(text), undefined, text);
	}

	const {engine, asked} = recorder('data');
	await create.run(undefined, {engine, ...aside, input: 'data', options: none});
	assert.deepEqual(asked, [['volumes.create', {name: 'data'}, {}]]);
	assert.equal(create.command(undefined, {input: 'data', options: none}), 'docker volume create data');
	assert.equal(create.free, true);
});

test('the tab tells each place with state and access', () => {
	assert.deepEqual(plain(usedByTab.lines(first(used), undefined, tabContext())), [
		'CONTAINER  STATE     ACCESS       MOUNTED AT',
		'db         running   read, write  /again',
		'db         running   read, write  /data',
		'old        exited 1  read only    /backup',
	]);
	assert.deepEqual(plain(usedByTab.lines(first(live({volumes: [volume()]})), undefined, tabContext())), ['no container uses it']);
});

test('a volume leads to its containers, each once, and can be copied', () => {
	assert.deepEqual(relatedOf(first(used)).map(({pane, title}) => [pane, title]), [
		['containers', 'container db (running)'],
		['containers', 'container old (exited)'],
	]);
	const texts = new Set(copiesOf(first(used)).map(({text}) => text));
	assert.ok(texts.has('pgdata'));
	assert.ok(texts.has('/var/lib/docker/volumes/pgdata/_data'));
});

test('a filter finds volumes by state, project and label; A hides the unused', () => {
	const row = first(live({volumes: [volume({project: 'shop', labels: {a: 'b'}})]}));
	const filterable = volumesPane.filterable(row);
	for (const filter of ['pgd', 'state=unused', 'project=shop', 'label=a=b', '!anonymous']) {
		assert.ok(parseFilter(filter)(filterable), filter);
	}

	assert.equal(volumesPane.hides!.test(row), true);
	assert.equal(volumesPane.hides!.test(first(used)), false);
});

test('nothing but ASCII is drawn of our own when only that may be', () => {
	for (const {id} of volumeColumns) {
		assert.match(cell(live({volumes: [volume({created: 0, mountpoint: '', driver: ''})]}), id, true).text, /^\p{ASCII}*$/v);
	}
});
