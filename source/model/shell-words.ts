/** Splits a command line as a POSIX shell does, without expanding anything: blanks part words, quotes and backslashes hold them together. */
export function splitWords(line: string): readonly string[] {
	const words: string[] = [];
	let word: string | undefined;
	for (const match of line.matchAll(/'(?<single>[^']*)'?|"(?<double>(?:[^"\\]|\\.)*)"?|\\(?<escaped>.)|(?<blank>\s+)|(?<plain>[^\s"'\\]+|\\)/gsv)) {
		const {single, double, escaped, blank, plain} = match.groups!;
		if (blank === undefined) {
			word = (word ?? '') + (single ?? double?.replaceAll(/\\(?<character>["$\\`])/gv, '$<character>') ?? escaped ?? plain ?? '');
		} else if (word !== undefined) {
			words.push(word);
			word = undefined;
		}
	}

	return word === undefined ? words : [...words, word];
}
