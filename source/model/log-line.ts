import type {Instant} from './instant.ts';

export type LogStream = 'stdout' | 'stderr';

/**
One line of a container's log. Its time is the engine's (0 when it told none). `text` is harmless: of all control sequences only
those of colours are left in it.
*/
export type LogLine = Instant & {
	readonly stream: LogStream;
	readonly text: string;
	/** Bytes that were cut off its end. */
	readonly lost: number;
	/** True when its end was not read: the log goes on in the same line. */
	readonly isOpen: boolean;
};

/** A line of an open log: whose it is, or a mark a person set, or a note on the log itself. */
export type LogEntry = LogLine & {
	readonly kind: 'line' | 'mark' | 'note';
	/** Number of the container it came from. */
	readonly source: number;
};
