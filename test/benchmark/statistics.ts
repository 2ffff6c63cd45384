/** The middle one; of an even number the upper of the two. */
export const median = (values: readonly number[]): number => values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)] ?? NaN;

/** The value that this share of all values does not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
	const sorted = values.toSorted((first, second) => first - second);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
};
