import {type OpenTerminal} from '../support/terminal.ts';

/**
What stands in the first column of the row under the cursor: marked or not.
*/
const cursorRow = /^[>◉#](?<name>\S+)/v;

/**
The name in the row under the cursor; undefined when there is none on the screen.
*/
export const cursorName = (lines: readonly string[]): string | undefined =>
	lines.slice(2).map(line => cursorRow.exec(line)?.groups?.['name']).find(name => name !== undefined);

/**
The row on the screen where the cursor is, from 0.
*/
export const cursorLine = (lines: readonly string[]): number =>
	lines.findIndex((line, row) => row >= 2 && cursorRow.test(line));

/**
The last line: keys, a prompt or a result.
*/
export const footer = (lines: readonly string[]): string => lines.at(-1) ?? '';

/**
The names a list of the given title line shows, from its first row to the first line that is not a row.
*/
export const listedNames = (lines: readonly string[]): readonly string[] => {
	const start = lines.findIndex(line => /^ (?:NAME|REPOSITORY)/v.test(line)) + 1;
	const rows = lines.slice(start, -1);
	const end = rows.findIndex(line => !/^[ >●◉]\S/v.test(line) || /^ (?:Exit|Logs|Ports|Layers|Containers|Used by)  /v.test(line));
	return rows.slice(0, end === -1 ? undefined : end).map(line => /^.(?<name>\S+)/v.exec(line)?.groups?.['name'] ?? '');
};

/**
Resolves when the cursor stands on a name.
*/
export const untilAt = async (program: OpenTerminal, name: string): Promise<readonly string[]> =>
	program.waitFor(lines => cursorName(lines) === name);

/**
Resolves when the footer says something.
*/
export const untilFooter = async (program: OpenTerminal, expected: RegExp, timeout?: number): Promise<readonly string[]> =>
	program.waitFor(lines => expected.test(footer(lines)), timeout);

/**
Resolves when the engine is connected and every list is there.
*/
export const untilConnected = async (program: OpenTerminal): Promise<readonly string[]> =>
	program.waitFor(([header = '']) => / \d+ running/v.test(header) && !header.includes('connecting'));
