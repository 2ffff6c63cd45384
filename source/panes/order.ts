/** The first comparison that tells two rows apart. */
export function inTurn(...differences: readonly number[]): number {
	return differences.find(difference => difference !== 0) ?? 0;
}
