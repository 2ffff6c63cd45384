/** How much is written to the log file, the least first: each level has what those before it have. */
export const logFileLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogFileLevel = typeof logFileLevels[number];

/** A request to an engine, as far as its answer's head. `path` has its version and query, with whatever is secret in it. */
export type RequestRecord = {
	readonly method: string;
	readonly path: string;
	readonly milliseconds: number;
	/** Absent when there was no answer. */
	readonly status?: number;
	/** Why there was none. */
	readonly failure?: unknown;
};

/**
The file that `--log-file` names. Nothing here throws, waits or fails: what cannot be written is left out. Texts may be anything; what is
secret in them is taken out as far as it can be told, and no control character reaches the file.
*/
export type LogFile = {
	readonly path: string;
	write(level: LogFileLevel, text: string): void;
	/** An error of our own, with its stack in places of the source. The same one is written once. */
	fault(what: string, error: unknown): void;
	request(request: RequestRecord): void;
	/** Resolves when all is written, or cannot be in a reasonable time. */
	drain(): Promise<void>;
	/** Says with which code it all ends, once, and drains. */
	end(code: number): Promise<void>;
};
