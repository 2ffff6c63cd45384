import {
	fields,
	isFields,
	items,
	labels,
	number,
	text,
	texts,
	type Fields,
} from './values.ts';

type Kind = 'string' | 'number' | 'array' | 'object';

/** Reads the fields of one object and remembers those that it could not read. */
export type Reader = {
	readonly fields: Fields;
	/** A field that every engine sends. */
	text(name: string): string;
	number(name: string): number;
	/** A list of strings; missing and null count as "none". */
	texts(name: string): readonly string[];
	/** A list of anything; missing and null count as "none". */
	items(name: string): readonly unknown[];
	labels(name: string): Readonly<Record<string, string>>;
	/** An object inside the object; missing and null count as "none". */
	inner(name: string): Fields;
	/** Notes a field that was found wanting by other means. */
	reject(name: string): void;
	unreadable(): readonly string[];
};

function isKind(value: unknown, kind: Kind): boolean {
	switch (kind) {
		case 'array': {
			return Array.isArray(value);
		}

		case 'object': {
			return isFields(value);
		}

		case 'number': {
			return typeof value === 'number' && Number.isFinite(value);
		}

		case 'string': {
			return typeof value === 'string';
		}
	}
}

/** A reader for one object of an answer: no field can make it throw. */
export function reader(value: unknown): Reader {
	const own = fields(value);
	const rejected = new Set<string>();

	const required = (name: string, kind: Kind): unknown => {
		if (!isKind(own[name], kind)) {
			rejected.add(name);
		}

		return own[name];
	};

	const optional = (name: string, kind: Kind): unknown => {
		const field = own[name];
		return field === undefined || field === null ? undefined : required(name, kind);
	};

	return {
		fields: own,
		text: name => text(required(name, 'string')),
		number: name => number(required(name, 'number')),
		texts: name => texts(optional(name, 'array')),
		items: name => items(optional(name, 'array')),
		labels: name => labels(optional(name, 'object')),
		inner: name => fields(optional(name, 'object')),
		reject(name) {
			rejected.add(name);
		},
		unreadable: () => [...rejected],
	};
}
