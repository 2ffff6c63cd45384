import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {entryText, paintLogRow, rowsOfEntry, type LogLook} from '../../source/components/log-row.ts';
import {
	bodyRuns,
	colouredRuns,
	highlightRuns,
	runsText,
	sliceRuns,
	wrapRuns,
} from '../../source/components/log-text.ts';
import {widthOf} from '../../source/components/fit.ts';
import {makeTheme} from '../../source/config/theme.ts';
import type {LogEntry} from '../../source/model/log-line.ts';

const escape = '\u{1B}';
const entry = (text: string, parts: Partial<LogEntry> = {}): LogEntry => ({seconds: 1_700_000_000, nanoseconds: 0, stream: 'stdout', text, lost: 0, isOpen: false, kind: 'line', source: 0, ...parts});
const look: LogLook = {width: 40, wrap: false, times: 'none', laidOut: true, names: ['web'], column: 0, now: 1_700_000_012_000, ascii: false};
const plain = makeTheme('terminal', 0);

test('the colours of a program hold until they are reset', () => {
	assert.deepEqual(colouredRuns(`a${escape}[1mb${escape}[31mc${escape}[0md${escape}[0;32me${escape}[mf`), [
		{text: 'a'}, {text: 'b', colour: `${escape}[1m`}, {text: 'c', colour: `${escape}[1m${escape}[31m`}, {text: 'd'}, {text: 'e', colour: `${escape}[0;32m`}, {text: 'f'},
	]);
});

test('columns are cut out exactly, and a wide character at an edge leaves a blank', () => {
	const text = (from: number, width: number) => runsText(sliceRuns([{text: 'ab'}, {text: '日本', tone: 'bad'}, {text: 'cd'}], from, width));
	assert.equal(text(0, 8), 'ab日本cd');
	assert.equal(text(3, 3), ' 本');
	assert.equal(text(2, 3), '日 ');
	assert.equal(text(6, 10), 'cd');
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), fc.nat(30), fc.integer({min: 1, max: 30}), (content, from, width) => {
		assert.ok(widthOf(runsText(sliceRuns([{text: content}], from, width))) <= width);
	}));
});

test('wrapping loses nothing and keeps within the width', () => {
	assert.deepEqual(wrapRuns([{text: 'abcdef'}, {text: 'ghi', tone: 'bad'}], 4).map(row => runsText(row)), ['abcd', 'efgh', 'i']);
	assert.deepEqual(wrapRuns([], 4), [[]]);
	fc.assert(fc.property(fc.array(fc.oneof(fc.string({unit: 'grapheme'}), fc.string())), fc.integer({min: 2, max: 20}), (texts, width) => {
		const rows = wrapRuns(texts.map(text => ({text})), width);
		assert.equal(rows.map(row => runsText(row)).join(''), texts.join(''));
		assert.ok(rows.every(row => widthOf(runsText(row)) <= width || row.length === 1));
	}));
});

test('what is found is told apart across runs', () => {
	assert.deepEqual(highlightRuns([{text: 'abc'}, {text: 'def', tone: 'bad'}], [{start: 2, end: 4}], 'match'), [{text: 'ab'}, {text: 'c', tone: 'match'}, {text: 'd', tone: 'match'}, {text: 'ef', tone: 'bad'}]);
});

test('a line of JSON is laid out, harmless, or as it was written', () => {
	const line = entry(String.raw`{"time":"2026-11-21T10:00:00Z","level":"warn","msg":"slow","ms":12,"who":"a b","evil":"\u001b[2J"}`);
	assert.equal(runsText(bodyRuns(line, true)), '2026-11-21T10:00:00Z warn slow ms=12 who="a b" evil=␛[2J ');
	assert.equal(runsText(bodyRuns(line, false)), line.text);
	assert.equal(runsText(bodyRuns(entry('{"level":30,"time":1700000000000,"msg":"pino"}'), true)), '2023-11-14T22:13:20.000Z info pino ');
	assert.equal(runsText(bodyRuns(entry('{not json}'), true)), '{not json}');
});

test('stderr, the container and the time lead a line; what was cut is told', () => {
	assert.equal(paintLogRow(entry('oops', {stream: 'stderr'}), 0, look, plain), ' !oops');
	assert.equal(paintLogRow(entry('hello', {source: 1}), 0, {...look, names: ['web', 'db'], times: 'relative'}, plain), '  db    12 s hello');
	assert.equal(paintLogRow(entry('x'.repeat(100)), 0, look, plain), `  ${'x'.repeat(38)}`);
	assert.equal(paintLogRow(entry('abcdef'), 0, {...look, column: 2}, plain), '  cdef');
	assert.equal(paintLogRow(entry('x', {lost: 7_999_999}), 0, look, plain), '  (8 MB, cut) x');
	assert.match(paintLogRow(entry('10:00:00', {kind: 'mark'}), 0, look, plain), /^─── 10:00:00 ─+$/v);
	assert.equal(entryText(entry(`${escape}[31mred`, {source: 1}), {times: 'absolute', names: ['web', 'db']}), 'db | 2023-11-14T22:13:20.000Z red');
});

test('a wrapped line goes on below itself', () => {
	const long = entry('y'.repeat(90));
	assert.equal(rowsOfEntry(long, {...look, wrap: true}), 3);
	assert.equal(paintLogRow(long, 2, {...look, wrap: true}, plain), `  ${'y'.repeat(14)}`);
	assert.equal(rowsOfEntry(long, look), 1);
});

test('without colours in the theme a program\'s own are left out', () => {
	const line = entry(`${escape}[31mred${escape}[0m`);
	assert.equal(paintLogRow(line, 0, look, plain), '  red');
	assert.equal(paintLogRow(line, 0, look, makeTheme('terminal', 1)), `  ${escape}[31mred${escape}[0m`);
});
