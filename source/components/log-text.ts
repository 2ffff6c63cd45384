import {decimalSize} from '../model/size.ts';
import type {LogEntry} from '../model/log-line.ts';
import {layOut} from '../model/log-json.ts';
import type {LogLevel} from '../model/log-level.ts';
import type {Range} from '../model/log-pattern.ts';
import type {Tone} from '../config/theme.ts';
import {neutralise} from '../terminal/neutralise.ts';
import {plainText, splitColours} from '../terminal/sequences.ts';
import {graphemesOf} from '../terminal/narrow-text.ts';
import {widthOf} from './fit.ts';

/** A piece of a log's line in one colour: the program's own (`colour`, a sequence) or one with a meaning. */
export type Run = {readonly text: string; readonly colour?: string; readonly tone?: Tone};

const plain = /^[\u{20}-\u{7E}]*$/v;

/** The colour that holds after a sequence: a reset (`ESC[m`, `ESC[0m`) ends all, anything else comes on top. */
function colourAfter(colour: string, sequence: string): string {
	const isReset = /\[0*(?:;0*)*m$/v.test(sequence);
	if (isReset || /\[0*;/v.test(sequence)) {
		return isReset ? '' : sequence;
	}

	// Whoever changes colours without end starts anew.
	return colour.length > 200 ? sequence : colour + sequence;
}

/** The runs of a text that has a program's colours in it. */
export function colouredRuns(text: string): readonly Run[] {
	const runs: Run[] = [];
	let colour = '';
	for (const [index, part] of splitColours(text).entries()) {
		if (index % 2 === 1) {
			colour = colourAfter(colour, part);
		} else if (part !== '') {
			runs.push(colour === '' ? {text: part} : {text: part, colour});
		}
	}

	return runs;
}

const levelTones: Readonly<Record<LogLevel, Tone>> = {trace: 'dim', debug: 'dim', info: 'good', warn: 'warn', error: 'bad', fatal: 'bad'};

function laidOutRuns(text: string): readonly Run[] | undefined {
	const line = layOut(plainText(text));
	return line && [
		...line.time === '' ? [] : [{text: `${neutralise(line.time)} `, tone: 'dim' as const}],
		...line.level === '' ? [] : [{text: `${neutralise(line.level)} `, tone: line.rank ? levelTones[line.rank] : 'info' as const}],
		...line.message === '' ? [] : [{text: `${neutralise(line.message)} `, tone: 'strong' as const}],
		...line.rest.flatMap(([key, value]): readonly Run[] => [{text: `${neutralise(key)}=`, tone: 'dim'}, {text: `${neutralise(value)} `}]),
	];
}

const bodies = {asWritten: new WeakMap<LogEntry, readonly Run[]>(), laidOut: new WeakMap<LogEntry, readonly Run[]>()};

/** What is shown of an entry beside its time and its container: remembered, because it is asked for at every drawing. */
export function bodyRuns(entry: LogEntry, isLaidOut: boolean): readonly Run[] {
	const known = (isLaidOut ? bodies.laidOut : bodies.asWritten).get(entry);
	if (known) {
		return known;
	}

	const cut: readonly Run[] = entry.lost > 0 ? [{text: `(${decimalSize(entry.text.length + entry.lost)}, cut) `, tone: 'warn'}] : [];
	const body = (isLaidOut ? laidOutRuns(entry.text) : undefined) ?? colouredRuns(entry.text);
	const runs = [...cut, ...body];
	(isLaidOut ? bodies.laidOut : bodies.asWritten).set(entry, runs);
	return runs;
}

/** The text of runs without their colours. */
export function runsText(runs: readonly Run[]): string {
	return runs.map(({text}) => text).join('');
}

/** The columns of a text from `from` up to `end`; it begins at `column`. */
function sliceWide(text: string, column: number, from: number, end: number): {readonly shown: string; readonly column: number} {
	let shown = '';
	let at = column;
	for (const {segment} of graphemesOf(text)) {
		const wide = widthOf(segment);
		if (at >= from && at + wide <= end) {
			shown += segment;
		} else if (at < end && at + wide > from) {
			shown += ' '.repeat(Math.min(at + wide, end) - Math.max(at, from));
		}

		at += wide;
		if (at >= end) {
			break;
		}
	}

	return {shown, column: at};
}

/** The columns from `from` on, at most `width`. A wide character that is cut by an edge leaves a blank. */
export function sliceRuns(runs: readonly Run[], from: number, width: number): readonly Run[] {
	const result: Run[] = [];
	let column = 0;
	const end = from + width;
	for (const run of runs) {
		if (column >= end) {
			break;
		}

		const {shown, column: next} = plain.test(run.text)
			? {shown: run.text.slice(Math.max(0, from - column), Math.max(0, end - column)), column: column + run.text.length}
			: sliceWide(run.text, column, from, end);
		column = next;
		if (shown !== '') {
			result.push({...run, text: shown});
		}
	}

	return result;
}

/** The runs in rows of at most `width` columns; one empty row for nothing. */
export function wrapRuns(runs: readonly Run[], width: number): ReadonlyArray<readonly Run[]> {
	const room = Math.max(2, width);
	const rows: Run[][] = [[]];
	let taken = 0;
	const put = (text: string, wide: number, run: Run) => {
		if (taken + wide > room) {
			rows.push([]);
			taken = 0;
		}

		rows.at(-1)!.push({...run, text});
		taken += wide;
	};

	for (const run of runs) {
		if (plain.test(run.text)) {
			for (let start = 0; start < run.text.length;) {
				const piece = run.text.slice(start, start + (taken >= room ? room : room - taken));
				put(piece, piece.length, run);
				start += piece.length;
			}
		} else {
			for (const {segment} of graphemesOf(run.text)) {
				put(segment, widthOf(segment), run);
			}
		}
	}

	return rows;
}

/** The runs with these ranges (in UTF-16 units of their text) told apart. */
export function highlightRuns(runs: readonly Run[], ranges: readonly Range[], tone: Tone): readonly Run[] {
	if (ranges.length === 0) {
		return runs;
	}

	const result: Run[] = [];
	let offset = 0;
	for (const run of runs) {
		let position = 0;
		for (const {start, end} of ranges) {
			const from = Math.max(position, start - offset);
			const to = Math.min(run.text.length, end - offset);
			if (from < to) {
				result.push({...run, text: run.text.slice(position, from)}, {text: run.text.slice(from, to), tone});
				position = to;
			}
		}

		result.push({...run, text: run.text.slice(position)});
		offset += run.text.length;
	}

	return result.filter(({text}) => text !== '');
}
