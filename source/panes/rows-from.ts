import type {Item} from '../model/item.ts';
import type {Live} from '../store/live.ts';
import {mergeList} from '../store/merge.ts';

/**
Rows made from some parts of the live picture: anew only when one of `parts` is another value than the last time, and even
then every row that says the same stays the same object.
*/
export function rowsFrom<Row extends Item>(parts: (live: Live) => readonly unknown[], make: (live: Live) => readonly Row[]): (live: Live) => readonly Row[] {
	let lastParts: readonly unknown[] = [];
	let rows: readonly Row[] = [];
	let isMade = false;
	return live => {
		const now = parts(live);
		if (!isMade || now.some((part, index) => part !== lastParts[index])) {
			rows = mergeList(rows, make(live));
			lastParts = now;
			isMade = true;
		}

		return rows;
	};
}
