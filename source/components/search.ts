export type Match = {readonly line: number; readonly start: number; readonly end: number};

/** Where a text stands in these lines. Case matters only when the text has capitals. */
export function findMatches(lines: readonly string[], text: string): readonly Match[] {
	if (text === '') {
		return [];
	}

	const exact = text !== text.toLowerCase();
	const wanted = exact ? text : text.toLowerCase();
	return lines.flatMap((content, line) => {
		const searched = exact ? content : content.toLowerCase();
		const found: Match[] = [];
		for (let start = searched.indexOf(wanted); start >= 0; start = searched.indexOf(wanted, start + wanted.length)) {
			found.push({line, start, end: start + wanted.length});
		}

		return found;
	});
}
