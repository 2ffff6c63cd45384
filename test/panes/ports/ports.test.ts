import assert from 'node:assert/strict';
import test from 'node:test';
import type {Container} from '../../../source/model/container.ts';
import {noBindings, type PortBindings} from '../../../source/model/port-bindings.ts';
import type {Port} from '../../../source/model/port.ts';
import type {Service} from '../../../source/model/service.ts';
import {parsePort, portAnswer, portJump, rowsOfPort} from '../../../source/panes/ports/jump.ts';
import {portsPane} from '../../../source/panes/ports/pane.ts';
import {partRows, portCount, portRows, type PortRow} from '../../../source/panes/ports/rows.ts';
import type {Live} from '../../../source/store/live.ts';
import {container, live, now, plain, tabContext} from '../containers/samples.ts';

const tcp = (hostAddress: string, hostPort: number, containerPort = 80): Port => ({hostAddress, hostPort, containerPort, protocol: 'tcp'});
const wants = (wanted: readonly Port[], change: Partial<PortBindings> = {}): PortBindings => ({wanted, exposed: [], publishesAll: false, failure: '', ...change});

function picture(containers: readonly Container[], bindings: Readonly<Record<string, PortBindings>> = {}, services: readonly Service[] = []): Live {
	return {...live({containers}), bindings: {...noBindings, bindings: new Map(Object.entries(bindings)), services, complete: true}};
}

const web = container({id: 'web', name: 'web', image: 'nginx:1.27', project: 'shop', ports: [tcp('0.0.0.0', 8080), tcp('::', 8080), {containerPort: 9000, protocol: 'tcp'}]});
const old = container({id: 'old', name: 'old', state: 'exited', exitCode: 0, ports: []});
const database = container({id: 'db', name: 'db', image: 'postgres:16', ports: [tcp('127.0.0.1', 5432, 5432)]});
const ranger = container({id: 'ranger', name: 'ranger', image: 'ftp:1', ports: [21, 22, 23].map(port => tcp('0.0.0.0', 9000 + port, port))});
const world = picture([web, old, database, ranger], {old: wants([tcp('', 8080)])});
const cells = (row: PortRow) => Object.fromEntries(portsPane.columns.map(({id, cell}) => [id, cell(row, {now, ascii: true}).text]));
const rowOf = (name: string, from = world) => portRows(from).find(({owner}) => owner.type === 'container' && owner.container.name === name)!;

test('a row says where, whose, in which state, and what to know', () => {
	assert.deepEqual(cells(rowOf('web')), {
		host: '0.0.0.0:8080', port: '-> 80/tcp', container: 'web', state: 'running', note: 'conflict: old wants 8080 too', url: 'http://localhost:8080', image: 'nginx:1.27', project: 'shop',
	});
	assert.deepEqual(cells(rowOf('old')), {
		host: '*:8080', port: '-> 80/tcp', container: 'old', state: 'exited 0', note: 'conflict: 8080 is web\'s', url: 'http://localhost:8080', image: 'nginx:1.27', project: '',
	});
	const {note, url} = cells(rowOf('db'));
	assert.deepEqual([note, url], ['loopback only', '']);
	assert.equal(cells(rowOf('ranger'))['host'], '0.0.0.0:9021-9023');
});

test('what is only exposed is told apart, hidden at first, and last in the order', () => {
	const rows = portRows(world);
	const exposed = rows.filter(row => portsPane.hides!.test(row));
	assert.deepEqual(exposed.map(row => [cells(row)['host'], cells(row)['port'], cells(row)['note']]), [['-', '9000/tcp', 'not published']]);
	assert.equal(portsPane.hides?.atFirst, true);
	const byHost = portsPane.columns[0]!.compare!;
	assert.deepEqual(rows.toSorted(byHost).map(row => cells(row)['host']), ['127.0.0.1:5432', '*:8080', '0.0.0.0:8080', '0.0.0.0:9021-9023', '-']);
});

test('a host network, a swarm\'s ingress and "any port" say so', () => {
	const host = container({id: 'h', name: 'h', networkMode: 'host', ports: []});
	const all = container({id: 'p', name: 'p', state: 'created', ports: []});
	const rows = portRows(picture([host, all], {
		h: wants([], {exposed: [{containerPort: 9100, protocol: 'tcp'}]}),
		p: wants([tcp('', 0)], {exposed: [{containerPort: 81, protocol: 'tcp'}], publishesAll: true}),
	}, [{id: 's', name: 'shop', image: 'shop:1', ports: [{hostPort: 18_081, containerPort: 80, protocol: 'tcp'}]}]));
	assert.deepEqual(rows.map(row => [cells(row)['host'], cells(row)['container'], cells(row)['note']]), [
		['*:9100', 'h', 'host network'],
		['*:any', 'p', 'all interfaces, when started'],
		['-', 'p', 'gets a free port when started'],
		['*:18081', 'service shop', 'ingress: all nodes, all interfaces'],
	]);
});

test('# finds who has a port, who wants it, or says that it is free', () => {
	const rows = portRows(world);
	assert.deepEqual(portJump.find('8080', rows), {id: rowOf('web').id, words: '8080 is web\'s'});
	assert.deepEqual(portJump.find('9022', rows), {id: rowOf('ranger').id, words: '9022 is ranger\'s'});
	assert.deepEqual(portJump.find('9000', rows), {words: '9000 is free: no container has it'}, 'exposed is not published');
	assert.equal(portJump.find('8080/udp', rows).words, '8080 is free: no container has it');
	const idle = portRows(picture([old], {old: wants([tcp('', 8080)])}));
	assert.equal(portAnswer(rowsOfPort(idle, 8080), 8080), '8080 is free: old wants it when started');
});

test('a port is read as people write it', () => {
	assert.deepEqual(['8080', ':8080', '0.0.0.0:8080', '53/UDP'].map(text => parsePort(text)), [{number: 8080}, {number: 8080}, {number: 8080}, {number: 53, protocol: 'udp'}]);
	for (const text of ['', '0', '65536', 'http', '80/quic', '80 81', '-1', '999999']) {
		assert.equal(parsePort(text), undefined, text);
		assert.notEqual(portJump.problem(text), undefined, text);
	}
});

test('a range unfolds into its ports, only the one in the way with the conflict', () => {
	const waiting = container({id: 'w', name: 'w', state: 'exited', ports: []});
	const range = rowOf('ranger', picture([ranger, waiting], {w: wants([tcp('', 9022)])}));
	assert.deepEqual(partRows(range).map(part => [cells(part)['host'], part.conflicts.length]), [['0.0.0.0:9021', 0], ['0.0.0.0:9022', 1], ['0.0.0.0:9023', 0]]);
});

test('enter leads to the container, or to a task of the service that runs here', () => {
	assert.deepEqual(portsPane.opens!(rowOf('web'), world), {pane: 'containers', id: 'web', title: 'container web (running)'});
	const task = container({id: 'task', name: 'shop.1', labels: {'com.docker.swarm.service.id': 's'}, ports: []});
	const swarm = picture([task], {}, [{id: 's', name: 'shop', image: 'shop:1', ports: [{hostPort: 80, containerPort: 80, protocol: 'tcp'}]}]);
	assert.equal(portsPane.opens!(portRows(swarm)[0]!, swarm)?.id, 'task');
});

test('URL, address, tunnel and commands can be copied', () => {
	const copies = portsPane.copies(rowOf('web'), world);
	assert.deepEqual(copies.map(({title}) => title), ['URL', 'host:port', 'ssh tunnel', 'container', 'docker command']);
	assert.deepEqual(copies.slice(0, 2).map(({text}) => text), ['http://localhost:8080', 'localhost:8080']);
	assert.match(copies[2]!.text, /^ssh -N -L 8080:localhost:8080 /);
	assert.deepEqual(portsPane.urls!(rowOf('db'), world), []);
});

test('the detail tells the conflict first, then everything, with the URL as a link', () => {
	const [facts, beside] = portsPane.tabs;
	const lines = facts!.lines(rowOf('web'), undefined, tabContext({live: world}));
	const text = plain(lines);
	assert.equal(text[0], 'old cannot start now: 8080 is web\'s');
	assert.ok(text.some(line => /^reached by +all interfaces: reachable from outside$/.test(line)), text.join('\n'));
	assert.ok(lines.flat().some(({link}) => link === 'http://localhost:8080'));
	assert.deepEqual(plain(beside!.lines(rowOf('web'), undefined, tabContext({live: world}))), ['9000/tcp  not published']);
});

test('it counts what is in force, from the list alone', () => {
	assert.equal(portCount(world), 3);
	assert.equal(portCount({containers: {items: [], loaded: false}}), undefined);
});

test('rows stay the same objects while nothing they say changes', () => {
	const before = portRows(world);
	const after = portRows({...world, containers: {items: [...world.containers.items], loaded: true}});
	assert.deepEqual(after.map((row, index) => row === before[index]), before.map(() => true));
});
