import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import test from 'node:test';
import {readReading} from '../../../source/engine/read/statistics.ts';
import type {EngineInfo} from '../../../source/model/engine-info.ts';
import {memoryPercent, sampleOf, type Reading} from '../../../source/model/statistics.ts';
import {scriptEngine} from '../../support/scripted-engine.ts';

/** Answers of engines as they came, by engine and version. */
const recorded = JSON.parse(await readFile(new URL('../recorded/statistics.json', import.meta.url), 'utf8')) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const info = (change: Partial<EngineInfo> = {}): EngineInfo => ({...scriptEngine().engine.info, memory: 25_274_793_984, ...change});
const read = (value: unknown, change: Partial<EngineInfo> = {}): Reading => readReading(value, info(change)) ?? assert.fail('not read');

test('Docker on cgroup v1: what docker stats said at that moment', () => {
	const [first, second] = [read(recorded['docker-20.10-v1-mem1']), read(recorded['docker-20.10-v1-mem2'])];
	assert.equal(second.memory, 2_785_280);
	assert.equal(second.memoryLimit, 67_108_864);
	assert.equal(second.isLimited, true);
	assert.equal(memoryPercent(second).toFixed(2), '4.15');
	assert.equal(second.processes, 2);
	assert.equal(second.network, undefined);
	assert.deepEqual(second.blocks, {read: 0, written: 0});
	// (49259444 - 44436808) / (7846.91 s - 7842.88 s) * 2
	assert.equal(sampleOf(second, first).cpu?.toFixed(2), '0.24');
	assert.equal(read(recorded['docker-20.10-v1-busy']).isLimited, false, 'the memory of the machine is no limit');
});

test('Docker: two samples within one answer give the CLI\'s own figure', () => {
	const answer = recorded['docker-20.10-v1-busy']!;
	const before = read({...answer, read: answer['preread'], cpu_stats: answer['precpu_stats']});
	// (1535521507 - 1342547942) / (7850.88 s - 7848.89 s) * 2
	assert.equal(sampleOf(read(answer), before).cpu?.toFixed(2), '19.39');
});

test('the file cache that would be given back counts on neither version of cgroups', () => {
	const memory = (stats: object) => read({read: '2026-11-22T02:12:39Z', memory_stats: {usage: 1000, limit: 5000, stats}}).memory;
	assert.equal(memory({total_inactive_file: 300, inactive_file: 100}), 700, 'v1: of all below it');
	assert.equal(memory({inactive_file: 400, anon: 600}), 600, 'v2');
	assert.equal(memory({inactive_file: 1000}), 1000, 'more than is used is not believed');
	assert.equal(memory({total_inactive_file: 2000, inactive_file: 100}), 900, 'as the CLI: then the other one');
	assert.equal(memory({}), 1000);
});

test('all interfaces are summed, whatever they are called', () => {
	const {network} = read({read: '2026-11-22T02:12:39Z', networks: {eth0: {rx_bytes: 1, tx_bytes: 2}, eth1: {rx_bytes: 10, tx_bytes: 20}, odd: null}});
	assert.deepEqual(network, {received: 11, sent: 22});
});

test('blocks are read and written in the words of both versions of cgroups', () => {
	const blocks = (entries: unknown) => read({read: '2026-11-22T02:12:39Z', blkio_stats: {io_service_bytes_recursive: entries}}).blocks;
	assert.deepEqual(blocks([{op: 'Read', value: 1}, {op: 'Write', value: 2}, {op: 'Sync', value: 4}, {op: 'Read', value: 8}]), {read: 9, written: 2});
	assert.deepEqual(blocks([{op: 'read', value: 1}, {op: 'write', value: 2}]), {read: 1, written: 2});
	assert.deepEqual(blocks([{op: '', value: 1}, null, {value: 3}]), {read: 0, written: 0});
	assert.deepEqual(blocks(null), {read: 0, written: 0});
});

test('Podman: the clock counts, for what it tells as the machine\'s time is what all processes used', () => {
	const [first, second] = [read(recorded['podman-4.3-first'], {product: 'Podman'}), read(recorded['podman-4.3-second'], {product: 'Podman'})];
	// 1.897 s of processor time in 2.015 s; by its own figures it would be 94 % of 2 processors that were busy, and 200 % of idle ones.
	assert.equal(sampleOf(second, first).cpu?.toFixed(0), '94');
	assert.deepEqual(second.network, {received: 0, sent: 0});
	assert.equal(second.memory, 671_744);
	assert.equal(second.isLimited, false);
});

test('Windows: percent of the whole machine, and the private working set', () => {
	const answer = (time: string, used: number) => ({
		read: time, num_procs: 4, cpu_stats: {cpu_usage: {total_usage: used}}, memory_stats: {privateworkingset: 4096}, storage_stats: {read_size_bytes: 7, write_size_bytes: 8},
	});
	const sample = sampleOf(read(answer('2026-11-22T00:00:02Z', 40_000_000), {os: 'windows'}), read(answer('2026-11-22T00:00:00Z', 0), {os: 'windows'}));
	assert.equal(sample.cpu, 50);
	assert.equal(sample.memory, 4096);
	assert.deepEqual(sample.blocks, {read: 7, written: 8});
});

test('what does not run has no reading: zeros of the year 1, an error in place of an answer, nothing', () => {
	for (const answer of [{read: '0001-01-01T00:00:00Z', cpu_stats: {}}, {cause: 'container is stopped', response: 500}, undefined, '', null, []]) {
		assert.equal(readReading(answer, info()), undefined);
	}
});

test('an answer with everything missing or odd is still read', () => {
	assert.deepEqual(read({read: '2026-11-22T00:00:01Z', cpu_stats: 'x', networks: 3, pids_stats: {current: '5'}, memory_stats: null}), {
		time: Date.UTC(2026, 10, 22, 0, 0, 1), used: 0, passed: Date.UTC(2026, 10, 22, 0, 0, 1) * 1e6, processors: 1, memory: 0, memoryLimit: 0, isLimited: false, blocks: {read: 0, written: 0},
	});
});
