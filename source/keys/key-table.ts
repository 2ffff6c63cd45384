import {showKey} from './press.ts';

/** One line of the table of keys. */
export type KeyRow = {readonly where: string; readonly keys: readonly string[]; readonly title: string};

/** Rows of a Markdown table, one for each place, as the readme has it. */
export function keyTable(rows: readonly KeyRow[]): string {
	const places = [...new Set(rows.map(({where}) => where))];
	const lineOf = (where: string): string => {
		const entries = rows.filter(row => row.where === where).map(({keys, title}) => `${keys.map(key => `\`${showKey(key)}\``).join(' ')} ${title}`);
		return `| ${where} | ${[...new Set(entries)].join(' · ')} |`;
	};

	return ['| where | keys |', '|---|---|', ...places.map(place => lineOf(place))].join('\n');
}
