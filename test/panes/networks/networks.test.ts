import test from 'node:test';
import assert from 'node:assert/strict';
import type {Container} from '../../../source/model/container.ts';
import {EngineError} from '../../../source/model/engine-error.ts';
import {parseFilter} from '../../../source/model/filter.ts';
import {networksPane} from '../../../source/panes/networks/pane.ts';
import type {NetworkRow} from '../../../source/panes/networks/rows.ts';
import type {Live} from '../../../source/store/live.ts';
import {
	aside,
	container,
	idOf,
	live,
	network,
	plain,
	recorder,
	tabContext,
} from '../containers/samples.ts';

const action = (id: string) => networksPane.actions.find(candidate => candidate.id === `network.${id}`)!;
const cell = (id: string, row: NetworkRow) => networksPane.columns.find(column => column.id === id)!.cell(row, {now: 0, ascii: false});
const given = (input = '') => ({input, options: new Set<string>()});
const inShop = {networkId: idOf('a1'), networkName: 'shop', ipv4: '172.20.0.2', mac: '02:42', aliases: ['web', 'front']};

const web = container({attachments: [inShop]});
const db = container({id: idOf('c2'), name: 'db', attachments: [{networkId: idOf('a1'), networkName: 'shop', aliases: []}]});
const old = container({id: idOf('c3'), name: 'old', state: 'exited', exitCode: 0, attachments: [{networkId: '', networkName: 'shop', aliases: []}]});
const lone = container({id: idOf('c4'), name: 'lone'});
const bridge = network({id: idOf('b1'), name: 'bridge', predefined: true});

function rowOf(picture: Live, name = 'shop'): NetworkRow {
	return networksPane.rows(picture).find(row => row.name === name)!;
}

const run = async (id: string, row: NetworkRow | undefined, input = '') => {
	const {engine, asked} = recorder('new-id');
	await action(id).run(row, {...given(input), engine, ...aside});
	return asked;
};

test('rows say who is in a network, whether running or not', () => {
	const row = rowOf(live({networks: [network(), bridge], containers: [web, db, old, lone]}));
	assert.deepEqual(row.attached.map(({name, isUp}) => [name, isUp]), [['db', true], ['old', false], ['web', true]]);
	assert.deepEqual(row.attached[2], {id: web.id, name: 'web', state: 'running', isUp: true, ipv4: '172.20.0.2', ipv6: undefined, mac: '02:42', aliases: ['web', 'front']});
});

test('of two networks with one name the id decides', () => {
	const picture = live({networks: [network(), network({id: idOf('a2')})], containers: [web]});
	assert.deepEqual(networksPane.rows(picture).map(({attached}) => attached.length), [1, 0]);
});

test('nothing new, no new rows; a change makes one row new', () => {
	const picture = live({networks: [network(), bridge], containers: [web]});
	const rows = networksPane.rows(picture);
	assert.equal(networksPane.rows({...picture, volumes: {items: [], loaded: false}}), rows);
	const same = networksPane.rows({...picture, containers: {items: [{...web, status: 'Up 4 hours'}], loaded: true}});
	assert.equal(same, rows);
	const fewer = networksPane.rows({...picture, containers: {items: [], loaded: true}});
	assert.notEqual(fewer[0], rows[0]);
	assert.equal(fewer[1], rows[1]);
});

test('the columns', () => {
	assert.deepEqual(networksPane.columns.filter(({optional}) => !optional).map(({title}) => title), ['NAME', 'DRIVER', 'SCOPE', 'SUBNET', 'GATEWAY', 'CONTAINERS']);
	const row = rowOf(live({networks: [network({subnets: [{subnet: '172.20.0.0/16', gateway: '172.20.0.1'}, {subnet: 'fd00::/64', gateway: ''}]})], containers: [web, db, old]}));
	assert.deepEqual(['name', 'driver', 'scope', 'subnet', 'gateway', 'containers'].map(id => cell(id, row).text), ['shop', 'bridge', 'local', '172.20.0.0/16, fd00::/64', '172.20.0.1', '3, 1 stopped']);
	assert.deepEqual(cell('containers', rowOf(live({networks: [network()]}))), {text: '0', tone: 'dim'});
	assert.equal(cell('containers', rowOf(live({networks: [network()], containers: [web]}))).text, '1');
	assert.equal(cell('driver', rowOf(live({networks: [network({internal: true})]}))).text, 'bridge internal');
	assert.deepEqual(cell('name', rowOf(live({networks: [network({unreadable: ['IPAM']})]}))), {text: 'shop ?', tone: 'warn'});
});

test('A keeps off the list what nothing is in', () => {
	const rows = networksPane.rows(live({networks: [network(), bridge], containers: [web]}));
	assert.deepEqual(rows.filter(row => networksPane.hides?.test(row)).map(({name}) => name), ['bridge']);
});

test('a removal is refused for predefined networks and for those in use', () => {
	const reason = (picture: Live, name?: string) => action('remove').disabledReason?.(rowOf(picture, name), picture);
	assert.equal(reason(live({networks: [bridge]}), 'bridge'), 'bridge is predefined');
	assert.equal(reason(live({networks: [network()], containers: [web, db, old]})), 'used by db, web (running)');
	assert.equal(reason(live({networks: [network()], containers: [old]})), undefined);
	assert.equal(reason(live({networks: [network()]})), undefined);
});

test('a removal tells which stopped containers will miss the network', () => {
	const losses = (picture: Live) => action('remove').losses?.(rowOf(picture), new Set(), picture);
	assert.deepEqual(losses(live({networks: [network()], containers: [old]})), ['the start of old (exited), which fails without this network']);
	assert.deepEqual(losses(live({networks: [network()]})), []);
});

test('a removal that the engine refused is explained by who is in it now', () => {
	const row = rowOf(live({networks: [network()]}));
	const error = new EngineError('rejected', {operation: 'remove', endpoint: 'unix:///s', status: 403, words: 'has active endpoints'});
	assert.equal(action('remove').explain?.(error, row, live({networks: [network()], containers: [web]})), 'remove shop: used by web (running)');
	assert.equal(action('remove').explain?.(error, row, live({networks: [network()]})), undefined);
	const lost = new EngineError('lost', {operation: 'remove', endpoint: 'unix:///s'});
	assert.equal(action('remove').explain?.(lost, row, live({networks: [network()], containers: [web]})), undefined);
});

test('a network whose containers changed since the dialog opened is left alone', () => {
	const print = (containers: readonly Container[]) => action('remove').fingerprint?.(rowOf(live({networks: [network()], containers})));
	assert.equal(print([]), 'no containers');
	assert.notEqual(print([old]), print([]));
	assert.equal(action('remove').describe?.(rowOf(live({networks: [network()], containers: [old]})), live()), 'bridge, 172.20.0.0/16, 1 container');
});

test('a new network has a name that is free', async () => {
	const problem = (text: string) => action('create').input?.problem?.(text, undefined, live({networks: [network()]}));
	assert.equal(action('create').free, true);
	assert.equal(problem('back'), undefined);
	assert.equal(problem(''), 'a network needs a name');
	assert.equal(problem('shop'), 'there is a network shop already');
	assert.ok(problem('a/b'));
	assert.equal(action('create').command(undefined, given('back')), 'docker network create --driver bridge back');
	assert.deepEqual(await run('create', undefined, 'back'), [['networks.create', {name: 'back', driver: 'bridge'}, {}]]);
});

test('those can be connected that are not in it and have a network of their own', async () => {
	const guest = container({id: idOf('c5'), name: 'guest', networkMode: 'host'});
	const sidecar = container({id: idOf('c6'), name: 'sidecar', networkMode: `container:${web.id}`});
	const picture = live({networks: [network(), network({id: idOf('d1'), name: 'host', driver: 'host', predefined: true})], containers: [web, old, lone, guest, sidecar]});
	const row = rowOf(picture);
	assert.deepEqual(action('connect').input?.choices?.(row, picture), [{value: lone.id, title: 'lone (running)'}]);
	assert.equal(action('connect').disabledReason?.(row, picture), undefined);
	assert.equal(action('connect').disabledReason?.(rowOf(picture, 'host'), picture), 'no container can be connected to host');
	assert.equal(action('connect').disabledReason?.(row, live({networks: [network()], containers: [web]})), 'there is no container that could be connected');
	assert.equal(action('connect').command(row, given(lone.id)), 'docker network connect shop c40000000000');
	assert.deepEqual(await run('connect', row, lone.id), [['networks.connect', row.id, lone.id, {}]]);
});

test('those can be disconnected that are in it', async () => {
	const picture = live({networks: [network(), bridge], containers: [web, old]});
	const row = rowOf(picture);
	assert.deepEqual(action('disconnect').input?.choices?.(row, picture), [{value: old.id, title: 'old (exited)'}, {value: web.id, title: 'web (running)'}]);
	assert.equal(action('disconnect').disabledReason?.(row, picture), undefined);
	assert.equal(action('disconnect').disabledReason?.(rowOf(picture, 'bridge'), picture), 'no container is in it');
	assert.equal(action('disconnect').command(row, given(web.id)), 'docker network disconnect shop web');
	assert.deepEqual(await run('disconnect', row, web.id), [['networks.disconnect', row.id, web.id, {}]]);
});

test('keys and confirmations', () => {
	assert.deepEqual(networksPane.actions.map(({id, keys, confirm, bulk}) => [id, ...keys, confirm, bulk]), [
		['network.create', 'n', 'never', false],
		['network.connect', 'c', 'never', false],
		['network.disconnect', 'ctrl+x', 'yes-no', false],
		['network.remove', 'd', 'yes-no', true],
	]);
});

test('the tab of containers joins what the list and the inspection know', async () => {
	const tab = networksPane.tabs[0]!;
	const row = rowOf(live({networks: [network()], containers: [web, old]}));
	const data = {id: row.id, raw: {}, endpoints: [
		{containerId: web.id, containerName: 'web', ipv4: '172.20.0.2/16', ipv6: 'fd00::2/64', mac: '02:42:ac'},
		{containerId: 'lb-shop', containerName: 'shop-endpoint', ipv4: '172.20.0.9/16', ipv6: '', mac: ''},
	]};
	assert.equal(tab.title, 'Containers');
	assert.deepEqual(plain(tab.lines(row, data, tabContext())), [
		'NAME           STATE    IPV4           IPV6        MAC       ALIASES',
		'old            exited                                        ',
		'web            running  172.20.0.2/16  fd00::2/64  02:42:ac  web, front',
		'shop-endpoint           172.20.0.9/16                        ',
	]);
	assert.deepEqual(plain(tab.lines(rowOf(live({networks: [network()]})), {id: row.id, endpoints: [], raw: {}}, tabContext())), ['No container is in it.']);
	const {engine, asked} = recorder(data);
	await tab.load?.(row, engine, new AbortController().signal, live());
	assert.deepEqual(asked, [['networks.inspect', row.id, {}]]);
	assert.equal(tab.version?.(row), row);
});

test('the tab Inspect tells everything', () => {
	const raw = {Name: 'shop', Options: {}};
	const tab = networksPane.tabs[1]!;
	assert.equal(plain(tab.lines(rowOf(live({networks: [network()]})), {id: 'x', endpoints: [], raw}, tabContext())).join('\n'), JSON.stringify(raw, undefined, 2));
});

test('where to go, what to copy, what a filter finds', () => {
	const picture = live({networks: [network({labels: {'com.docker.compose.project': 'shop'}})], containers: [web, old]});
	const row = rowOf(picture);
	assert.deepEqual(networksPane.related(row, picture).map(({pane, id, title}) => [pane, id, title]), [['containers', old.id, 'container old (exited)'], ['containers', web.id, 'container web (running)']]);
	assert.deepEqual(networksPane.copies(row, picture).map(({title, text}) => [title, text]), [
		['name', 'shop'], ['id', row.id], ['short id', 'a10000000000'], ['subnet', '172.20.0.0/16'], ['gateway', '172.20.0.1'], ['docker command', 'docker network inspect shop'],
	]);
	const filterable = networksPane.filterable(row);
	assert.deepEqual(['shop', 'bridge', '172.20', 'a1000', 'project=shop', 'state=used'].filter(text => !parseFilter(text)(filterable)), []);
	assert.ok(!parseFilter('overlay')(filterable));
});
