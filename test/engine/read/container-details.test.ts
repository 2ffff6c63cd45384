import assert from 'node:assert/strict';
import test from 'node:test';
import {readContainerDetails} from '../../../source/engine/read/container-details.ts';
import {readChanges, readProcesses} from '../../../source/engine/read/processes.ts';

const id = 'a'.repeat(64);

test('an inspection is read whole', () => {
	const details = readContainerDetails({
		Id: id,
		Name: '/web',
		RestartCount: 2,
		State: {
			Status: 'exited',
			ExitCode: 137,
			OOMKilled: true,
			Error: 'port is already allocated\u{1B}[0m',
			StartedAt: '2024-01-02T03:04:05.123456789Z',
			FinishedAt: '0001-01-01T00:00:00Z',
			Health: {
				Status: 'unhealthy',
				FailingStreak: 3,
				Log: [{
					Start: '2024-01-02T03:04:06+01:00', End: '2024-01-02T03:04:07+01:00', ExitCode: 1, Output: 'no\nanswer\u{7}',
				}],
			},
		},
		Config: {
			Tty: true, OpenStdin: true, User: 'app', WorkingDir: '/srv', Env: ['A=1', 'B=two\nlines', 7],
		},
		HostConfig: {
			RestartPolicy: {Name: 'always'}, LogConfig: {Type: 'json-file'}, NetworkMode: 'bridge', Memory: 1024, AutoRemove: true,
			PortBindings: {
				'80/tcp': [{HostIp: '', HostPort: ''}, {HostIp: '127.0.0.1', HostPort: '8080'}],
				'53/udp': [{HostIp: '', HostPort: '7100-7110'}],
			},
		},
		NetworkSettings: {
			Ports: {'80/tcp': [{HostIp: '0.0.0.0', HostPort: '32769'}], '443/tcp': null},
			Networks: {bridge: {NetworkID: 'n', IPAddress: '172.17.0.2'}},
		},
		Mounts: [],
	}, 'web');

	assert.equal(details.id, id);
	assert.equal(details.name, 'web');
	assert.deepEqual([details.state, details.exitCode, details.oomKilled, details.restartCount, details.restartPolicy], ['exited', 137, true, 2, 'always']);
	assert.equal(details.error, 'port is already allocated␛[0m');
	assert.equal(details.started, Date.UTC(2024, 0, 2, 3, 4, 5, 123));
	assert.equal(details.finished, undefined, 'year 1 is Go\'s way to say never');
	assert.deepEqual(details.health, {
		status: 'unhealthy',
		failingStreak: 3,
		checks: [{
			start: Date.UTC(2024, 0, 2, 2, 4, 6), end: Date.UTC(2024, 0, 2, 2, 4, 7), exitCode: 1, output: 'no\nanswer␇',
		}],
	});
	assert.deepEqual([details.tty, details.openStdin, details.user, details.workingDirectory], [true, true, 'app', '/srv']);
	assert.deepEqual(details.env, ['A=1', 'B=two⏎lines']);
	assert.deepEqual([details.logDriver, details.networkMode, details.memoryLimit, details.autoRemove], ['json-file', 'bridge', 1024, true]);
	assert.deepEqual(details.ports, [
		{
			hostAddress: '0.0.0.0', hostPort: 32_769, containerPort: 80, protocol: 'tcp',
		},
		{containerPort: 443, protocol: 'tcp'},
	]);
	assert.deepEqual(details.wantedPorts, [
		{
			hostAddress: '', hostPort: 0, containerPort: 53, protocol: 'udp',
		},
		{
			hostAddress: '', hostPort: 0, containerPort: 80, protocol: 'tcp',
		},
		{
			hostAddress: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp',
		},
	]);
	assert.equal((details.raw as {readonly Config: {readonly Env: readonly string[]}}).Config.Env[1], 'B=two\nlines');
});

test('an empty inspection is one of a container of which nothing is known', () => {
	const details = readContainerDetails({}, id);
	assert.equal(details.id, id);
	assert.equal(details.name, 'aaaaaaaaaaaa');
	assert.equal(details.state, 'unknown');
	assert.equal(details.health, undefined);
	assert.equal(details.restartPolicy, 'no');
	assert.deepEqual([details.ports, details.wantedPorts, details.mounts, details.env], [[], [], [], []]);
});

test('Podman\'s empty health is none', () => {
	assert.equal(readContainerDetails({State: {Health: {Status: '', FailingStreak: 0, Log: null}}}, id).health, undefined);
});

test('processes: columns of Docker, and the single column of Podman 4', () => {
	assert.deepEqual(readProcesses({Titles: ['PID', 'CMD'], Processes: [['1', 'sh -c "a b"']]}), {titles: ['PID', 'CMD'], rows: [['1', 'sh -c "a b"']]});
	assert.deepEqual(readProcesses({Titles: ['PID   USER     COMMAND'], Processes: [['1     root     sleep 1000']]}), {
		titles: ['PID', 'USER', 'COMMAND'],
		rows: [['1', 'root', 'sleep 1000']],
	});
	assert.deepEqual(readProcesses(undefined), {titles: [], rows: []});
	assert.deepEqual(readProcesses({Titles: ['A'], Processes: [null, ['x']]}), {titles: ['A'], rows: [[], ['x']]});
});

test('changes: null is none, an unknown kind is left out', () => {
	assert.deepEqual(readChanges(null), []);
	assert.deepEqual(readChanges([{Path: '/a', Kind: 0}, {Path: '/b', Kind: 1}, {Path: '/c\n', Kind: 2}, {Path: '/d', Kind: 9}, {Kind: 1}]), [
		{path: '/a', kind: 'modified'}, {path: '/b', kind: 'added'}, {path: '/c⏎', kind: 'deleted'},
	]);
});
