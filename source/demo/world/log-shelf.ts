import {noise} from '../random.ts';
import type {Container} from './types.ts';
import {closingLines, openingLines, speak} from './voices.ts';

export type LogStream = 'stdout' | 'stderr';

export type LogEntry = {
	/** Milliseconds since the epoch. */
	readonly time: number;
	readonly stream: LogStream;
	/** Without the newline. */
	readonly text: string;
};

type Book = {
	entries: LogEntry[];
	/** The number of the next line the voice speaks, and when. */
	position: number;
	nextTime: number;
	readonly listeners: Set<(entry: LogEntry) => void>;
};

/** The logs of all containers. A book is opened when somebody reads it first; its past is told then. */
export type LogShelf = {
	/** All lines up to a moment, oldest first. */
	read(container: Container, until: number): readonly LogEntry[];
	/** Adds a line now. */
	write(container: Container, entry: LogEntry): void;
	/** Hears each line that is added, until the returned function is called. Lines that the voice speaks are added by `read`. */
	listen(container: Container, until: number, listener: (entry: LogEntry) => void): () => void;
	drop(id: string): void;
};

const longest = 20_000;
const pastLines = 600;

const gap = (container: Container, position: number) => Math.max(1, Math.round(container.behaviour.logEvery * (0.4 + (1.2 * noise(container.stream, position)))));

const entryAt = (container: Container, position: number, time: number): LogEntry => ({
	time,
	...speak(container.behaviour.voice, {
		position, time, stream: container.stream, name: container.name,
	}),
});

/** What a container that lived before the world began has said so far. */
function tellPast(container: Container, until: number): Book {
	const book: Book = {
		entries: [], position: 0, nextTime: Infinity, listeners: new Set(),
	};
	const {startedAt, finishedAt, status} = container.state;
	if (startedAt === undefined) {
		return book;
	}

	const ended = status === 'running' || status === 'paused' ? undefined : finishedAt;
	const end = Math.min(ended ?? until, until);
	const spoken = container.behaviour.script ? 0 : Math.max(0, Math.min(pastLines, Math.floor((end - startedAt) / container.behaviour.logEvery)));
	const times: number[] = [];
	let time = end;
	for (let position = spoken - 1; position >= 0; position--) {
		time -= gap(container, position);
		times.unshift(time);
	}

	const opening = spoken < pastLines ? openingLines(container.behaviour.voice).map(line => ({time: startedAt, ...line})) : [];
	const closing = ended === undefined ? [] : closingLines(container).map(line => ({time: end, ...line}));
	const past = times.map((moment, position) => entryAt(container, position, Math.max(startedAt, moment)));
	book.entries = [...opening, ...past, ...closing];
	book.position = spoken;
	book.nextTime = end + gap(container, spoken);
	return book;
}

/** Makes an empty shelf. */
export function createLogShelf(): LogShelf {
	const books = new Map<string, Book>();

	const open = (container: Container, until: number): Book => {
		const book = books.get(container.id) ?? tellPast(container, until);
		books.set(container.id, book);
		return book;
	};

	const add = (book: Book, entry: LogEntry) => {
		book.entries.push(entry);
		if (book.entries.length > longest) {
			book.entries = book.entries.slice(-longest / 2);
		}

		for (const listener of book.listeners) {
			listener(entry);
		}
	};

	const catchUp = (container: Container, book: Book, until: number) => {
		// After a long silence (a pause, a sleeping machine) the voice does not tell everything it would have said.
		book.nextTime = Math.max(book.nextTime, until - (container.behaviour.logEvery * pastLines));
		while (book.nextTime <= until) {
			add(book, entryAt(container, book.position, book.nextTime));
			book.position++;
			book.nextTime += gap(container, book.position);
		}
	};

	return {
		read(container, until) {
			const book = open(container, until);
			if (container.state.status !== 'running' || container.behaviour.script) {
				book.nextTime = until + container.behaviour.logEvery;
			} else {
				catchUp(container, book, until);
			}

			return book.entries;
		},
		write(container, entry) {
			add(open(container, entry.time - 1), entry);
		},
		listen(container, until, listener) {
			const book = open(container, until);
			book.listeners.add(listener);
			return () => {
				book.listeners.delete(listener);
			};
		},
		drop(id) {
			books.delete(id);
		},
	};
}
