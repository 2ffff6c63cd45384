import assert from 'node:assert/strict';
import test from 'node:test';
import {placeColumns} from '../../source/components/columns.ts';

const columns = [
	{id: 'name', title: 'NAME', least: 10, most: 40, priority: 0},
	{id: 'image', title: 'IMAGE', least: 10, most: 40, priority: 2},
	{id: 'state', title: 'STATE', least: 16, most: 24, priority: 1},
	{id: 'ports', title: 'PORTS', least: 19, most: 48, priority: 3},
	{id: 'age', title: 'AGE', least: 5, most: 6, priority: 4},
];

const place = (wanted: Readonly<Record<string, number>>, width: number): Record<string, number> => Object.fromEntries(placeColumns(columns, ({id}) => wanted[id] ?? 0, width).map(({column, width: columnWidth}) => [column.id, columnWidth]));

test('where there is room each column has what it wants', () => {
	assert.deepEqual(place({name: 20, image: 12, state: 20, ports: 30, age: 5}, 120), {name: 20, image: 12, state: 20, ports: 30, age: 5});
});

test('one endless name does not squeeze all images: names share what is left, after the ports have yielded', () => {
	const {name, image, ports} = place({name: 40, image: 30, state: 20, ports: 40, age: 5}, 100);
	assert.deepEqual({name, image, ports}, {name: 24, image: 24, ports: 19});
	assert.deepEqual(place({name: 40, image: 30, state: 20, ports: 40, age: 5}, 93), {name: 24, image: 17, state: 20, ports: 19, age: 5});
});

test('a short name is never cut for an image', () => {
	assert.equal(place({name: 22, image: 40, state: 20, ports: 40, age: 5}, 85)['name'], 22);
});

test('they always fit, down to the last one', () => {
	for (let width = 1; width <= 160; width++) {
		const widths = Object.values(place({name: 40, image: 40, state: 24, ports: 48, age: 6}, width));
		assert.ok(widths.reduce((sum, each) => sum + each + 2, -2) <= width, `${width} columns`);
		assert.ok(widths.length > 0);
	}
});
