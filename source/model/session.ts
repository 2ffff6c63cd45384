/** Columns and rows of a terminal. */
export type TerminalSize = {readonly columns: number; readonly rows: number};

/** Output as it came; with a terminal everything is `stdout`. The bytes are raw: what shows them must make them harmless, or be a terminal that is given away. */
export type SessionPiece = {readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array};

/** A program in a container, joined by a connection. */
export type Session = {
	/** True when the program has a terminal. */
	readonly terminal: boolean;
	readonly takesInput: boolean;
	/** True when the program lives on after it was left. */
	readonly outlives: boolean;
	/** True when the program's input ends for good with the connection. */
	readonly endsInput: boolean;
	/** To be read once; as slow as it is read, as slow is the program. Ends when the program or the connection did, and never throws. */
	readonly output: AsyncIterable<SessionPiece>;
	write(bytes: Uint8Array): void;
	/** The program's input is over; its output goes on. */
	endInput(): void;
	/** Tells the program its terminal's size. Does nothing for one that has ended or has no terminal. */
	resize(size: TerminalSize): Promise<void>;
	/** Sends a signal to what was attached to; nothing else has a way for it. */
	signal(signalName: string): Promise<void>;
	/** To be asked after the output has ended. Undefined when the program runs on, or nobody knows any more. Rejects with an `EngineError`. */
	exitCode(): Promise<number | undefined>;
	/**
	Leaves. What was started here is told to end as when its terminal is closed, what was attached to runs on. `output` has still to be read.
	Resolves to false when something that was started here may run on.
	*/
	hangUp(): Promise<boolean>;
	/** Ends the connection at once. */
	close(): void;
};

/** Reads a session's output to its end, where nobody cares for it; gives how many bytes there were. */
export async function drain({output}: Session): Promise<number> {
	let count = 0;
	for await (const {bytes} of output) {
		count += bytes.length;
	}

	return count;
}
