type Identified = {readonly id: string};

/** True when two plain values (JSON-like) hold the same. */
export function sameValue(first: unknown, second: unknown): boolean {
	if (Object.is(first, second)) {
		return true;
	}

	if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null || Array.isArray(first) !== Array.isArray(second)) {
		return false;
	}

	const firstKeys = Object.keys(first);
	return firstKeys.length === Object.keys(second).length && firstKeys.every(key => Object.hasOwn(second, key) && sameValue((first as Record<string, unknown>)[key], (second as Record<string, unknown>)[key]));
}

/** The new list, with the old object kept for every row that did not change and the old list when none did: what is unchanged is not drawn again. */
export function mergeList<Row extends Identified>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
	const known = new Map(before.map(row => [row.id, row]));
	const merged = after.map(row => {
		const old = known.get(row.id);
		return old && sameValue(old, row) ? old : row;
	});
	return merged.length === before.length && merged.every((row, index) => row === before[index]) ? before : merged;
}

/** Puts re-read rows in the place of the old ones. An id that was asked for and did not come back is gone. */
export function mergeSome<Row extends Identified>(before: readonly Row[], asked: ReadonlySet<string>, answered: readonly Row[]): readonly Row[] {
	const fresh = new Map(answered.map(row => [row.id, row]));
	const kept = before.filter(row => !asked.has(row.id) || fresh.has(row.id)).map(row => fresh.get(row.id) ?? row);
	const present = new Set(kept.map(row => row.id));
	return mergeList(before, [...kept, ...answered.filter(row => !present.has(row.id))]);
}

/** The list without one row. */
export function without<Row extends Identified>(rows: readonly Row[], id: string): readonly Row[] {
	return rows.some(row => row.id === id) ? rows.filter(row => row.id !== id) : rows;
}
