import assert from 'node:assert/strict';
import test from 'node:test';
import {readContainer} from '../../../source/engine/read/container.ts';
import {containerName, shortId} from '../../../source/engine/read/name.ts';
import {containerState, exitCode, statusHealth} from '../../../source/engine/read/status.ts';

const id = '0123456789ab'.padEnd(64, 'c');

const listed = {
	Id: id,
	Names: ['/db/alias', '/web'],
	Image: 'shop/web:1',
	ImageID: `sha256:${'d'.repeat(64)}`,
	Command: 'nginx -g "daemon off;"',
	Created: 1_700_000_000,
	State: 'running',
	Status: 'Up 3 hours (healthy)',
	Ports: [
		{
			IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp',
		},
		{
			IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp',
		},
		{
			IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp',
		},
		{PrivatePort: 443, Type: 'tcp'},
		{PrivatePort: 53, PublicPort: 5353, Type: 'udp'},
	],
	Labels: {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web'},
	HostConfig: {NetworkMode: 'shop_default'},
	NetworkSettings: {
		Networks: {
			shop_default: {
				NetworkID: 'n2', IPAddress: '10.0.0.2', GlobalIPv6Address: '', MacAddress: '02:42:0a:00:00:02', Aliases: ['web', null],
			},
			alpha: {
				NetworkID: 'n1', IPAddress: '', GlobalIPv6Address: '', MacAddress: '', Aliases: null,
			},
		},
	},
	Mounts: [
		{
			Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/data', Driver: 'local', RW: true,
		},
		{
			Type: 'bind', Source: '/srv', Destination: '/srv', RW: false,
		},
	],
};

test('a row of the list is read whole', () => {
	assert.deepEqual(readContainer(listed), {
		id,
		name: 'web',
		image: 'shop/web:1',
		imageId: `sha256:${'d'.repeat(64)}`,
		command: 'nginx -g "daemon off;"',
		created: 1_700_000_000_000,
		state: 'running',
		status: 'Up 3 hours (healthy)',
		health: 'healthy',
		ports: [
			{
				hostAddress: '', hostPort: 5353, containerPort: 53, protocol: 'udp',
			},
			{
				hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp',
			},
			{
				hostAddress: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp',
			},
			{containerPort: 443, protocol: 'tcp'},
		],
		labels: listed.Labels,
		project: 'shop',
		service: 'web',
		networkMode: 'shop_default',
		attachments: [
			{
				networkId: 'n1', networkName: 'alpha', ipv4: undefined, ipv6: undefined, mac: undefined, aliases: [],
			},
			{
				networkId: 'n2', networkName: 'shop_default', ipv4: '10.0.0.2', ipv6: undefined, mac: '02:42:0a:00:00:02', aliases: ['web'],
			},
		],
		mounts: [
			{
				type: 'volume', source: 'data', destination: '/data', readOnly: false, driver: 'local',
			},
			{
				type: 'bind', source: '/srv', destination: '/srv', readOnly: true,
			},
		],
		unreadable: [],
	});
});

test('Podman leaves out the host configuration, and a null list is an empty one', () => {
	const container = readContainer({
		...listed, HostConfig: undefined, Mounts: null, Ports: null, Labels: null, Names: ['web'], Status: 'Up 2 hours', State: 'stopped',
	});
	assert.equal(container?.networkMode, undefined);
	assert.deepEqual([container?.ports, container?.mounts, container?.labels, container?.unreadable], [[], [], {}, []]);
	assert.equal(container?.name, 'web');
	assert.equal(container?.state, 'exited');
});

test('every field of a wrong type is named, and costs nothing but itself', () => {
	const wrong = {
		Id: id,
		Names: 7,
		Image: null,
		ImageID: [],
		Command: {},
		Created: 'yesterday',
		State: 1,
		Status: false,
		Ports: 'all',
		Labels: [],
		NetworkSettings: 'none',
		HostConfig: 3,
		Mounts: {},
		Health: 'good',
	};
	const container = readContainer(wrong);
	assert.equal(container?.id, id);
	assert.equal(container?.name, '0123456789ab');
	assert.equal(container?.state, 'unknown');
	assert.equal(container?.created, 0);
	assert.deepEqual([...container?.unreadable ?? []].toSorted(), Object.keys(wrong).filter(key => key !== 'Id').toSorted());
});

test('a port that is none is told, and the others stay', () => {
	const container = readContainer({...listed, Ports: [{PrivatePort: 'http'}, {PrivatePort: 99_999, Type: 'tcp'}, {PrivatePort: 80, Type: 'tcp'}]});
	assert.deepEqual(container?.ports, [{containerPort: 80, protocol: 'tcp'}]);
	assert.deepEqual(container?.unreadable, ['Ports']);
});

test('without an id there is no row', () => {
	for (const value of [undefined, null, 1, 'text', [], {}, {Id: ''}, {Id: 5}]) {
		assert.equal(readContainer(value), undefined);
	}
});

test('control sequences in any text are neutralised', () => {
	const hostile = '\u{1B}[2Jx';
	const container = readContainer({
		...listed,
		Names: [`/${hostile}`],
		Image: hostile,
		Command: hostile,
		Status: hostile,
		Labels: {[hostile]: hostile},
		NetworkSettings: {Networks: {[hostile]: {NetworkID: hostile, Aliases: [hostile]}}},
		Mounts: [{Type: 'bind', Source: hostile, Destination: hostile}],
	});
	assert.doesNotMatch(JSON.stringify(container), /\\u001b/v);
	assert.equal(container?.name, '␛[2Jx');
});

test('the name is the one without a second slash', () => {
	assert.equal(containerName(['/a/b', '/a'], id), 'a');
	assert.equal(containerName(['/a/b'], id), 'a/b');
	assert.equal(containerName(['plain'], id), 'plain');
	assert.equal(containerName(['/'], id), '0123456789ab');
	assert.equal(containerName([], id), '0123456789ab');
	assert.equal(shortId(`sha256:${id}`), '0123456789ab');
});

test('exit codes are read from the status', () => {
	assert.equal(exitCode('Exited (0) 2 days ago'), 0);
	assert.equal(exitCode('Exited (137) About a minute ago'), 137);
	assert.equal(exitCode('Exited (-1) 3 seconds ago'), -1);
	assert.equal(exitCode('Restarting (3) 1 second ago'), 3);
	assert.equal(exitCode('Up 3 hours (healthy)'), undefined);
	assert.equal(exitCode('Created'), undefined);
	assert.equal(readContainer({...listed, State: 'exited', Status: 'Exited (5) now'})?.exitCode, 5);
	assert.equal(readContainer({...listed, State: 'restarting', Status: 'Restarting (3) 1 second ago'})?.exitCode, 3);
});

test('health is read from the status, and from its own field where there is one', () => {
	assert.equal(statusHealth('Up 3 hours (healthy)'), 'healthy');
	assert.equal(statusHealth('Up 3 hours (unhealthy)'), 'unhealthy');
	assert.equal(statusHealth('Up 3 seconds (health: starting)'), 'starting');
	assert.equal(statusHealth('Up 2 minutes (Paused)'), undefined);
	assert.equal(statusHealth('Up 3 hours'), undefined);
	assert.equal(readContainer({...listed, Status: 'Up 3 hours', Health: {Status: 'starting', FailingStreak: 0}})?.health, 'starting');
	assert.equal(readContainer({...listed, Status: 'Up 3 hours', Health: {Status: 'none'}})?.health, undefined);
});

test('states of Docker and Podman, and of the future', () => {
	assert.deepEqual(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'].map(word => containerState(word)), ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']);
	assert.deepEqual(['configured', 'initialized', 'stopping', 'stopped', 'Running'].map(word => containerState(word)), ['created', 'created', 'running', 'exited', 'running']);
	assert.equal(containerState('hibernating'), 'unknown');
});
