/**
Values of moments as one value for each step of `step` milliseconds, `count` of them, the last one that of the last moment. Steps are
those of the clock, so that what was drawn once moves and does not change. Several values in one step are told by the highest; a step
without one has the value before it, for at most `bridge` milliseconds, then none.
*/
export function timeLine(moments: ReadonlyArray<{readonly time: number; readonly value: number | undefined}>, {step, count, bridge}: {readonly step: number; readonly count: number; readonly bridge: number}): ReadonlyArray<number | undefined> {
	const last = moments.at(-1);
	if (!last) {
		return [];
	}

	const end = Math.floor(last.time / step);
	const steps = new Map<number, number>();
	for (const {time, value} of moments) {
		const place = Math.floor(time / step);
		if (value !== undefined && place > end - count) {
			steps.set(place, Math.max(value, steps.get(place) ?? 0));
		}
	}

	const values: Array<number | undefined> = [];
	let known: {readonly place: number; readonly value: number} | undefined;
	for (let place = end - count + 1; place <= end; place++) {
		const value = steps.get(place);
		known = value === undefined ? known : {place, value};
		values.push(known && (place - known.place) * step <= bridge ? known.value : undefined);
	}

	return values;
}
