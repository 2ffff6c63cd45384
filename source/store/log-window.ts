/** A row of what is shown: a line's number, and the row within it where it is wrapped. */
export type LogPlace = {readonly index: number; readonly row: number};

/** How many rows each line takes. */
export type RowCounter = (index: number) => number;

/** The place so many rows further down (up, when negative), at most the first or the last row. `count` is that of the lines. */
export function moveBy({index, row}: LogPlace, by: number, count: number, rowsOf: RowCounter): LogPlace {
	if (count === 0) {
		return {index: 0, row: 0};
	}

	let line = Math.max(0, Math.min(index, count - 1));
	let at = index > line ? rowsOf(line) - 1 : Math.max(0, Math.min(row, rowsOf(line) - 1));
	let rest = by;
	while (rest < 0) {
		if (at >= -rest) {
			return {index: line, row: at + rest};
		}

		rest += at + 1;
		line--;
		if (line < 0) {
			return {index: 0, row: 0};
		}

		at = rowsOf(line) - 1;
	}

	while (rest > 0) {
		const left = rowsOf(line) - 1 - at;
		if (left >= rest) {
			return {index: line, row: at + rest};
		}

		if (line === count - 1) {
			return {index: line, row: rowsOf(line) - 1};
		}

		rest -= left + 1;
		line++;
		at = 0;
	}

	return {index: line, row: at};
}

/** The first row of the last page: with it on top the last row is at the bottom. */
export function lastPage(height: number, count: number, rowsOf: RowCounter): LogPlace {
	return moveBy({index: count, row: 0}, 1 - height, count, rowsOf);
}

/** The place, or the last page where less than a page would be left below it. */
export function clampPlace(place: LogPlace, height: number, count: number, rowsOf: RowCounter): LogPlace {
	const last = lastPage(height, count, rowsOf);
	return place.index > last.index || (place.index === last.index && place.row > last.row) ? last : place;
}
