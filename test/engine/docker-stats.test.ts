import assert from 'node:assert/strict';
import test from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {memoryPercent, sampleOf, type Reading, type Sample} from '../../source/model/statistics.ts';
import {parseSize} from '../../source/model/size.ts';
import {skipReason} from '../support/availability.ts';
import {startDockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {unixEndpoint} from './fake-engine.ts';

type Row = Readonly<Record<'Name' | 'CPUPerc' | 'MemUsage' | 'MemPerc' | 'NetIO' | 'BlockIO' | 'PIDs', string>>;

/** Two readings of a stream that are two seconds apart. */
async function followed(engine: Engine, id: string): Promise<Sample> {
	const readings: Reading[] = [];
	const ending = new AbortController();
	const ended = engine.stats.follow(id, reading => {
		readings.push(reading ?? assert.fail('it does not run'));
		if (readings.length === 3) {
			ending.abort();
		}
	}, ending.signal);
	await assert.rejects(ended, {kind: 'cancelled'});
	return sampleOf(readings[2]!, readings[0]);
}

async function asked(engine: Engine, id: string): Promise<Sample> {
	const before = await engine.stats.read(id);
	await sleep(2000);
	return sampleOf(await engine.stats.read(id) ?? assert.fail('it does not run'), before);
}

const bytes = (text = ''): number => parseSize(text, {binary: text.includes('i')}) ?? assert.fail(`"${text}" is no size`);

/** Steady use, so that two who look one after the other see the same: a fifth of a processor, and 12 MB of memory that is not cache beside 8 MB that is. */
const programs = {
	busy: 'while true; do :; done',
	full: String.raw`head -c 8000000 /dev/zero > /file; cat /file > /dev/null; x=$(head -c 12000000 /dev/zero | tr '\0' a); while true; do sleep 1000; done`,
	idle: 'sleep 1000',
} as const;

test('what docker stats says of busy, full and idle containers', {skip: skipReason()}, async context => {
	const dockerd = await startDockerd({network: true});
	context.after(dockerd.stop);
	await busyboxImage(dockerd);
	const ids = Object.fromEntries(await Promise.all(Object.entries(programs).map(async ([name, program]) => [
		name,
		await dockerd.docker(['run', '--detach', '--name', name, '--cpus', '0.2', ...name === 'full' ? ['--memory', '64m'] : [], 'busybox', 'sh', '-c', program]),
	] as const)));
	const engine = await connect(unixEndpoint(dockerd.socketPath));
	context.after(engine.close);
	await sleep(4000);
	const [output, ...samples] = await Promise.all([
		dockerd.docker(['stats', '--no-stream', '--format', '{{json .}}']),
		...Object.keys(programs).flatMap(name => [followed(engine, ids[name]!), asked(engine, ids[name]!)]),
	]);
	const rows = new Map(output.split('\n').map(text => JSON.parse(text) as Row).map(row => [row.Name, row]));
	for (const [index, name] of Object.keys(programs).entries()) {
		const row = rows.get(name) ?? assert.fail(`${name} is not told of`);
		for (const sample of samples.slice(index * 2, (index * 2) + 2)) {
			const cpu = Number(row.CPUPerc.replace('%', ''));
			assert.ok(Math.abs((sample.cpu ?? NaN) - cpu) <= 4, `${name}: ${sample.cpu} % and ${row.CPUPerc}`);
			const [used, limit] = row.MemUsage.split(' / ', 2);
			assert.ok(Math.abs(sample.memory - bytes(used)) <= Math.max(0.05 * bytes(used), 400_000), `${name}: ${sample.memory} and ${used}`);
			assert.ok(Math.abs(sample.memoryLimit - bytes(limit)) <= 0.001 * sample.memoryLimit, `${name}: ${sample.memoryLimit} and ${limit}`);
			assert.ok(Math.abs(memoryPercent(sample) - Number(row.MemPerc.replace('%', ''))) < 1, `${name}: ${memoryPercent(sample)} % and ${row.MemPerc}`);
			const [received, sent] = row.NetIO.split(' / ').map(text => bytes(text));
			assert.ok(Math.abs((sample.network?.received ?? NaN) - received!) <= 1000 && Math.abs((sample.network?.sent ?? NaN) - sent!) <= 1000, `${name}: ${JSON.stringify(sample.network)} and ${row.NetIO}`);
			const [read, written] = row.BlockIO.split(' / ').map(text => bytes(text));
			assert.ok(Math.abs(sample.blocks.read - read!) <= 0.1 * read! && Math.abs(sample.blocks.written - written!) <= 0.1 * written!, `${name}: ${JSON.stringify(sample.blocks)} and ${row.BlockIO}`);
			assert.equal(String(sample.processes), row.PIDs);
		}
	}

	const [busy, full] = [samples[0]!, samples[2]!];
	// On a machine with other things to do it may get less than it may have.
	assert.ok(busy.cpu! > 5 && busy.cpu! < 25, `${busy.cpu} % of a fifth`);
	assert.deepEqual([busy.isLimited, full.isLimited], [false, true]);
	assert.ok(full.memory > 12_000_000, `${full.memory}`);
});
