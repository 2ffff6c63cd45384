/** What a filter looks at in one row. */
export type Filterable = {
	/** What the row shows, as one text. */
	readonly text: string;
	/** What a fuzzy word may match: the names. */
	readonly name: string;
	readonly labels?: Readonly<Record<string, string>>;
	readonly state?: string;
	readonly image?: string;
	readonly project?: string;
};

export type Filter = (row: Filterable) => boolean;

/** The keys a filter knows, as in `state=running`. */
export const filterKeys = ['label', 'state', 'image', 'project'] as const;

/**
Reads a filter: words that must all match, case-insensitively. A plain word is looked for in what the row shows, then
letter by letter in its name; `!word` excludes; `label=key`, `label=key=value`, `state=`, `image=` and `project=` ask one field.
*/
export function parseFilter(text: string): Filter {
	const tests = text.toLowerCase().split(/\s+/).filter(word => word !== '' && word !== '!').map(word => word.startsWith('!') ? not(wordTest(word.slice(1))) : wordTest(word, true));
	return row => tests.every(matches => matches(row));
}

function not(matches: Filter): Filter {
	return row => !matches(row);
}

function wordTest(word: string, fuzzy = false): Filter {
	const {field, value = ''} = /^(?<field>label|state|image|project)=(?<value>.*)$/v.exec(word)?.groups ?? {};
	if (field !== undefined) {
		return fieldTest(field, value);
	}

	return row => row.text.toLowerCase().includes(word) || (fuzzy && isSubsequence(word, row.name.toLowerCase()));
}

function fieldTest(field: string, value: string): Filter {
	switch (field) {
		case 'label': {
			return labelTest(value);
		}

		case 'state': {
			// By the beginnings of its words: `state=healthy` must not find "unhealthy", `state=run` while typing must not blank the list.
			return ({state = ''}) => state.toLowerCase().split(/\W+/v).some(word => word.startsWith(value));
		}

		case 'image': {
			return ({image = ''}) => image.toLowerCase().includes(value);
		}

		default: {
			return ({project = ''}) => project.toLowerCase().includes(value);
		}
	}
}

function labelTest(text: string): Filter {
	const [key = '', ...rest] = text.split('=');
	const wanted = rest.length > 0 ? rest.join('=') : undefined;
	return ({labels = {}}) => Object.entries(labels).some(([name, content]) => wanted === undefined ? name.toLowerCase().includes(key) : name.toLowerCase() === key && content.toLowerCase() === wanted);
}

/** True when all letters of `word` come in `text`, in that order. */
export function isSubsequence(word: string, text: string): boolean {
	let position = 0;
	for (const letter of word) {
		position = text.indexOf(letter, position) + 1;
		if (position === 0) {
			return false;
		}
	}

	return true;
}
