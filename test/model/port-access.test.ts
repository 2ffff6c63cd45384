import assert from 'node:assert/strict';
import test from 'node:test';
import {machineOf} from '../../source/model/machine.ts';
import {entryAddress, entryUrl, reachWords, tunnelCommand} from '../../source/model/port-access.ts';
import {containerEntries, type PortEntry} from '../../source/model/port-entry.ts';
import type {Port} from '../../source/model/port.ts';
import {container} from '../panes/containers/samples.ts';

const entry = (port: Port, change: Parameters<typeof container>[0] = {}): PortEntry => containerEntries(container({ports: [port], ...change}))[0]!;
const tcp = (hostAddress: string, hostPort: number, containerPort = 80): Port => ({hostAddress, hostPort, containerPort, protocol: 'tcp'});
const unix = {url: 'unix:///var/run/docker.sock', address: {kind: 'unix', path: '/var/run/docker.sock'}} as const;
const far = {url: 'tcp://build.example:2376', address: {kind: 'tcp', host: 'build.example', port: 2376}} as const;

test('the machine of a local engine is here; over SSH the person is somewhere else', () => {
	assert.deepEqual(machineOf(unix, 'harbour', {USER: 'ops'}), {host: 'localhost', ssh: {target: 'ops@harbour'}, isRemote: false});
	assert.deepEqual(machineOf(unix, 'harbour', {USER: 'ops', SSH_CONNECTION: '10.0.0.9 51000 203.0.113.7 22'}).ssh, {target: 'ops@203.0.113.7'});
	assert.deepEqual(machineOf(unix, 'harbour', {USER: 'ops', SSH_CONNECTION: '10.0.0.9 51000 203.0.113.7 2222'}).ssh, {target: 'ops@203.0.113.7', port: 2222});
	assert.deepEqual(machineOf(undefined, '', {}), {host: 'localhost', ssh: {target: 'localhost'}, isRemote: false});
});

test('the machine of a remote engine is its endpoint\'s', () => {
	assert.deepEqual(machineOf(far, 'harbour', {USER: 'ops', SSH_CONNECTION: '1 2 3 4'}), {host: 'build.example', ssh: {target: 'build.example'}, isRemote: true});
	assert.equal(machineOf({...far, url: 'tcp://[2001:db8::1]:2376'}, '', {}).host, '2001:db8::1');
	assert.deepEqual(machineOf({...far, url: 'ssh://deploy@build.example:2200'}, '', {}), {host: 'build.example', ssh: {target: 'deploy@build.example', port: 2200}, isRemote: true});
	for (const url of ['tcp://localhost:2375', 'tcp://127.0.0.1:2375', 'tcp://[::1]:2375']) {
		assert.equal(machineOf({...far, url}, 'harbour', {}).isRemote, false, url);
	}
});

test('where a port is reached from here', () => {
	const here = machineOf(unix, 'harbour', {});
	const there = machineOf(far, 'harbour', {});
	const cases: ReadonlyArray<readonly [Port, string | undefined, string | undefined]> = [
		[tcp('0.0.0.0', 8080), 'localhost:8080', 'build.example:8080'],
		[tcp('::', 8080), 'localhost:8080', 'build.example:8080'],
		[tcp('', 8080), 'localhost:8080', 'build.example:8080'],
		[tcp('10.0.0.5', 8080), '10.0.0.5:8080', '10.0.0.5:8080'],
		[tcp('::1', 8080), '[::1]:8080', '[::1]:8080'],
		[{containerPort: 80, protocol: 'tcp'}, undefined, undefined],
	];
	for (const [port, local, remote] of cases) {
		assert.deepEqual([entryAddress(entry(port), here), entryAddress(entry(port), there)], [local, remote]);
	}

	assert.equal(entryUrl(entry(tcp('0.0.0.0', 8443, 443)), there), 'https://build.example:8443');
	assert.equal(entryUrl(entry(tcp('0.0.0.0', 5432, 5432)), there), undefined);
	assert.equal(entryUrl(containerEntries(container({ports: [tcp('', 8080), tcp('', 8081, 81)]}))[0]!, here), undefined, 'a range is no web server');
});

test('a tunnel leads to where the port listens, from a port that a person may open', () => {
	const machine = {ssh: {target: 'ops@harbour', port: 2222}};
	const cases: ReadonlyArray<readonly [PortEntry, string | undefined]> = [
		[entry(tcp('0.0.0.0', 8080)), 'ssh -N -L 8080:localhost:8080 -p 2222 ops@harbour'],
		[entry(tcp('127.0.0.1', 443, 443)), 'ssh -N -L 8443:localhost:443 -p 2222 ops@harbour'],
		[entry(tcp('127.0.0.2', 8080)), 'ssh -N -L 8080:127.0.0.2:8080 -p 2222 ops@harbour'],
		[entry(tcp('::1', 8080)), 'ssh -N -L 8080:[::1]:8080 -p 2222 ops@harbour'],
		[entry(tcp('10.0.0.5', 8080)), 'ssh -N -L 8080:10.0.0.5:8080 -p 2222 ops@harbour'],
		[entry({containerPort: 5432, protocol: 'tcp'}, {attachments: [{networkId: 'n', networkName: 'back', ipv4: '172.18.0.3', aliases: []}]}), 'ssh -N -L 5432:172.18.0.3:5432 -p 2222 ops@harbour'],
		[entry({containerPort: 5432, protocol: 'tcp'}, {attachments: []}), undefined],
		[entry({hostAddress: '', hostPort: 53, containerPort: 53, protocol: 'udp'}), undefined],
		[entry(tcp('', 0)), undefined],
	];
	for (const [port, command] of cases) {
		assert.equal(tunnelCommand(port, machine), command);
	}
});

test('who reaches it, in words', () => {
	assert.match(reachWords(entry(tcp('0.0.0.0', 80))), /^all interfaces: reachable from outside$/);
	assert.equal(reachWords(entry(tcp('127.0.0.1', 80))), 'the engine\'s machine alone');
	assert.equal(reachWords(entry(tcp('10.0.0.5', 80))), 'whoever reaches 10.0.0.5');
	assert.match(reachWords(entry({containerPort: 80, protocol: 'tcp'})), /^not published/);
});
