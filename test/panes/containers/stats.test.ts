import assert from 'node:assert/strict';
import test from 'node:test';
import type {Container} from '../../../source/model/container.ts';
import type {Sample} from '../../../source/model/statistics.ts';
import {statsTab} from '../../../source/panes/containers/details/stats.ts';
import {cpuColumn, memoryColumn, memoryTone, optionalUseColumns} from '../../../source/panes/containers/use-columns.ts';
import type {Line, TabContext} from '../../../source/panes/pane.ts';
import {container, live, now, plain, tabContext} from './samples.ts';

const mebibyte = 2 ** 20;
const sample = (change: Partial<Sample> = {}): Sample => ({
	time: now, used: 0, passed: 0, processors: 2, memory: 472 * mebibyte, memoryLimit: 512 * mebibyte, isLimited: true, network: {received: 2000, sent: 1_500_000}, blocks: {read: 0, written: 4096}, processes: 3,
	cpu: 12.34, networkRates: {in: 1000, out: 250}, blockRates: {in: 0, out: 2048}, ...change,
});
const unlimited = {isLimited: false, memoryLimit: 8 * (2 ** 30)} as const;

const lines = (history: readonly Sample[], {row = container(), kills = 0, ...context}: Partial<TabContext> & {readonly row?: Container; readonly kills?: number} = {}): readonly Line[] => statsTab.lines(row, undefined, tabContext({
	live: {...live(), statistics: {samples: new Map(), ranking: new Map(), history: new Map(history.length > 0 ? [[row.id, history]] : [])}, memoryKills: new Map(kills > 0 ? [[row.id, kills]] : [])}, ...context,
}));
const text = (...given: Parameters<typeof lines>): string => plain(lines(...given)).join('\n');

test('the charts say what is used now and what was the most', () => {
	const history = [sample({time: now - 60_000, cpu: 99.9, memory: 490 * mebibyte}), sample()];
	const said = text(history, {width: 120});
	assert.match(said, /CPU +12\.3 % of one processor/v);
	assert.match(said, /peak 99\.9 % in 1 m, 3 processes/v);
	assert.match(said, /memory +472 MiB {2}92 % of 512 MiB/v);
	assert.match(said, /peak 490 MiB/v);
	assert.match(said, /network +▲ in 1 kB\/s {2}▼ out 250 B\/s/v);
	assert.match(said, /disk +▲ read 0 B\/s {2}▼ written 2\.05 kB\/s/v);
	assert.match(said, /in all 2 kB and 1\.5 MB/v);
});

test('kills for lack of memory stand beside the limit', () => {
	assert.match(text([sample()], {kills: 2, width: 140}), /92 % of 512 MiB, killed for memory 2 times/v);
	assert.match(text([sample()], {kills: 2, width: 100}), /92 % of 512 MiB +\n.* killed for memory 2 times, peak 472 MiB/v, 'without room it stands below');
	assert.match(text([sample()], {kills: 1}), /killed for memory once/v);
	assert.match(text([sample(unlimited)]), /472 MiB {2}no limit/v);
});

test('it has the room there is, two by two or one below the other, and no line is too long', () => {
	for (const [width, height] of [[120, 20], [100, 12], [84, 30], [83, 40], [60, 15], [40, 10]] as const) {
		const drawn = lines([sample({time: now - 4000}), sample()], {width, height});
		for (const spans of drawn) {
			assert.ok(spans.reduce((sum, span) => sum + span.text.length, 0) <= width, `${width}×${height}`);
		}

		assert.ok(drawn.length <= Math.max(height, width >= 84 ? 10 : 20), `${width}×${height}: ${drawn.length} lines`);
	}
});

test('ASCII alone when asked for', () => {
	assert.match(text([sample({time: now - 4000}), sample()], {ascii: true, width: 120}), /^\p{ASCII}+$/v);
});

test('before the first sample, without a network, after the end', () => {
	assert.equal(text([]), 'measuring…');
	assert.equal(text([], {row: container({state: 'exited'})}), 'It is not running: there is nothing to measure.');
	assert.match(text([sample()], {row: container({state: 'exited'})}), /^It is not running any more: this is how it was\.\n CPU|^It is not running any more: this is how it was\.\nCPU/v);
	assert.doesNotMatch(text([sample({network: undefined})]), /network/v);
	assert.match(text([sample({cpu: undefined, networkRates: undefined})]), /CPU +measuring[\s\S]*in measuring/v);
});

test('cells say the numbers of docker stats, and nothing while they are not known', () => {
	const row = container();
	const cell = (column: typeof cpuColumn, known?: Sample) => column.cell(row, {now, ascii: false, samples: new Map(known ? [[row.id, known]] : [])});
	assert.equal(cell(cpuColumn).text, '');
	assert.equal(cell(cpuColumn, sample({cpu: undefined})).text, '');
	assert.equal(cell(cpuColumn, sample()).text, '12.3 %');
	assert.deepEqual(cell(memoryColumn, sample()), {text: ' 472 MiB / 512 M', tone: 'bad'});
	assert.deepEqual(cell(memoryColumn, sample(unlimited)), {text: ' 472 MiB', tone: 'plain'});
	const [network, blocks, processes] = optionalUseColumns;
	assert.equal(cell(network!, sample()).text.trim(), '2 kB / 1.5 MB');
	assert.equal(cell(network!, sample({network: undefined})).text, '');
	assert.equal(cell(blocks!, sample()).text.trim(), '0 B / 4.1 kB');
	assert.equal(cell(processes!, sample()).text, '3');
	assert.equal(cell(processes!, sample({processes: undefined})).text, '');
});

test('memory warns as its limit comes near, and never without a limit of its own', () => {
	const tone = (share: number, isLimited = true) => memoryTone({memory: share, memoryLimit: 100, isLimited});
	assert.deepEqual([tone(79), tone(80), tone(91), tone(92), tone(99, false)], ['plain', 'warn', 'warn', 'bad', 'plain']);
});
