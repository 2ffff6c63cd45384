const escape = '\u{1B}';

/**
A text without its colours: what is left of a control sequence after that should not be there.
*/
export function colourless(text: string): string {
	const [first = '', ...rest] = text.split(escape);
	return [first, ...rest.map(part => /^\[[\d:;]*m/v.test(part) ? part.slice(part.indexOf('m') + 1) : escape + part)].join('');
}
