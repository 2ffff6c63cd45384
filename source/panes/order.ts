const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});

/** Names in the order people expect: `web-2` before `web-10`. */
export function compareNames(first: string, second: string): number {
	return collator.compare(first, second);
}

/** The first comparison that tells two rows apart. */
export function inTurn(...differences: readonly number[]): number {
	return differences.find(difference => difference !== 0) ?? 0;
}
