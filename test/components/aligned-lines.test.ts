import test from 'node:test';
import assert from 'node:assert/strict';
import {alignedLines} from '../../source/components/aligned-lines.ts';
import {plain} from '../panes/containers/samples.ts';

test('columns are as wide as their widest value, the last one is not padded', () => {
	assert.deepEqual(plain(alignedLines([{title: 'PID', align: 'right'}, {title: 'USER'}, {title: 'CMD'}], [
		[{text: '1'}, {text: 'root'}, {text: 'nginx -g daemon off;'}],
		[{text: '12345'}, {text: 'nobody'}, {text: 'sh'}],
	])), [
		'  PID  USER    CMD',
		'    1  root    nginx -g daemon off;',
		'12345  nobody  sh',
	]);
});

test('titles are told apart, tones of cells stay, missing cells are empty', () => {
	const [titles, row] = alignedLines([{title: 'A'}, {title: 'B'}], [[{text: 'x', tone: 'good'}]]);
	assert.deepEqual(titles?.map(({tone}) => tone), ['heading', undefined, 'heading']);
	assert.deepEqual(row, [{text: 'x', tone: 'good'}, {text: '  '}, {text: ''}]);
});

test('what is too long is cut in the middle, in ASCII with ASCII', () => {
	const columns = [{title: 'NAME', most: 7}, {title: 'B'}];
	assert.equal(plain(alignedLines(columns, [[{text: 'abcdefghij'}, {text: '1'}]]))[1], 'abc…hij  1');
	assert.equal(plain(alignedLines(columns, [[{text: 'abcdefghij'}, {text: '1'}]], {ascii: true}))[1], 'abc~hij  1');
});

test('no rows leave the titles', () => {
	assert.deepEqual(plain(alignedLines(['A', 'B'], [])), ['A  B']);
});

test('where room is short the widest cells yield until the others are seen', () => {
	const columns = ['CONTAINER', 'STATE', 'MOUNTED AT'];
	const rows = [[{text: 'a-very-long-container-name'}, {text: 'running'}, {text: '/var/lib/data'}]];
	assert.equal(plain(alignedLines(columns, rows, {width: 60}))[1], 'a-very-long-container-name  running  /var/lib/data');
	assert.equal(plain(alignedLines(columns, rows, {width: 40}))[1], 'a-very-l…er-name  running  /var/lib/data');
	for (const width of [50, 40, 36, 30]) {
		assert.ok(plain(alignedLines(columns, rows, {width})).every(text => text.length <= width), `${width} columns`);
	}
});
