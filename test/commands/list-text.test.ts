import assert from 'node:assert/strict';
import test from 'node:test';
import {listText} from '../../source/commands/list-text.ts';

const columns = [
	{id: 'name', title: 'NAME', least: 4, most: 6, priority: 0, text: (row: readonly string[]) => row[0]!},
	{id: 'size', title: 'SIZE', least: 6, priority: 1, align: 'right', text: (row: readonly string[]) => row[1]!},
	{id: 'last', title: 'LAST', least: 4, priority: 2, text: (row: readonly string[]) => row[2]!},
] as const;

test('nothing is cut, wide characters count as two, no line ends in blanks', () => {
	assert.deepEqual(listText(columns, [['much-too-long', '1 B', ''], ['商店', '12.34 GB', 'last']]), [
		'NAME               SIZE  LAST',
		'much-too-long       1 B',
		'商店           12.34 GB  last',
	]);
});
