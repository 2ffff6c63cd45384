import type {Theme} from '../config/theme.ts';
import {toMilliseconds} from '../model/instant.ts';
import type {LogEntry} from '../model/log-line.ts';
import {rangesOf} from '../model/log-pattern.ts';
import {age} from '../model/time.ts';
import {colourSequence} from '../terminal/sequences.ts';
import {fit} from './fit.ts';
import {
	bodyRuns,
	highlightRuns,
	runsText,
	sliceRuns,
	wrapRuns,
	type Run,
} from './log-text.ts';

/** How the lines of a log are drawn. */
export type LogLook = {
	/** Columns there are. */
	readonly width: number;
	readonly wrap: boolean;
	readonly times: 'none' | 'relative' | 'absolute';
	readonly laidOut: boolean;
	/** Names of the containers by their number; one alone needs no name. */
	readonly names: readonly string[];
	/** First column of what is not wrapped. */
	readonly column: number;
	readonly now: number;
	readonly ascii: boolean;
	readonly pattern?: RegExp;
	/** The line that the search came to. */
	readonly match?: LogEntry;
};

const longestName = 20;
const ageWidth = 6;
const dateWidth = 23;

/** Colours of containers, by their number: none that means good, warning or bad. */
const nameColours = ['36', '35', '34', '33', '32', '96', '95', '94', '93', '92'];

function nameWidth({names}: LogLook): number {
	return names.length > 1 ? Math.min(longestName, Math.max(...names.map(name => name.length))) : 0;
}

/** `2026-11-21 10:00:01.123` by the clock of this place. */
function shownDate(entry: LogEntry): string {
	const time = new Date(toMilliseconds(entry));
	const two = (value: number) => String(value).padStart(2, '0');
	return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

/** Columns before the text of each line. */
function headWidth(look: LogLook): number {
	const named = nameWidth(look);
	return 2 + (named > 0 ? named + 1 : 0) + (look.times === 'none' ? 0 : (look.times === 'relative' ? ageWidth : dateWidth) + 1);
}

function head(entry: LogEntry, look: LogLook): readonly Run[] {
	const named = nameWidth(look);
	const isKnown = entry.seconds > 0;
	return [
		// Told by a sign and not by colour alone.
		entry === look.match ? {text: '>', tone: 'accent'} : {text: ' '},
		entry.stream === 'stderr' ? {text: '!', tone: 'bad'} : {text: ' '},
		...named > 0 ? [{text: `${fit(look.names[entry.source] ?? '', named, {ellipsis: look.ascii ? '~' : '…'})} `, colour: colourSequence(nameColours[entry.source % nameColours.length]!)}] : [],
		...look.times === 'relative' ? [{text: `${fit(isKnown ? age(look.now - toMilliseconds(entry)) : '', ageWidth, {align: 'right'})} `, tone: 'dim' as const}] : [],
		...look.times === 'absolute' ? [{text: `${isKnown ? shownDate(entry) : ' '.repeat(dateWidth)} `, tone: 'dim' as const}] : [],
	];
}

type Wrapped = {readonly key: string; readonly rows: ReadonlyArray<readonly Run[]>};

const wrapped = new WeakMap<LogEntry, Wrapped>();

function wrappedRows(entry: LogEntry, look: LogLook): ReadonlyArray<readonly Run[]> {
	const width = look.width - headWidth(look);
	const key = `${width} ${look.laidOut} ${look.pattern?.source ?? ''} ${look.pattern?.flags ?? ''}`;
	const known = wrapped.get(entry);
	if (known?.key === key) {
		return known.rows;
	}

	const rows = wrapRuns(lit(entry, look), width);
	wrapped.set(entry, {key, rows});
	return rows;
}

function lit(entry: LogEntry, {laidOut, pattern}: LogLook): readonly Run[] {
	const runs = bodyRuns(entry, laidOut);
	return pattern ? highlightRuns(runs, rangesOf(pattern, runsText(runs)), 'match') : runs;
}

/** Rows an entry takes. */
export function rowsOfEntry(entry: LogEntry, look: LogLook): number {
	return look.wrap && entry.kind === 'line' ? wrappedRows(entry, look).length : 1;
}

/** One row of an entry, not painted. */
function rowRuns(entry: LogEntry, row: number, look: LogLook): readonly Run[] {
	if (entry.kind !== 'line') {
		const dash = look.ascii ? '-' : '─';
		const label = ` ${entry.text} `;
		return [{text: `${dash.repeat(3)}${label}${dash.repeat(Math.max(0, look.width - label.length - 3))}`, tone: entry.kind === 'mark' ? 'accent' : 'dim'}];
	}

	const before = headWidth(look);
	if (look.wrap) {
		const body = wrappedRows(entry, look)[row] ?? [];
		return row === 0 ? [...head(entry, look), ...body] : [{text: ' '.repeat(before)}, ...body];
	}

	return [...head(entry, look), ...sliceRuns(lit(entry, look), look.column, Math.max(0, look.width - before))];
}

/** One row of an entry in at most `width` columns, painted. Without colours in the theme a program's own are left out too. */
export function paintLogRow(entry: LogEntry, row: number, look: LogLook, theme: Theme): string {
	const hasColours = theme.match('x') !== 'x';
	const reset = colourSequence('0');
	return rowRuns(entry, row, look).map(({text, colour, tone}) => tone ? theme[tone](text) : (colour !== undefined && hasColours ? `${colour}${text}${reset}` : theme.plain(text))).join('');
}

/** An entry as text alone, as it is copied and saved. */
export function entryText(entry: LogEntry, look: Pick<LogLook, 'times' | 'names'>): string {
	const name = look.names.length > 1 && entry.kind === 'line' ? `${look.names[entry.source] ?? ''} | ` : '';
	const time = look.times === 'none' || entry.kind !== 'line' ? '' : `${new Date(toMilliseconds(entry)).toISOString()} `;
	return name + time + (entry.kind === 'line' ? runsText(bodyRuns(entry, false)) : `--- ${entry.text} ---`);
}
