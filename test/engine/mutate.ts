import fastCheck from 'fast-check';

/** What is done to one place of an answer. */
export type Mutation = {
	/** Which place: counted over all of them, as often around as needed. */
	readonly place: number;
	readonly kind: string;
};

/** A place in a document: its value is `parent[key]`. */
export type Place = {
	readonly parent: Record<string, unknown> | unknown[];
	readonly key: string;
	/** From the root. */
	readonly path: readonly string[];
};

const deep = (levels: number): unknown => levels === 0 ? 'deep' : [deep(levels - 1)];

const replacements: Readonly<Record<string, (value: unknown) => unknown>> = {
	null: () => null,
	true: () => true,
	false: () => false,
	zero: () => 0,
	negative: value => typeof value === 'number' ? -Math.abs(value) - 1 : -1,
	huge: () => 1e300,
	infinite: () => Infinity,
	unsafe: () => Number.MAX_SAFE_INTEGER + 1,
	fraction: () => 0.5,
	empty: () => '',
	word: () => 'of-the-future',
	slash: () => '/',
	time: () => '+275760-13-45T99:99:99Z',
	digits: () => '99999999999999999999',
	long: () => 'x'.repeat(20_000),
	list: () => [],
	object: () => ({}),
	inList: value => [value],
	inObject: value => ({value}),
	nulls: () => [null, null],
	numbers: () => [1, 2],
	deep: () => deep(100),
	prototype: () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2, "length": -1}') as unknown,
	asText: value => JSON.stringify(value) ?? '',
	asOther: value => Array.isArray(value) ? Object.fromEntries(value.entries().map(([index, item]) => [String(index), item as unknown])) : (typeof value === 'object' && value !== null ? Object.values(value) : [value]),
	twice: value => Array.isArray(value) ? [...value as unknown[], ...value as unknown[]] : value,
	emptied: value => Array.isArray(value) ? [] : (typeof value === 'object' && value !== null ? {} : ''),
};

const kinds = ['drop', ...Object.keys(replacements)];

/** One to five of these make an answer malformed. */
export const mutations: fastCheck.Arbitrary<readonly Mutation[]> = fastCheck.array(
	fastCheck.record({place: fastCheck.nat(), kind: fastCheck.constantFrom(...kinds)}),
	{minLength: 1, maxLength: 5},
);

/** All places of a document, outer ones first. */
export function placesOf(root: unknown): readonly Place[] {
	const found: Place[] = [];
	const visit = (value: unknown, path: readonly string[]): void => {
		if (typeof value !== 'object' || value === null) {
			return;
		}

		for (const [key, content] of Object.entries(value)) {
			const inner = [...path, key];
			found.push({parent: value as Place['parent'], key, path: inner});
			visit(content, inner);
		}
	};

	visit(root, []);
	return found;
}

/** Changes one place of a document that is the caller's own. */
export function mutatePlace({parent, key}: Place, kind: string): void {
	const holder = parent as Record<string, unknown>;
	if (kind === 'drop') {
		if (Array.isArray(parent)) {
			parent.splice(Number(key), 1);
		} else {
			Reflect.deleteProperty(holder, key);
		}
	} else {
		holder[key] = replacements[kind]!(holder[key]);
	}
}

/** A copy of an answer with these mutations; the root itself is a place too. */
export function mutate(answer: unknown, changes: readonly Mutation[]): unknown {
	const document = {root: structuredClone(answer)};
	for (const {place, kind} of changes) {
		const places = placesOf(document);
		if (places.length > 0) {
			mutatePlace(places[place % places.length]!, kind);
		}
	}

	return document.root;
}
