import {createStore, type StoreApi} from 'zustand/vanilla';
import type {Engine} from '../engine/engine.ts';
import type {Container} from '../model/container.ts';
import {
	compareInstants,
	fromMilliseconds,
	nextInstant,
	type Instant,
} from '../model/instant.ts';
import type {LogEntry, LogLine} from '../model/log-line.ts';
import {searchPattern} from '../model/log-pattern.ts';
import {plainText} from '../terminal/sequences.ts';
import {createLogBuffer, type LogSieve} from './log-buffer.ts';
import {createLogSource, type LogOpening, type LogSource} from './log-source.ts';
import {
	clampPlace,
	lastPage,
	moveBy,
	type LogPlace,
	type RowCounter,
} from './log-window.ts';
import type {LiveStore} from './live.ts';

/** The parts of a log that can be looked at, in the order of their keys. */
export const logWindows = [
	{id: 'tail', title: 'the last 1,000 lines'},
	{id: 'head', title: 'from the beginning'},
	{id: '1m', title: 'the last minute'},
	{id: '5m', title: 'the last 5 minutes'},
	{id: '15m', title: 'the last 15 minutes'},
	{id: '30m', title: 'the last 30 minutes'},
	{id: '1h', title: 'the last hour'},
] as const;

export type LogWindowId = typeof logWindows[number]['id'];

const minute = 60_000;
const spans: Readonly<Partial<Record<LogWindowId, number>>> = {'1m': minute, '5m': 5 * minute, '15m': 15 * minute, '30m': 30 * minute, '1h': 60 * minute};

/** What a person sees of a log and how. It stays from one log to the next. */
export type LogOptions = LogSieve & {
	readonly wrap: boolean;
	readonly times: 'none' | 'relative' | 'absolute';
	/** JSON lines taken apart; else as they were written. */
	readonly laidOut: boolean;
	readonly search: string;
};

export type LogSourceState = {readonly container: Container; readonly status: ReturnType<LogSource['status']>; readonly error?: Error};

/** The open log. Its lines are asked for with `shown`; `version` tells when they changed. */
export type OpenLog = LogOptions & {
	readonly version: number;
	readonly window: LogWindowId;
	readonly sources: readonly LogSourceState[];
	/** The end stays in sight. */
	readonly follow: boolean;
	/** The first row while it does not follow. */
	readonly top?: {readonly entry: LogEntry; readonly row: number};
	/** First column of lines that are not wrapped. */
	readonly column: number;
	/** The match `n` came to. */
	readonly match?: LogEntry;
	/** Lines that came since it follows no more. */
	readonly fresh: number;
	/** `full`: nothing more is read before it follows again. `cut`: the newest lines were let go to make room for older ones. */
	readonly end: 'whole' | 'full' | 'cut';
	readonly isReadingOlder: boolean;
	/** Nothing was written before what is held. */
	readonly atBeginning: boolean;
	/** Ids that stay shown while the focus is on the log, whatever becomes of the list. */
	readonly pinned?: readonly string[];
};

export type Logs = {
	readonly store: StoreApi<OpenLog>;
	shown(): readonly LogEntry[];
	held(): readonly LogEntry[];
	/** What matches the search, of what is shown. */
	matches(): readonly LogEntry[];
	/** Those on the screen. */
	visible(): readonly LogEntry[];
	/** The place of the first row. */
	place(): LogPlace;
	/** Told by what draws it: so many rows, and how many each shown line takes. */
	drawn(height: number, rowsOf: (entry: LogEntry) => number): void;
	/** Shows the log of these containers in one; goes on when they are shown already. */
	watch(ids: readonly string[]): void;
	/** Nobody looks at it: nothing is read any more, and what is held is kept. */
	leave(): void;
	pin(ids: readonly string[] | undefined): void;
	scroll(by: number): void;
	page(by: number): void;
	toStart(): void;
	toEnd(): void;
	sideways(by: number): void;
	toggleFollow(): void;
	change(options: Partial<LogOptions>): void;
	showWindow(window: LogWindowId): void;
	nextMatch(by: number): void;
	mark(): void;
	clear(): void;
	/** Forgets everything: another engine is shown. */
	reset(): void;
};

/** Bytes of lines that are held at most. */
export const logBudget = 16 * 1024 * 1024;
/** Milliseconds between two drawings of what a log says. */
const rhythm = 83;
/** Milliseconds before the log of a row is opened: a held key passes many. */
const rest = 80;
/** What is taken in between two drawings at most, in lines and in characters: the stream waits for the rest. */
const most = {lines: 5000, characters: 2_000_000};
const tailLines = 1000;
/** Lines that a window of time is read with at most, before scrolling over the top reads more. */
const windowLines = 20_000;
const olderLines = 1000;
const mostPages = 20;

const fresh: Omit<OpenLog, keyof LogOptions | 'version'> = {
	window: 'tail', sources: [], follow: true, top: undefined, column: 0, match: undefined, fresh: 0, end: 'whole', isReadingOlder: false, atBeginning: false,
};

/** Opens one log at a time: of one container, or of several in one. */
export function createLogs({live, engine, budget = logBudget, now = Date.now}: {
	readonly live: LiveStore;
	readonly engine: () => Engine | undefined;
	readonly budget?: number;
	readonly now?: () => number;
}): Logs {
	const store = createStore<OpenLog>(() => ({
		...fresh, version: 0, wrap: false, times: 'none', laidOut: true, search: '', filter: '', stderrOnly: false, least: undefined, pinned: undefined,
	}));
	const buffer = createLogBuffer(budget);
	let key = '';
	let sources: readonly LogSource[] = [];
	let isWatching = false;
	let opening: NodeJS.Timeout | undefined;
	let pending: LogEntry[][] = [];
	let waiting = {lines: 0, characters: 0};
	let gate: PromiseWithResolvers<void> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let flushed = 0;
	/** Lines that may still be taken in: a log that is read from its beginning waits for its reader. */
	let demand = Infinity;
	let height = 1;
	let rowCount: (entry: LogEntry) => number = () => 1;
	let found: {readonly version: number; readonly search: string; readonly entries: readonly LogEntry[]} | undefined;

	const rowsOf: RowCounter = index => rowCount(buffer.shown()[index]!);
	const set = (change: Partial<OpenLog>) => {
		store.setState(change);
	};

	const bump = (change: Partial<OpenLog> = {}) => {
		store.setState(({version}) => ({...change, version: version + 1}));
	};

	const sourceStates = (): readonly LogSourceState[] => sources.map(source => ({container: source.container(), status: source.status(), ...source.error() && {error: source.error()}}));

	// -- what comes in

	const isHeld = () => demand <= 0 || (!store.getState().follow && buffer.bytes() >= budget) || store.getState().end === 'cut';

	const letIn = () => {
		gate?.resolve();
		gate = undefined;
	};

	const drop = () => {
		const dropped = buffer.dropOldest();
		for (const source of sources) {
			const last = dropped.findLast(entry => entry.source === source.number && entry.kind === 'line');
			if (last) {
				source.forgetBefore(nextInstant(last));
			}
		}
	};

	/** Before this moment the lines of at least one container are not there: what others wrote then waits for them. */
	const setBorder = () => {
		const starts = sources.length > 1 ? sources.filter(source => !source.seemsWhole()).map(source => source.from()).filter(from => from !== undefined) : [];
		buffer.setBorder(starts.reduce<Instant | undefined>((latest, start) => latest && compareInstants(latest, start) >= 0 ? latest : start, undefined));
	};

	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		flushed = now();
		if (isHeld()) {
			set({sources: sourceStates(), ...!store.getState().follow && store.getState().end === 'whole' && demand > 0 && {end: 'full' as const}});
			return;
		}

		const batches = pending;
		pending = [];
		demand -= waiting.lines;
		waiting = {lines: 0, characters: 0};
		let added = 0;
		for (const batch of batches) {
			added += buffer.append(batch);
		}

		const {follow, fresh: before} = store.getState();
		if (follow) {
			drop();
		}

		setBorder();
		bump({sources: sourceStates(), fresh: follow ? 0 : before + added, ...follow && {atBeginning: isAtBeginning()}});
		letIn();
	};

	const schedule = () => {
		timer ??= setTimeout(flush, Math.max(5, rhythm - (now() - flushed)));
	};

	const takeIn = (entries: LogEntry[]): void | Promise<void> => {
		if (entries.length === 0) {
			return;
		}

		pending.push(entries);
		waiting = {lines: waiting.lines + entries.length, characters: entries.reduce((sum, {text}) => sum + text.length, waiting.characters)};
		schedule();
		if (waiting.lines > most.lines || waiting.characters > most.characters || isHeld() || demand < waiting.lines) {
			gate ??= Promise.withResolvers<void>();
			return gate.promise;
		}
	};

	const entryOf = (line: LogLine, source: number): LogEntry => ({
		seconds: line.seconds, nanoseconds: line.nanoseconds, stream: line.stream, text: line.text, lost: line.lost, isOpen: line.isOpen, kind: 'line', source,
	});

	const remark = (kind: 'mark' | 'note', text: string, source = -1): LogEntry => {
		const {seconds, nanoseconds} = buffer.entries().at(-1) ?? fromMilliseconds(now());
		return {seconds, nanoseconds, stream: 'stdout', text, lost: 0, isOpen: false, kind, source};
	};

	const isAtBeginning = () => sources.length > 0 && sources.every(source => source.atBeginning());

	// -- opening and leaving

	const openingOf = (window: LogWindowId): LogOpening => {
		if (window === 'head') {
			return {tail: 'all'};
		}

		const span = spans[window];
		return span === undefined ? {tail: tailLines} : {tail: windowLines, since: fromMilliseconds(now() - span)};
	};

	const stop = () => {
		clearTimeout(opening);
		for (const source of sources) {
			source.stop();
		}
	};

	const empty = () => {
		stop();
		clearTimeout(timer);
		timer = undefined;
		pending = [];
		waiting = {lines: 0, characters: 0};
		// A stream that waits is one that was stopped: it must come to its end.
		letIn();
		buffer.clear();
		sources = [];
	};

	const begin = (containers: readonly Container[], window: LogWindowId) => {
		empty();
		demand = window === 'head' ? tailLines : Infinity;
		const turn = {};
		current = turn;
		sources = containers.map((container, number) => createLogSource({
			number,
			container,
			opening: openingOf(window),
			engine,
			take: async lines => current === turn ? takeIn(lines.map(line => entryOf(line, number))) : undefined,
			note(text) {
				if (current === turn) {
					void takeIn([remark('note', text, number)]);
				}
			},
			changed: schedule,
			now,
		}));
		bump({...fresh, window, follow: window !== 'head', ...window === 'head' && {top: undefined}, sources: sourceStates()});
	};

	let current: object = {};

	const update = () => {
		const {containers, connection} = live.getState();
		if (isWatching && containers.loaded && connection.status === 'connected') {
			for (const source of sources) {
				source.update(containers.items);
			}
		}
	};

	live.subscribe(({containers, connection}, before) => {
		if (containers !== before.containers || connection !== before.connection) {
			update();
		}
	});

	/** Reads it anew from its end. */
	const reload = (window: LogWindowId = store.getState().window) => {
		begin(sources.map(source => source.container()), window);
		update();
	};

	// -- where one is

	const place = (): LogPlace => {
		const shown = buffer.shown();
		const {follow, top} = store.getState();
		if (follow) {
			return lastPage(height, shown.length, rowsOf);
		}

		const index = top ? shown.indexOf(top.entry) : 0;
		if (index >= 0) {
			return clampPlace({index, row: top?.row ?? 0}, height, shown.length, rowsOf);
		}

		// The line is not shown any more: the one after it is nearest.
		const later = shown.findIndex(entry => compareInstants(entry, top!.entry) >= 0);
		return clampPlace({index: later === -1 ? shown.length : later, row: 0}, height, shown.length, rowsOf);
	};

	const topAt = ({index, row}: LogPlace): OpenLog['top'] => {
		const entry = buffer.shown()[index];
		return entry && {entry, row};
	};

	const ask = (lines: number) => {
		if (demand !== Infinity && demand < lines) {
			demand = lines;
			flush();
		}
	};

	const isWanted = (turn: object, before: LogEntry | undefined) => current === turn && buffer.shown()[0] === before && !isAtBeginning() && store.getState().end !== 'cut';

	const readOlder = async (by: number) => {
		if (store.getState().isReadingOlder || isAtBeginning() || !isWatching) {
			return;
		}

		const turn = current;
		const before = buffer.shown()[0];
		set({isReadingOlder: true});
		try {
			// A page of which nothing is let through shows nothing: then there is another.
			for (let page = 0; page < mostPages && isWanted(turn, before); page++) {
				await readPage(turn);
			}

			if (current === turn) {
				const {top} = store.getState();
				bump({atBeginning: isAtBeginning(), ...top && {top: topAt(moveBy(place(), by, buffer.shown().length, rowsOf))}});
			}
		} catch (error) {
			if (current === turn) {
				void takeIn([remark('note', `older lines could not be read: ${(error as Error).message}`)]);
			}
		} finally {
			if (current === turn) {
				set({isReadingOlder: false});
			}
		}
	};

	/** Of several containers the one whose lines begin last: before that, what the others wrote is not shown. */
	const readPage = async (turn: object) => {
		const open = sources.filter(source => !source.atBeginning());
		const source = open.reduce((latest, other) => compareInstants(other.from() ?? {seconds: 0, nanoseconds: 0}, latest.from() ?? {seconds: 0, nanoseconds: 0}) > 0 ? other : latest);
		const held = buffer.entries().filter(entry => entry.source === source.number && entry.kind === 'line');
		const start = held[0]?.seconds;
		const older = await source.older(olderLines, held.length, held.every(({seconds}) => seconds === start) ? held.length : held.findIndex(({seconds}) => seconds !== start));
		if (current === turn) {
			const entries = older.map(line => entryOf(line, source.number));
			if (entries.at(-1)?.isOpen) {
				buffer.lengthen(entries.pop()!);
			}

			buffer.prepend(entries);
			setBorder();
			if (buffer.dropNewest()) {
				set({end: 'cut'});
				for (const other of sources) {
					other.stop();
				}
			}
		}
	};

	const scroll = (by: number) => {
		const {follow} = store.getState();
		const count = buffer.shown().length;
		if (count === 0 || (follow && by >= 0)) {
			return;
		}

		const from = place();
		const to = clampPlace(moveBy(from, by, count, rowsOf), height, count, rowsOf);
		bump({follow: false, top: topAt(to)});
		if (by < 0 && to.index === 0 && to.row === 0) {
			void readOlder(from.index === 0 && from.row === 0 ? by : 0);
		}

		if (by > 0 && to.index + height >= count - height) {
			ask(tailLines);
		}
	};

	const toEnd = () => {
		const {end, window} = store.getState();
		if (window === 'head') {
			reload('tail');
		} else if (end !== 'whole' || isHeld()) {
			reload();
		} else {
			bump({follow: true, top: undefined, fresh: 0});
			drop();
		}
	};

	const logs: Logs = {
		store,
		shown: buffer.shown,
		held: buffer.entries,
		matches() {
			const {search, version} = store.getState();
			if (found?.version !== version || found.search !== search) {
				const pattern = searchPattern(search);
				found = {
					version, search, entries: pattern ? buffer.shown().filter(({text, kind}) => {
						pattern.lastIndex = 0;
						return kind === 'line' && pattern.test(plainText(text));
					}) : [],
				};
			}

			return found.entries;
		},
		visible() {
			const shown = buffer.shown();
			const {index} = place();
			return shown.slice(index, moveBy(place(), height - 1, shown.length, rowsOf).index + 1);
		},
		place,
		drawn(rows, counter) {
			height = rows;
			rowCount = counter;
		},
		watch(ids) {
			const wanted = ids.join(' ');
			if (wanted === key && isWatching) {
				return;
			}

			const wasWatching = isWatching;
			isWatching = true;
			if (wanted === key) {
				update();
				return;
			}

			key = wanted;
			empty();
			bump({...fresh, sources: []});
			opening = setTimeout(() => {
				const {items} = live.getState().containers;
				begin(ids.map(wantedId => items.find(({id}) => id === wantedId)).filter(row => row !== undefined), 'tail');
				update();
			}, wasWatching ? rest : 0);
		},
		leave() {
			isWatching = false;
			stop();
			if (sources.length === 0) {
				key = '';
			}
		},
		pin(ids) {
			set({pinned: ids});
		},
		scroll,
		page(by) {
			scroll(by * height);
		},
		toStart() {
			const from = place();
			bump({follow: false, top: topAt({index: 0, row: 0})});
			if (from.index === 0 && from.row === 0) {
				void readOlder(Number.NEGATIVE_INFINITY);
			}
		},
		toEnd,
		sideways(by) {
			set({column: Math.max(0, store.getState().column + by)});
		},
		toggleFollow() {
			if (store.getState().follow) {
				bump({follow: false, top: topAt(place())});
			} else {
				toEnd();
			}
		},
		change(options) {
			const before = store.getState();
			const after = {...before, ...options};
			if (before.filter !== after.filter || before.least !== after.least || before.stderrOnly !== after.stderrOnly) {
				buffer.sift({filter: after.filter, least: after.least, stderrOnly: after.stderrOnly});
			}

			bump(options);
			if (options.search !== undefined) {
				set({match: undefined});
				if (options.search !== '') {
					logs.nextMatch(0);
				}
			}
		},
		showWindow(window) {
			if (sources.length > 0) {
				reload(window);
			}
		},
		nextMatch(by) {
			const matches = logs.matches();
			if (matches.length === 0) {
				return;
			}

			const {match} = store.getState();
			const known = match ? matches.indexOf(match) : -1;
			const shown = buffer.shown();
			// The first time the nearest one upwards from the last row on the screen is wanted: what was written last matters most.
			const last = Math.min(shown.length, place().index + height) - 1;
			const nearest = () => {
				const places = new Map(matches.map((entry, index) => [entry, index]));
				const index = shown.findLastIndex((entry, position) => position <= last && places.has(entry));
				return places.get(shown[index]!) ?? 0;
			};

			const next = known === -1 ? nearest() : (((known + by) % matches.length) + matches.length) % matches.length;
			const entry = matches[next]!;
			const to = moveBy({index: shown.indexOf(entry), row: 0}, -Math.floor(height / 2), shown.length, rowsOf);
			bump({match: entry, follow: false, top: topAt(to)});
		},
		mark() {
			buffer.append([remark('mark', new Date(now()).toLocaleTimeString('sv'))]);
			bump();
		},
		clear() {
			const entries = buffer.entries();
			const last = entries.at(-1);
			buffer.clear();
			for (const source of sources) {
				if (last) {
					source.forgetBefore(nextInstant(last));
				}
			}

			bump({top: undefined, match: undefined, fresh: 0, atBeginning: false});
			if (!store.getState().follow) {
				toEnd();
			}
		},
		reset() {
			key = '';
			current = {};
			empty();
			bump({...fresh, pinned: undefined});
		},
	};
	return logs;
}
