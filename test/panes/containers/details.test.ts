import test from 'node:test';
import assert from 'node:assert/strict';
import type {Container, ContainerDetails} from '../../../source/model/container.ts';
import type {DetailTab, TabContext} from '../../../source/panes/pane.ts';
import {containersPane} from '../../../source/panes/containers/pane.ts';
import {
	container,
	details,
	idOf,
	live,
	now,
	plain,
	recorder,
	tabContext,
	volume,
} from './samples.ts';

const tab = (id: string) => containersPane.tabs.find(candidate => candidate.id === id)!;
const linesOf = (id: string, data: unknown, {row = container(), ...context}: Partial<TabContext> & {readonly row?: Container} = {}) => tab(id).lines(row, data, tabContext(context));
const textOf = (...given: Parameters<typeof linesOf>) => plain(linesOf(...given));
const table = (data: ContainerDetails, row = container(), context: Partial<TabContext> = {}) => tab('ports').table?.(row, data, tabContext(context)).map(record => Object.values(record));
const load = async (id: string, answer: unknown) => {
	const {engine, asked} = recorder(answer);
	const data = await (tab(id) as DetailTab<Container>).load?.(container(), engine, new AbortController().signal, live());
	return {data, asked};
};

const published = {hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'} as const;

test('the tabs in their order; what is inspected is read anew when the row is another', async () => {
	assert.deepEqual(containersPane.tabs.map(({title}) => title), ['Exit', 'Logs', 'Stats', 'Ports', 'Env', 'Mounts', 'Processes', 'Changes', 'Health', 'Inspect']);
	for (const id of ['ports', 'env', 'mounts', 'health', 'inspect']) {
		const row = container();
		assert.equal(tab(id).version?.(row), row, id);
	}

	const inspected = await load('env', details());
	assert.deepEqual(inspected.asked, [['containers.inspect', idOf('c1'), {}]]);
	const listed = await load('processes', undefined);
	assert.deepEqual(listed.asked, [['containers.processes', idOf('c1'), {}]]);
});

test('ports: where each is reached, twins folded, exposed ones told apart', () => {
	const data = details({ports: [published, {...published, hostAddress: '::'}, {hostAddress: '127.0.0.1', hostPort: 5432, containerPort: 5432, protocol: 'tcp'}, {containerPort: 9000, protocol: 'udp'}]});
	assert.deepEqual(table(data), [
		['0.0.0.0, ::', '8080', '→ 80', 'tcp', 'all interfaces'],
		['127.0.0.1', '5432', '→ 5432', 'tcp', 'loopback only'],
		['', '', '9000', 'udp', 'exposed only'],
	]);
	assert.deepEqual(Object.keys(tab('ports').table?.(container(), data, tabContext())[0] ?? {}), ['HOST ADDRESS', 'HOST PORT', 'CONTAINER PORT', 'PROTOCOL', 'NOTE']);
	assert.equal(table(data, container(), {ascii: true})?.[0]?.[2], '-> 80');
	assert.deepEqual(textOf('ports', data), ['try  http://localhost:8080']);
});

test('ports: of a stopped container those it will have, and who has them now', () => {
	const row = container({state: 'exited'});
	const data = details({state: 'exited', wantedPorts: [{...published, hostAddress: ''}, {hostAddress: '127.0.0.1', hostPort: 0, containerPort: 81, protocol: 'tcp'}], exposedPorts: [{containerPort: 80, protocol: 'tcp'}, {containerPort: 443, protocol: 'tcp'}]});
	const proxy = container({id: idOf('c2'), name: 'proxy', ports: [published]});
	assert.deepEqual(table(data, row, {live: live({containers: [row, proxy]})}), [
		['*', '8080', '→ 80', 'tcp', 'when started, taken by proxy, all interfaces'],
		['127.0.0.1', 'any', '→ 81', 'tcp', 'when started, loopback only'],
		['', '', '443', 'tcp', 'exposed only'],
	]);
	assert.deepEqual(textOf('ports', data, {row, live: live({containers: [row, proxy]})}), ['web cannot start now: 8080 is proxy\'s']);
	assert.equal(table(data, row)?.[0]?.[4], 'when started, all interfaces');
	assert.deepEqual(textOf('ports', data, {row}), []);
});

test('ports: a range stays a range and is taken when one of it is', () => {
	const row = container({state: 'created'});
	const wantedPorts = [9000, 9001, 9002].map(port => ({hostAddress: '0.0.0.0', hostPort: port, containerPort: port, protocol: 'tcp'} as const));
	const other = container({id: idOf('c2'), name: 'other', ports: [{...published, hostPort: 9002}]});
	assert.deepEqual(table(details({wantedPorts}), row, {live: live({containers: [other]})}), [['0.0.0.0', '9000-9002', '→ 9000-9002', 'tcp', 'when started, taken by other, all interfaces']]);
	const udp = container({id: idOf('c3'), name: 'udp', ports: [{...published, hostPort: 9002, protocol: 'udp'}]});
	assert.equal(table(details({wantedPorts}), row, {live: live({containers: [udp]})})?.[0]?.[4], 'when started, all interfaces');
});

test('ports: what has no ports of its own says why', () => {
	assert.deepEqual(textOf('ports', details()), ['No port is published or exposed.']);
	assert.match(textOf('ports', details({networkMode: 'host'}))[0] ?? '', /host's network/);
	assert.deepEqual(textOf('ports', details({networkMode: 'none'})), ['It has no network.']);
	const owner = container({id: idOf('c2'), name: 'vpn'});
	assert.match(textOf('ports', details({networkMode: `container:${owner.id}`}), {live: live({containers: [owner]})})[0] ?? '', /network of container vpn/);
});

test('ports: -P gives an exposed port a place at the next start', () => {
	const data = details({exposedPorts: [{containerPort: 80, protocol: 'tcp'}], publishesAllPorts: true});
	assert.deepEqual(table(data, container({state: 'exited'})), [['', '', '80', 'tcp', 'exposed, gets a free port when started']]);
});

test('env: by name, secrets masked until asked for', () => {
	const data = details({env: ['PATH=/bin', 'DB_PASSWORD=hunter2', 'EMPTY=', 'URL=postgres://app:pw@db/shop']});
	assert.deepEqual(textOf('env', data), [
		'2 values masked, ctrl+v shows them', '',
		'DB_PASSWORD=********', 'EMPTY=', 'PATH=/bin', 'URL=postgres://app:********@db/shop',
	]);
	const clear = textOf('env', data, {unmasked: true});
	assert.equal(clear[0], '2 values in clear, ctrl+v masks them');
	assert.ok(clear.includes('DB_PASSWORD=hunter2'));
	assert.ok(clear.includes('URL=postgres://app:pw@db/shop'));
});

test('env: long values go on below', () => {
	assert.deepEqual(textOf('env', details({env: ['LONG=abcdefghijkl']}), {width: 10}), ['LONG=abcde', '    fghijk', '    l']);
	assert.deepEqual(textOf('env', details()), ['No environment variables are set.']);
});

test('mounts: what survives a removal, and what does not', () => {
	const anonymous = idOf('f1');
	const data = details({
		mounts: [
			{type: 'volume', source: 'pgdata', destination: '/db', readOnly: false, driver: 'local'},
			{type: 'bind', source: '/srv/www', destination: '/usr/share', readOnly: true},
			{type: 'volume', source: anonymous, destination: '/cache', readOnly: false, driver: 'nfs'},
		],
		raw: {HostConfig: {Tmpfs: {'/run': 'rw,size=1m', '/locked': 'size=1m,ro'}}},
	});
	assert.deepEqual(textOf('mounts', data, {live: live({volumes: [volume()]})}), [
		`volume   ${anonymous} → /cache  read-write, driver nfs`,
		'         anonymous: goes when v is chosen at removal, else it stays unused',
		'volume   pgdata → /db  read-write',
		'         stays: a named volume never goes with its container',
		'tmpfs    /locked  read-only',
		'         goes when the container stops: it is in memory',
		'tmpfs    /run  read-write',
		'         goes when the container stops: it is in memory',
		'bind     /srv/www → /usr/share  read-only',
		'         stays: it belongs to the host',
		'layer    everything else  read-write',
		'         goes with the container (see Changes)',
	]);
});

test('mounts: --rm takes anonymous volumes along; ASCII is ASCII', () => {
	const data = details({autoRemove: true, mounts: [{type: 'volume', source: idOf('f1'), destination: '/cache', readOnly: false}]});
	const text = textOf('mounts', data, {ascii: true});
	assert.match(text[1] ?? '', /goes with the container, which was started with --rm/);
	assert.doesNotMatch(text.join(''), /[^\u0020-\u007E]/);
});

test('processes: aligned as ps has them', () => {
	const data = {titles: ['UID', 'PID', 'CMD'], rows: [['root', '1', 'nginx -g daemon off;'], ['nobody', '12345', 'sh']]};
	assert.deepEqual(textOf('processes', data), ['2 processes', 'UID       PID  CMD', 'root        1  nginx -g daemon off;', 'nobody  12345  sh']);
	assert.deepEqual(textOf('processes', {titles: [], rows: []}), ['The engine names no processes.']);
});

test('processes: none where nothing runs', () => {
	const told = (state: Container['state']) => tab('processes').unavailable?.(container({state}));
	assert.equal(told('running'), undefined);
	assert.equal(told('paused'), undefined);
	assert.match(told('exited') ?? '', /not running/);
	assert.match(told('restarting') ?? '', /between two starts/);
});

test('changes: as docker diff has them, counted, by path', async () => {
	const {data} = await load('changes', [{path: '/b', kind: 'added'}, {path: '/a', kind: 'deleted'}, {path: '/', kind: 'modified'}, {path: '/c', kind: 'added'}]);
	const lines = linesOf('changes', data);
	assert.deepEqual(plain(lines), ['2 added, 1 changed, 1 deleted, lost when the container is removed', '', 'C  /', 'D  /a', 'A  /b', 'A  /c']);
	assert.deepEqual(lines.slice(2).map(line => line[0]?.tone), ['warn', 'bad', 'good', 'good']);
	assert.deepEqual(textOf('changes', []), ['Nothing was changed in its writable layer.']);
});

const checks = [
	{start: now - 60_000, end: now - 59_900, exitCode: 0, output: 'ok\n'},
	{start: now - 30_000, end: now - 25_000, exitCode: 1, output: 'curl: (7)\ncould not connect\n'},
	{start: now - 5000, exitCode: -1, output: ''},
];

test('health: the verdict, the streak, how it is checked, the last checks with the newest first', () => {
	const raw = {Config: {Healthcheck: {Test: ['CMD-SHELL', 'curl -f http://localhost'], Interval: 30_000_000_000, Timeout: 5_000_000_000, Retries: 3}}};
	const text = textOf('health', details({health: {status: 'unhealthy', failingStreak: 2, checks}, raw}));
	assert.deepEqual(text.slice(0, 4), ['status   unhealthy', 'failing  the last 2 checks', 'check    curl -f http://localhost', '         every 30 s, at most 5 s, unhealthy after 3 in a row']);
	assert.deepEqual(text.slice(4).map(line => line.replace(/^.*\d\d:\d\d:\d\d/, 'TIME')), [
		'', 'TIME  gave no answer in time',
		'', 'TIME  failed with exit code 1, took 5 s', '  curl: (7)', '  could not connect',
		'', 'TIME  passed, took 100 ms', '  ok',
	]);
});

test('health: a check of another day has its date', () => {
	const text = textOf('health', details({health: {status: 'healthy', failingStreak: 0, checks: [{start: now - (3 * 86_400_000), exitCode: 0, output: ''}]}}));
	assert.match(text.at(-1) ?? '', /^2026-11-1\d \d\d:\d\d:\d\d {2}passed$/);
});

test('health: of a stopped container it is the last known; without a check it says so', () => {
	assert.equal(textOf('health', details({health: {status: 'healthy', failingStreak: 0, checks: []}}), {row: container({state: 'exited'})})[0], 'status   healthy, when it ran last');
	assert.deepEqual(textOf('health', details()), ['It has no health check.']);
	assert.deepEqual(textOf('health', details({raw: {Config: {Healthcheck: {Test: ['NONE']}}}})), ['It has no health check.']);
});

test('health: long output goes on below', () => {
	const text = textOf('health', details({health: {status: 'healthy', failingStreak: 0, checks: [{start: now, exitCode: 0, output: 'x'.repeat(30)}]}}), {width: 20});
	assert.deepEqual(text.slice(-2), [`  ${'x'.repeat(18)}`, `    ${'x'.repeat(12)}`]);
});

test('inspect: everything, with secrets masked as in Env', () => {
	const raw = {Id: 'c1', Config: {Env: ['TOKEN=abc', 'A=1', 5], Tty: false}, Mounts: []};
	assert.equal(textOf('inspect', details({raw}), {unmasked: true}).join('\n'), JSON.stringify(raw, undefined, 2));
	const masked = textOf('inspect', details({raw})).join('\n');
	assert.deepEqual(JSON.parse(masked), {...raw, Config: {Env: ['TOKEN=********', 'A=1', 5], Tty: false}});
	assert.deepEqual(textOf('inspect', details({raw: null})), ['null']);
});
