import type {Engine} from '../engine/engine.ts';
import type {Container} from '../model/container.ts';
import {isUp} from '../model/container-state.ts';
import {EngineError, isConnectionError} from '../model/engine-error.ts';
import {
	compareInstants,
	fromMilliseconds,
	nextInstant,
	previousInstant,
	type Instant,
} from '../model/instant.ts';
import type {LogLine} from '../model/log-line.ts';
import {backoff} from './backoff.ts';

/** How reading one container's log goes. `ended`: the container stopped, and its log was read to the end. */
export type LogSourceStatus = 'waiting' | 'opening' | 'open' | 'ended' | 'failed' | 'gone';

/** What a log is opened with. */
export type LogOpening = {readonly tail: number | 'all'; readonly since?: Instant};

export type LogSource = {
	readonly number: number;
	/** The container as the list told it last; it stays when it is gone. */
	container(): Container;
	status(): LogSourceStatus;
	error(): Error | undefined;
	/** All lines since then were read; undefined before any was. */
	from(): Instant | undefined;
	/** True when it is known that nothing was written before. */
	atBeginning(): boolean;
	/** True when less came than was asked for: probably all that was ever written. */
	seemsWhole(): boolean;
	/** Tells what the list says now: an ended log goes on when its container runs again. */
	update(containers: readonly Container[]): void;
	/** Lines before this moment are not held any more. */
	forgetBefore(from: Instant): void;
	/** At most so many lines before all that is held, oldest first. `held` is how many lines after that are; `sameSecond` how many of its first second. */
	older(page: number, held: number, sameSecond: number): Promise<readonly LogLine[]>;
	/** Stops reading. `update` goes on where it was stopped. */
	stop(): void;
};

export type LogSourceOptions = {
	readonly number: number;
	readonly container: Container;
	readonly opening: LogOpening;
	readonly engine: () => Engine | undefined;
	/** The stream waits for what it returns. */
	readonly take: (lines: readonly LogLine[]) => void | Promise<void>;
	/** Something to be told within the log. */
	readonly note: (text: string) => void;
	readonly changed: () => void;
	readonly now?: () => number;
};

/** What a resumed log is asked for at most: an engine that is asked for no number reads its file from the beginning. */
const resumeTail = 20_000;
const pieceLength = 16 * 1024;
/** Milliseconds after which what was written before is there. */
const backlogTime = 1000;
const numberLabel = 'com.docker.compose.container-number';

/** The container that took another's place under its compose service. */
function successorOf({project, service, name, labels}: Container, containers: readonly Container[]): Container | undefined {
	const candidates = service === undefined ? [] : containers.filter(other => other.project === project && other.service === service);
	return candidates.find(other => other.name === name) ?? candidates.find(other => other.labels[numberLabel] === labels[numberLabel]);
}

/** Reads one container's log and keeps reading it over its restarts. Nothing is read before the first `update`. */
export function createLogSource({number, container: first, opening, engine, take, note, changed, now = Date.now}: LogSourceOptions): LogSource {
	let container = first;
	let isListed = true;
	let status: LogSourceStatus = 'waiting';
	let error: Error | undefined;
	let controller: AbortController | undefined;
	let timer: NodeJS.Timeout | undefined;
	let attempt = 0;
	let from: Instant | undefined;
	let last: Instant | undefined;
	/** How many of the last lines have the last one's time: Podman before 5.8 tells whole seconds. */
	let sameTime = 0;
	let atBeginning = false;
	let pieces = 0;
	let isWhole: boolean | undefined;
	let pages = new AbortController();

	const change = (next: LogSourceStatus, reason?: Error) => {
		status = next;
		error = reason;
		changed();
	};

	const remember = (lines: readonly LogLine[]) => {
		if (isWhole === undefined) {
			// An engine counts the pieces that it wrote long lines in.
			pieces += lines.reduce((sum, {text, lost}) => sum + 1 + Math.floor((text.length + lost) / pieceLength), 0);
		}

		from ??= lines[0];
		for (const line of lines) {
			sameTime = last && compareInstants(line, last) === 0 ? sameTime + 1 : 1;
			last = last && compareInstants(last, line) > 0 ? last : line;
		}

		last &&= {seconds: last.seconds, nanoseconds: last.nanoseconds};
		from &&= {seconds: from.seconds, nanoseconds: from.nanoseconds};
	};

	const seemsWhole = () => isWhole ?? (opening.since === undefined && opening.tail !== 'all' && pieces < opening.tail);

	const read = async (connected: Engine): Promise<void> => {
		const current = new AbortController();
		controller = current;
		const resumed = last;
		// A time of whole seconds does not tell the lines of that second apart: they are asked for again, and left out by their number.
		const isCoarse = resumed?.nanoseconds === 0;
		let repeated = isCoarse ? sameTime : 0;
		let count = 0;
		const opened = fromMilliseconds(now());
		change('opening');
		try {
			await connected.logs(container.id, {
				name: container.name,
				follow: true,
				...resumed ? {tail: resumeTail, since: isCoarse ? resumed : nextInstant(resumed)} : opening,
			}, {
				onOpen() {
					attempt = 0;
					setTimeout(() => {
						isWhole ??= seemsWhole();
					}, backlogTime).unref();
					change('open');
				},
				async onLines(lines) {
					if (current.signal.aborted) {
						return;
					}

					const fresh = repeated === 0 ? lines : lines.filter(line => !(repeated > 0 && compareInstants(line, resumed!) === 0 && repeated-- > 0));
					if (resumed && count < resumeTail && count + lines.length >= resumeTail && compareInstants(lines.at(-1)!, opened) < 0) {
						note('more was written meanwhile than is read again: lines are missing here');
					}

					count += lines.length;
					remember(fresh);
					await take(fresh);
				},
			}, current.signal);
			if (!current.signal.aborted) {
				change(isListed ? 'ended' : 'gone');
				again();
			}
		} catch (error_) {
			if (!current.signal.aborted) {
				// Not by us: the whole engine was given up before this log itself was seen to break off, and is told of in the header.
				const isLetGo = error_ instanceof EngineError && error_.kind === 'cancelled';
				change(isLetGo || isConnectionError(error_) ? 'waiting' : 'failed', isLetGo ? undefined : error_ as Error);
				again();
			}
		}
	};

	/** The list may lag behind the log: where it says that the container runs, the log may go on. */
	const again = () => {
		controller = undefined;
		clearTimeout(timer);
		if (status === 'waiting' || (status === 'ended' && isUp(container))) {
			timer = setTimeout(start, backoff(attempt));
			attempt++;
		}
	};

	const start = () => {
		clearTimeout(timer);
		const connected = engine();
		if (!connected) {
			// The next `update` comes with the engine.
			attempt = 0;
		} else if (!controller) {
			void read(connected);
		}
	};

	const askOlder = async (tail: number | 'all', page: number, before: Instant, signal: AbortSignal): Promise<{readonly lines: readonly LogLine[]; readonly total: number}> => {
		const kept: LogLine[] = [];
		let total = 0;
		await engine()!.logs(container.id, {name: container.name, tail, until: before}, {
			onLines(lines) {
				total += lines.length;
				kept.push(...lines);
				kept.splice(0, Math.max(0, kept.length - page));
			},
		}, signal);
		return {lines: kept, total};
	};

	return {
		number,
		container: () => container,
		status: () => status,
		error: () => error,
		from: () => from,
		atBeginning: () => atBeginning,
		seemsWhole: () => atBeginning || seemsWhole(),
		update(containers) {
			const current = containers.find(({id}) => id === container.id);
			const successor = current ?? successorOf(container, containers);
			isListed = successor !== undefined;
			if (!successor) {
				if (status !== 'gone' && status !== 'open' && status !== 'opening') {
					clearTimeout(timer);
					change('gone', error);
				}

				return;
			}

			const {state: before, id} = container;
			container = successor;
			if (successor.id !== id) {
				controller?.abort();
				controller = undefined;
				attempt = 0;
				note(`${successor.name} was made anew: its log goes on with ${successor.id.slice(0, 12)}`);
				start();
				return;
			}

			const isAgain = status === 'ended' && isUp(successor) && before !== successor.state;
			const isWorthATry = (status === 'waiting' && attempt === 0) || status === 'gone' || (status === 'failed' && before !== successor.state);
			if (isAgain || isWorthATry) {
				start();
			}
		},
		forgetBefore(next) {
			from = next;
			atBeginning = false;
			isWhole = false;
		},
		async older(page, held, sameSecond) {
			if (!from || from.seconds === 0) {
				atBeginning = true;
				return [];
			}

			const isCoarse = from.nanoseconds === 0;
			const until = isCoarse ? {seconds: from.seconds, nanoseconds: 999_999_999} : previousInstant(from);
			const repeated = isCoarse ? sameSecond : 0;
			pages = new AbortController();
			let previous = -1;
			// Older engines count the tail from the end of the log and not from `until`: what is held comes first.
			for (const tail of [held + page, 4 * (held + page), 'all'] as const) {
				const {lines, total} = await askOlder(tail, page + repeated, until, pages.signal);
				const isAll = tail === 'all' || (total === previous && total > repeated);
				previous = total;
				if (total >= page + repeated || isAll) {
					const older = lines.slice(0, Math.max(0, lines.length - repeated));
					atBeginning = isAll && total < page + repeated;
					from = older[0] ? {seconds: older[0].seconds, nanoseconds: older[0].nanoseconds} : from;
					return older;
				}
			}

			return [];
		},
		stop() {
			clearTimeout(timer);
			controller?.abort();
			pages.abort();
			controller = undefined;
			attempt = 0;
			if (status === 'open' || status === 'opening') {
				status = 'waiting';
			}
		},
	};
}
