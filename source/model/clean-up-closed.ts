/**
Of things that need one another, the largest part in which everything that is needed is there too. The order is kept. What needs
itself in a circle stays when the whole circle can.
*/
export function closedUnder<Thing>(things: readonly Thing[], idOf: (thing: Thing) => string, needsOf: (thing: Thing) => readonly string[]): readonly Thing[] {
	const left = new Set(things.map(thing => idOf(thing)));
	const dependants = new Map<string, string[]>();
	const doomed: string[] = [];
	for (const thing of things) {
		const id = idOf(thing);
		const needs = needsOf(thing);
		if (needs.some(need => !left.has(need))) {
			doomed.push(id);
		}

		for (const need of needs) {
			const known = dependants.get(need) ?? [];
			known.push(id);
			dependants.set(need, known);
		}
	}

	for (let id = doomed.pop(); id !== undefined; id = doomed.pop()) {
		if (left.delete(id)) {
			doomed.push(...dependants.get(id) ?? []);
		}
	}

	return things.filter(thing => left.has(idOf(thing)));
}
