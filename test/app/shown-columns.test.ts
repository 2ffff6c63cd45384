import assert from 'node:assert/strict';
import test from 'node:test';
import {shownColumns} from '../../source/app/shown-columns.ts';
import {placeColumns} from '../../source/components/columns.ts';
import {anyPane} from '../../source/panes/pane.ts';
import {containersPane} from '../../source/panes/containers/pane.ts';
import {freshList} from '../../source/store/view.ts';

const pane = anyPane(containersPane);
const defaults = pane.columns.filter(({optional}) => !optional).map(({id}) => id);
const ids = (columns?: readonly string[]): readonly string[] => shownColumns(pane, {...freshList, ...columns && {columns}}).map(({id}) => id);

test('without a choice it is the pane\'s own columns; a choice keeps the name and the pane\'s order', () => {
	assert.deepEqual(ids(), defaults);
	assert.deepEqual(ids(['project', 'state']), ['name', 'state', 'project']);
	assert.deepEqual(ids([]), ['name']);
});

test('a column that was chosen is seen: those that are there by default make room for it', () => {
	const columns = shownColumns(pane, {...freshList, columns: [...defaults, 'project', 'command']});
	const shown = placeColumns(columns, () => 20, 100).map(({column: {id}}) => id);
	assert.ok(shown.includes('project') && shown.includes('command'), shown.join(' '));
	assert.ok(!shown.includes('age'), shown.join(' '));
});

test('the columns are the same ones at every drawing', () => {
	const list = {...freshList, columns: ['project']};
	assert.deepEqual(shownColumns(pane, list).map((column, index) => column === shownColumns(pane, list)[index]), [true, true]);
});
