import type {Change, ProcessTable} from '../../model/container.ts';
import {fields, items, text} from './values.ts';

const blanks = /\s+/v;

/** A line of `ps` in as many columns as it has titles; the last one, the command, may have spaces. */
function columns(line: string, count: number): readonly string[] {
	const words = line.trim().split(blanks);
	return words.length <= count ? words : [...words.slice(0, count - 1), words.slice(count - 1).join(' ')];
}

/** The answer of `top`. Podman 4 sends the titles and each row as one string. */
export function readProcesses(value: unknown): ProcessTable {
	const {Titles: titles, Processes: processes} = fields(value);
	const heads = items(titles).map(title => text(title));
	const rows = items(processes).map(row => items(row).map(cell => text(cell)));
	if (heads.length !== 1) {
		return {titles: heads, rows};
	}

	const split = (heads[0] ?? '').trim().split(blanks);
	return {titles: split, rows: rows.map(row => row.length === 1 ? columns(row[0] ?? '', split.length) : row)};
}

const kinds: ReadonlyArray<Change['kind']> = ['modified', 'added', 'deleted'];

/** The answer of `changes`, which is null when nothing changed. */
export function readChanges(value: unknown): readonly Change[] {
	return items(value).flatMap(item => {
		const {Path: path, Kind: kind} = fields(item);
		const word = typeof kind === 'number' ? kinds[kind] : undefined;
		return word !== undefined && typeof path === 'string' ? [{path: text(path), kind: word}] : [];
	});
}
