import {compareInstants, type Instant} from '../model/instant.ts';
import {guessLevel, isAtLeast, isContinued, type LogLevel} from '../model/log-level.ts';
import type {LogEntry} from '../model/log-line.ts';
import {lineFilter} from '../model/log-pattern.ts';
import {plainText} from '../terminal/sequences.ts';

/** Which lines are shown. */
export type LogSieve = {
	readonly stderrOnly: boolean;
	readonly least?: LogLevel;
	/** As `lineFilter` reads it. */
	readonly filter: string;
};

/** All lines of an open log, bounded in memory. */
export type LogBuffer = {
	/** All that is held, in the order of time. */
	entries(): readonly LogEntry[];
	/** What the sieve lets through, and nothing before the border. */
	shown(): readonly LogEntry[];
	/** Bytes held, as estimated. */
	bytes(): number;
	/** Adds newer entries of one source; gives how many of them are shown. */
	append(entries: readonly LogEntry[]): number;
	/** Adds older entries of one source. */
	prepend(entries: readonly LogEntry[]): void;
	/** Puts the beginning that was read now before the first line of its source, which began in the middle of a long one. */
	lengthen(beginning: LogEntry): void;
	/** Lets go of the oldest until the budget is kept; gives what went. */
	dropOldest(): readonly LogEntry[];
	/** Lets go of the newest until the budget is kept; true when any went. */
	dropNewest(): boolean;
	clear(): void;
	sift(sieve: LogSieve): void;
	/** Entries before this moment are not shown: another source's lines of that time are not read yet. */
	setBorder(border: Instant | undefined): void;
};

/** Characters of a line that are kept, as the engine's side does in bytes. */
const longestText = 64 * 1024;
/** What an entry costs beside its text: V8's object of eight fields, and its places in two arrays. */
const overhead = 112;
const wide = /[^\p{ASCII}\u{A0}-\u{FF}]/v;

function costOf({text}: LogEntry): number {
	// V8 keeps a text of Latin letters in one byte each, any other in two.
	return overhead + (wide.test(text) ? 2 * text.length : text.length);
}

/** Tells whether entries are shown, in their order: a line that goes on with the one before, as a stack trace does, has its level. */
function createTest({stderrOnly, least, filter}: LogSieve): (entry: LogEntry) => boolean {
	const matches = lineFilter(filter);
	const last = new Map<number, boolean>();
	return entry => {
		if (entry.kind !== 'line') {
			return true;
		}

		if (stderrOnly && entry.stream !== 'stderr') {
			return false;
		}

		const text = least || matches ? plainText(entry.text) : '';
		if (least) {
			const level = guessLevel(text);
			const isGrave = level ? isAtLeast(level, least) : isContinued(text) && (last.get(entry.source) ?? false);
			last.set(entry.source, isGrave);
			if (!isGrave) {
				return false;
			}
		}

		return matches?.(text) ?? true;
	};
}

/** Merges two runs, each in its own order, by time; of the same time the first run's come first. */
export function mergeByTime(first: readonly LogEntry[], second: readonly LogEntry[]): readonly LogEntry[] {
	const merged: LogEntry[] = [];
	let index = 0;
	for (const entry of second) {
		while (index < first.length && compareInstants(first[index]!, entry) <= 0) {
			merged.push(first[index]!);
			index++;
		}

		merged.push(entry);
	}

	for (; index < first.length; index++) {
		merged.push(first[index]!);
	}

	return merged;
}

/** Makes an empty buffer of so many bytes. */
export function createLogBuffer(budget: number): LogBuffer {
	let all: LogEntry[] = [];
	let visible: LogEntry[] = [];
	let cost = 0;
	let sieve: LogSieve = {stderrOnly: false, filter: ''};
	let test = createTest(sieve);
	let border: Instant | undefined;

	const isShown = (entry: LogEntry) => (!border || entry.kind !== 'line' || compareInstants(entry, border) >= 0) && test(entry);
	const resift = () => {
		test = createTest(sieve);
		visible = all.filter(entry => isShown(entry));
	};

	return {
		entries: () => all,
		shown: () => visible,
		bytes: () => cost,
		append(entries) {
			const [earliest] = entries;
			if (!earliest) {
				return 0;
			}

			for (const entry of entries) {
				cost += costOf(entry);
			}

			// Mostly nothing of another source is newer: then it is added at the end.
			let start = all.length;
			while (start > 0 && all[start - 1]!.source !== earliest.source && compareInstants(all[start - 1]!, earliest) > 0) {
				start--;
			}

			const later = all.splice(start);
			const isLater = new Set(later);
			while (later.length > 0 && isLater.has(visible.at(-1)!)) {
				visible.pop();
			}

			const before = visible.length + later.length;
			for (const entry of later.length > 0 ? mergeByTime(later, entries) : entries) {
				all.push(entry);
				if (isShown(entry)) {
					visible.push(entry);
				}
			}

			return Math.max(0, visible.length - before);
		},
		prepend(entries) {
			for (const entry of entries) {
				cost += costOf(entry);
			}

			const last = entries.at(-1);
			const end = last ? all.findIndex(entry => compareInstants(entry, last) > 0 || entry.source === last.source) : 0;
			const earlier = all.slice(0, end === -1 ? all.length : end);
			all = [...mergeByTime(earlier, entries), ...all.slice(earlier.length)];
			resift();
		},
		lengthen(beginning) {
			const index = all.findIndex(({source, kind}) => source === beginning.source && kind === 'line');
			const rest = all[index];
			if (!rest) {
				return;
			}

			const text = beginning.text + rest.text;
			const whole = {...beginning, text: text.slice(0, longestText), lost: beginning.lost + rest.lost + Math.max(0, text.length - longestText), isOpen: rest.isOpen};
			cost += costOf(whole) - costOf(rest);
			all[index] = whole;
			resift();
		},
		dropOldest() {
			let count = 0;
			while (cost > budget && count < all.length) {
				cost -= costOf(all[count]!);
				count++;
			}

			const dropped = all.splice(0, count);
			if (count > 0) {
				const gone = new Set(dropped);
				let hidden = 0;
				while (hidden < visible.length && gone.has(visible[hidden]!)) {
					hidden++;
				}

				visible.splice(0, hidden);
			}

			return dropped;
		},
		dropNewest() {
			const before = all.length;
			while (cost > budget && all.length > 0) {
				const entry = all.pop()!;
				cost -= costOf(entry);
				if (visible.at(-1) === entry) {
					visible.pop();
				}
			}

			return all.length < before;
		},
		clear() {
			all = [];
			visible = [];
			cost = 0;
			border = undefined;
		},
		sift(next) {
			sieve = next;
			resift();
		},
		setBorder(next) {
			const isSame = border === next || (border && next && compareInstants(border, next) === 0);
			border = next;
			if (!isSame) {
				resift();
			}
		},
	};
}
