import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import {renderToString} from 'ink';
import {startDemoEngine} from '../../../source/demo/main.ts';
import {connect} from '../../../source/engine/connect.ts';
import {EngineError} from '../../../source/model/engine-error.ts';
import {reclaimableInWords, statusLine, summaryRows} from '../../../source/panes/disk/summary.ts';
import {summaryHeight, SummaryView} from '../../../source/panes/disk/summary-view.tsx';
import {runForText} from '../../support/run-program.ts';
import type {Live} from '../../../source/store/live.ts';
import {live, now, usage} from '../images/samples.ts';

const status = (...given: Parameters<typeof statusLine>) => statusLine(...given).map(({text}) => text).join('');
const error = new EngineError('failed', {operation: 'measure the disk usage', endpoint: 'unix:///x', words: 'out of inodes'});

test('what can be reclaimed is told as docker tells it', () => {
	const line = {kind: 'images', count: 1, active: 0, size: 3, reclaimable: 2} as const;
	assert.equal(reclaimableInWords(line), '2 B (66%)');
	assert.equal(reclaimableInWords({...line, reclaimable: 3}), '3 B (100%)');
	assert.equal(reclaimableInWords({...line, size: 0, reclaimable: 0}), '0 B');
	assert.equal(reclaimableInWords({...line, kind: 'cache'}), '2 B');
});

const isCliThere = spawnSync('docker', ['--version']).status === 0;

test('the figures are those of the docker CLI, word for word', {skip: isCliThere ? false : 'there is no docker CLI here'}, async () => {
	const demo = await startDemoEngine({lively: false});
	const engine = await connect({
		address: {kind: 'unix', path: demo.socketPath}, url: demo.address, context: 'demo', chosenBy: 'a test',
	});
	try {
		const told = await runForText('docker', ['--host', demo.address, 'system', 'df', '--format', '{{.Type}}|{{.TotalCount}}|{{.Active}}|{{.Size}}|{{.Reclaimable}}']);
		const ours = summaryRows(await engine.system.diskUsage(), 80, false).map(row => Object.entries(row).filter(([title]) => title !== ' ').map(([, text]) => text.trim()).join('|'));
		assert.deepEqual(ours.map(text => text.replaceAll(/(?<=\d) (?=[GMTk]?B)/gv, '')), told.split('\n'));
	} finally {
		engine.close();
		await demo.stop();
	}
});

test('the age of the figures, a measurement under way and its failure are told, with what to press', () => {
	assert.equal(status({}, now, false), 'not measured yet, ctrl+r measures');
	assert.equal(status({usage: usage()}, now, false), 'measured 12 s ago, ctrl+r measures again');
	assert.equal(status({measuringSince: now - 4200}, now, false), 'measuring… 4 s, esc cancels');
	assert.equal(status({measuringSince: now - 200, usage: usage()}, now, true), 'measuring... 0 s, esc cancels (figures of 12 s ago)');
	assert.equal(status({error}, now, false), `${error.message}, ctrl+r tries again`);
	assert.equal(status({error, usage: usage()}, now, false), `${error.message} (figures of 12 s ago), ctrl+r tries again`);
});

test('bars are measured by the largest kind; what can be reclaimed is shaded, or another sign', () => {
	const bars = (width: number, ascii: boolean) => summaryRows(usage(), width, ascii).map(row => row[' ']?.trimEnd());
	assert.deepEqual(bars(82, true), ['######=', '', '########============', '##==='].map(text => text));
	assert.deepEqual(bars(67, false), [undefined, undefined, undefined, undefined]);
	assert.match(bars(120, false)[2]!, /^█+▒+$/v);
	assert.equal(bars(120, false)[2]!.length, 30);
});

const drawn = (picture: Live, width: number, ascii = false) => renderToString(<SummaryView live={picture} width={width} now={now} ascii={ascii}/>, {columns: width}).split('\n').map(text => text.trimEnd());

test('the summary fits 80 and 60 columns in few lines, drawn by the table', () => {
	const picture = live({disk: {usage: usage()}});
	const lines = drawn(picture, 80);
	assert.equal(lines[0], ' measured 12 s ago, ctrl+r measures again');
	assert.match(lines[1]!, /^ TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE$/v);
	assert.match(lines[2]!, /^ Images +26 +19 +3.442 GB {2}614.7 MB \(17%\) +█+▒+$/v);
	assert.match(lines[5]!, /^ Build Cache +14 +1 +2.392 GB {2}1.552 GB +█+▒+$/v);
	assert.ok(lines.slice(6).every(text => text === ''));
	assert.ok(summaryHeight(picture) <= 9);
	const narrow = drawn(picture, 60);
	assert.match(narrow[2]!, /^ Images +26 +19 +3.442 GB {2}614.7 MB \(17%\)$/v);
	for (const [width, all] of [[80, lines], [60, narrow]] as const) {
		assert.equal(all.length, summaryHeight(picture));
		assert.ok(all.every(text => text.length <= width));
	}
});

test('a title stands over its figures', () => {
	const [, titles = '', figures = ''] = drawn(live({disk: {usage: usage()}}), 80);
	assert.equal(titles.indexOf('TYPE'), figures.indexOf('Images'));
	assert.equal(titles.indexOf('RECLAIMABLE'), figures.indexOf('614.7 MB'));
	assert.equal(titles.indexOf('TOTAL') + 'TOTAL'.length, figures.indexOf('26') + '26'.length);
	assert.equal(titles.indexOf(' SIZE') + ' SIZE'.length, figures.indexOf('GB') + 'GB'.length);
});

test('without figures there is the state alone; in ASCII there is nothing else', () => {
	assert.deepEqual(drawn(live({disk: {measuringSince: now - 3000}}), 80, true).filter(text => text !== ''), [' measuring... 3 s, esc cancels']);
	assert.equal(summaryHeight(live()), 2);
	const lines = drawn(live({disk: {usage: usage()}}), 80, true);
	assert.ok(lines.every(text => /^\p{ASCII}*$/v.test(text)));
	assert.equal(lines.filter(text => text !== '').length, 6);
});
