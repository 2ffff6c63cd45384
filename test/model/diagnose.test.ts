import assert from 'node:assert/strict';
import test from 'node:test';
import {checkClock, checkDisk, checkEndpoint, checkEngine, checkHealth, checkKills, checkPorts, checkRestarts} from '../../source/model/diagnose.ts';
import type {DiskUsage} from '../../source/model/disk.ts';
import type {EngineInfo} from '../../source/model/engine-info.ts';
import {noBindings} from '../../source/model/port-bindings.ts';
import {container, details} from '../panes/containers/samples.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const statuses = (checks: ReadonlyArray<{readonly status: string}>) => checks.map(({status}) => status);
const info: EngineInfo = {
	id: 'x', product: 'Docker', version: '28.2.2', apiVersion: '1.50', name: 'harbour', os: 'Debian', architecture: 'x86_64', kernel: '6.1', cpus: 8, memory: 32 * (1024 ** 3),
	storageDriver: 'overlay2', containerdStore: false, cgroupVersion: '2', rootDirectory: '/var/lib/docker', swarmManager: false,
};

test('137 for lack of memory is told apart from a plain kill, and both from a clean end', () => {
	const ended = {state: 'exited', finished: now - 60_000} as const;
	const starved = checkKills([details({...ended, name: 'worker', exitCode: 137, oomKilled: true, memoryLimit: 512 * (1024 ** 2)})], now);
	assert.deepEqual(statuses(starved), ['fail']);
	assert.match(starved[0]!.words, /^worker: it was killed for lack of memory, 1 m ago$/);
	assert.match(starved[0]!.advice!, /512 MiB/);
	const killed = checkKills([details({...ended, name: 'job', exitCode: 137})], now);
	assert.deepEqual(statuses(killed), ['warn']);
	assert.match(killed[0]!.words, /not for lack of memory/);
	assert.deepEqual(statuses(checkKills([details({...ended, exitCode: 143}), details()], now)), ['ok']);
});

test('a restart loop is seen between two starts and during one, old restarts are none', () => {
	assert.deepEqual(statuses(checkRestarts([details({state: 'restarting', restartCount: 1})], now)), ['fail']);
	assert.deepEqual(statuses(checkRestarts([details({restartCount: 5, started: now - 1000})], now)), ['fail']);
	assert.deepEqual(statuses(checkRestarts([details({restartCount: 5, started: now - 86_400_000}), details({restartCount: 1, started: now})], now)), ['ok']);
});

test('an unhealthy container says what its check said', () => {
	const health = {status: 'unhealthy', failingStreak: 3, checks: [{start: 1, exitCode: 1, output: 'first\nconnection refused\n'}]} as const;
	assert.match(checkHealth([details({health})])[0]!.words, /^web: 3 checks failed in a row; the last one said: connection refused$/);
	assert.deepEqual(statuses(checkHealth([details({health, state: 'exited'}), details()])), ['ok'], 'what does not run is not sick');
});

test('port conflicts, a sentence each', () => {
	const holder = container({ports: [{hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'}]});
	const waiting = container({id: 'w', name: 'old', state: 'exited', ports: []});
	const bindings = {...noBindings, bindings: new Map([['w', {wanted: holder.ports, exposed: [], publishesAll: false, failure: ''}]])};
	assert.deepEqual(checkPorts([holder, waiting], bindings).map(({status, words}) => [status, words]), [['warn', 'old cannot start now: 8080 is web\'s']]);
	assert.deepEqual(statuses(checkPorts([holder], noBindings)), ['ok']);
});

test('a clock is off only beyond what the way takes', () => {
	assert.equal(checkClock(1500, 0).status, 'ok');
	assert.equal(checkClock(5000, 4000).status, 'ok');
	assert.deepEqual([checkClock(5000, 10).status, checkClock(5000, 10).words], ['warn', 'the engine\'s is 5 s ahead of ours']);
	assert.equal(checkClock(-90_000, 10).status, 'fail');
	assert.match(checkClock(-90_000, 10).words, /behind ours/);
});

test('an engine that can be reached by anybody, is poor, or stores badly', () => {
	const tcp = {url: 'tcp://build:2375', context: 'default', chosenBy: 'DOCKER_HOST', address: {kind: 'tcp', host: 'build', port: 2375}} as const;
	assert.deepEqual(statuses(checkEndpoint(tcp)), ['ok', 'warn']);
	assert.deepEqual(statuses(checkEndpoint({...tcp, address: {...tcp.address, tls: {verify: true}}})), ['ok', 'ok']);
	assert.deepEqual(statuses(checkEndpoint({...tcp, address: {...tcp.address, tls: {verify: false}}})), ['ok', 'warn']);
	assert.deepEqual(statuses(checkEngine(info)), ['ok', 'ok', 'ok', 'ok']);
	assert.deepEqual(statuses(checkEngine({...info, cpus: 1, memory: 1024 ** 3, storageDriver: 'vfs'})), ['ok', 'warn', 'warn', 'warn']);
});

test('a disk that is getting full', () => {
	const usage: DiskUsage = {measuredAt: now, layersSize: 0, lines: [{kind: 'images', count: 1, active: 1, size: 4e9, reclaimable: 1e9}], images: new Map(), containers: new Map(), volumes: new Map(), cache: []};
	assert.deepEqual(checkDisk(usage, undefined), {title: 'disk', status: 'ok', words: '4 GB used, 1 GB of it can be freed'});
	assert.equal(checkDisk(usage, {free: 50e9, total: 100e9}).status, 'ok');
	assert.equal(checkDisk(usage, {free: 5e9, total: 100e9}).status, 'warn');
	assert.equal(checkDisk(usage, {free: 1e9, total: 100e9}).status, 'fail');
	assert.equal(checkDisk(undefined, undefined).status, 'warn');
});
