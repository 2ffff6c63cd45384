/**
What is searched for: a regular expression, or the text itself when it is none. Case matters only when it has capitals (those of
classes such as `\S` do not count). Undefined for an empty text.
*/
export function searchPattern(text: string): RegExp | undefined {
	if (text === '') {
		return undefined;
	}

	const flags = /\p{Uppercase_Letter}/v.test(text.replaceAll(/\\./gv, '')) ? 'gu' : 'giu';
	try {
		return new RegExp(text, flags);
	} catch {
		return new RegExp(text.replaceAll(/[$\(\)*+\-.\/?\[\\\]^\{\|\}]/gv, String.raw`\$&`).replaceAll(String.raw`\-`, '-'), flags);
	}
}

/** Which lines a filter lets through. */
export type LineFilter = (text: string) => boolean;

/** Reads the text of a filter: as a search, or with `!` before it everything that does not match. Undefined when it lets all through. */
export function lineFilter(text: string): LineFilter | undefined {
	const isExcluding = text.startsWith('!');
	const pattern = searchPattern(isExcluding ? text.slice(1) : text);
	return pattern && (line => {
		pattern.lastIndex = 0;
		return pattern.test(line) !== isExcluding;
	});
}

export type Range = {readonly start: number; readonly end: number};

/** Where a pattern matches in a text; matches of nothing are left out. At most `most`. */
export function rangesOf(pattern: RegExp, text: string, most = 200): readonly Range[] {
	const ranges: Range[] = [];
	pattern.lastIndex = 0;
	for (const match of text.matchAll(pattern)) {
		if (match[0] !== '') {
			ranges.push({start: match.index, end: match.index + match[0].length});
		}

		if (ranges.length >= most) {
			break;
		}
	}

	return ranges;
}
