import type {AnyFlag, TypedFlags} from 'meow';
import type {EngineChoice} from './reach-engine.ts';

/** A flag of one command: what meow takes, what its value is called in the help, and what the help says of it. Without a default. */
export type SubcommandFlag = AnyFlag & {readonly value?: string; readonly help: string};

export type SubcommandFlags = Readonly<Record<string, SubcommandFlag>>;

/** What a command is run with: what is common to all of them, its arguments and its own flags. */
export type Given<Flags extends SubcommandFlags = SubcommandFlags> = {
	readonly choice: EngineChoice;
	/** Of this program. */
	readonly version: string;
	/** As many as the command takes. */
	readonly arguments: readonly string[];
	readonly flags: TypedFlags<Flags>;
	/** For machines, in a shape that stays. */
	readonly json: boolean;
	/** Text without a character outside of ASCII of our own; also where the locale is not UTF-8. */
	readonly ascii: boolean;
	/** Nothing that changes an engine may be done. */
	readonly readOnly: boolean;
	/** Labels whose objects are never offered for removal. */
	readonly keep: readonly string[];
};

/** A command without the UI. The parser, the usage errors and the help are made from this. */
export type Subcommand<Flags extends SubcommandFlags = SubcommandFlags> = {
	/** The word on the command line; it comes before a pane of the same name. */
	readonly name: string;
	/** One line for the list of commands. */
	readonly summary: string;
	/** What its arguments are called, optional ones in brackets: `IMAGE`, `[PORT]`. */
	readonly arguments: readonly string[];
	/** More to know, as lines below the flags: exit codes of its own, the shape of `--json`. */
	readonly notes?: readonly string[];
	readonly flags: Flags;
	/** Resolves to the exit code. What it needs is imported when it runs, so that the others cost nothing. */
	readonly run: (given: Given<Flags>) => Promise<number>;
};

/** A command whose flags' types do not matter any more: it is only ever given its own. */
export type AnySubcommand = Omit<Subcommand, 'run'> & {readonly run: (given: Given<never>) => Promise<number>};

/** Types what a command is given from its flags. */
export function subcommand<const Flags extends SubcommandFlags>(command: Subcommand<Flags>): AnySubcommand {
	return command;
}

/** What is wrong with the number of arguments; undefined when it is as the command wants it. */
export function argumentProblem({name, arguments: wanted}: AnySubcommand, given: readonly string[]): string | undefined {
	const missing = wanted[given.length];
	if (missing !== undefined && !missing.startsWith('[')) {
		return `"${name}" wants ${missing}`;
	}

	return given.length > wanted.length ? `"${given[wanted.length]}" is too much for "${name}"` : undefined;
}

/** The name of a flag as it is written: `olderThan` is `--older-than`. */
export function flagName(name: string): string {
	return `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}

/** The help of one command, ready to print. */
export function subcommandHelp({name, summary, arguments: words, flags, notes = []}: AnySubcommand): string {
	const rows = [
		...Object.entries(flags).map(([flag, {shortFlag, value, help}]) => [`${shortFlag ? `-${shortFlag}, ` : ' '.repeat(4)}${flagName(flag)}${value ? ` ${value}` : ''}`, help] as const),
		['    --json', 'for machines'] as const,
	];
	const width = Math.max(...rows.map(([flag]) => flag.length));
	return [
		'  Usage',
		`    $ ${['shipshape', name, ...words, '[OPTIONS]'].join(' ')}`,
		'',
		`  ${summary}`,
		'',
		'  Options, beside those that say which engine is meant (shipshape --help)',
		...rows.map(([flag, help]) => `    ${flag.padEnd(width)}  ${help}`),
		...notes.length > 0 ? ['', ...notes.map(note => `  ${note}`)] : [],
		'',
	].join('\n');
}
