const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});

/** Compares two rows by name, as lists are ordered: `web-2` comes before `web-10`. */
export function byName(first: {readonly name: string}, second: {readonly name: string}): number {
	return collator.compare(first.name, second.name);
}
