import type {Engine} from '../engine/engine.ts';
import type {EngineError} from '../model/engine-error.ts';
import type {Item} from '../model/item.ts';
import type {Departure, Visit} from '../terminal/visit.ts';
import type {Tone} from '../config/theme.ts';
import type {Live} from './live.ts';

/** `never` acts at once, `yes-no` asks, `typed` wants the words typed. Several objects are always asked for with `typed` unless the action asks never. */
export type ConfirmPolicy = 'never' | 'yes-no' | 'typed';

/** A switch in the confirmation dialog, such as "also its anonymous volumes". */
export type ActionOption<Row extends Item = Item> = {
	readonly key: string;
	readonly id: string;
	readonly title: string;
	/** Whether it means something to this row as it is now; to every row when absent. */
	readonly applies?: (row: Row) => boolean;
};

/** What must be known before an action can be asked for: a text, or one of several choices. */
export type ActionInput<Row extends Item> = {
	readonly title: string;
	readonly initial?: (row: Row | undefined) => string;
	/** A menu instead of a prompt. */
	readonly choices?: (row: Row | undefined, live: Live) => ReadonlyArray<{readonly value: string; readonly title: string}>;
	/** Why this text will not do. */
	readonly problem?: (text: string, row: Row | undefined, live: Live) => string | undefined;
};

export type ActionArguments = {
	/** The text or choice that was asked for; empty without `input`. */
	readonly input: string;
	/** Ids of the options that are on. */
	readonly options: ReadonlySet<string>;
};

/** Something to read that grows. */
export type Sheet = {
	add(lines: ReadonlyArray<ReadonlyArray<{readonly text: string; readonly tone?: Tone}>>): void;
	/** One word on how far it is, such as `exit 0`. */
	say(status: string): void;
	/** Resolves when the person has put it away. */
	readonly closed: Promise<void>;
};

/** What an action may ask of the person's side. */
export type Desk = {
	/** Gives the terminal away until the visit ends. */
	visit(visit: Visit): Promise<Departure>;
	read(title: string): Sheet;
};

export type ActionContext = ActionArguments & {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	readonly desk: Desk;
	/** Tells the docker command once more is known than before: the log of what was done shows it. */
	ran(command: string): void;
};

/**
Something that can be done with an object. Footer, help, palette, menu, read-only mode, confirmation, command log
and the readme's table are all made from this.
*/
export type Action<Row extends Item = Item> = {
	/** `container.stop` */
	readonly id: string;
	/** The imperative: `stop`. */
	readonly title: string;
	/** `stopping` */
	readonly progress: string;
	/** `stopped` */
	readonly past: string;
	readonly keys: readonly string[];
	readonly confirm: ConfirmPolicy;
	/** Asked for in a review of its own, in place of the confirmation. */
	readonly review?: 'clean-up';
	/** False for what makes sense with one object only. */
	readonly bulk: boolean;
	/** True when it needs no object: "new network". */
	readonly free?: boolean;
	readonly input?: ActionInput<Row>;
	readonly options?: ReadonlyArray<ActionOption<Row>>;
	/** Why it cannot be done with this row now, whatever the options are. */
	readonly disabledReason?: (row: Row, live: Live) => string | undefined;
	/** Why it cannot be done with these options: told in the dialog, which then leaves the row alone. */
	readonly refusal?: (row: Row, options: ReadonlySet<string>, live: Live) => string | undefined;
	/** What is lost for good, a line each, told in the dialog. */
	readonly losses?: (row: Row, options: ReadonlySet<string>, live: Live) => readonly string[];
	/** What it means, a line each, told in the dialog. */
	readonly warnings?: (row: Row, live: Live) => readonly string[];
	/** What a dialog shows beside the name: size, image, state. */
	readonly describe?: (row: Row, live: Live) => string;
	/** What must still be as it was when the dialog opened. */
	readonly fingerprint?: (row: Row) => string;
	/** The equivalent docker command. */
	readonly command: (row: Row | undefined, given: ActionArguments) => string;
	/** Rejects with an `EngineError`; may resolve to a word on the result. */
	readonly run: (row: Row | undefined, context: ActionContext) => Promise<string | void>;
	/** A conflict in more words than the engine's: who uses it. */
	readonly explain?: (error: EngineError, row: Row, live: Live) => string | undefined;
};
