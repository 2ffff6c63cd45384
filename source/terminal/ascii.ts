import stringWidth from 'string-width';
import {graphemesOf} from './narrow-text.ts';

const plain = /^\p{ASCII}*$/v;

const alike: Readonly<Record<string, string>> = {
	'…': '.', '·': '-', '–': '-', '—': '-', '−': '-', '×': 'x', µ: 'u', '→': '>', '←': '<', '↑': '^', '↓': 'v', '↔': '=',
	'▲': '^', '▼': 'v', '●': '*', '◉': '#', '█': '#', '▓': '#', '▒': ':', '░': '.', '─': '-', '│': '|', '‘': '\'', '’': '\'', '“': '"', '”': '"',
};

/**
The text in ASCII and in as many columns: what draws has a likeness, a character of another script is a question mark a
column. Escape sequences are ASCII and stay.
*/
export function asciiOnly(text: string): string {
	if (plain.test(text)) {
		return text;
	}

	return [...graphemesOf(text)].map(({segment}) => plain.test(segment) ? segment : alike[segment] ?? '?'.repeat(stringWidth(segment))).join('');
}
