import type {HistoryEntry} from './image.ts';

/**
An entry of an image's history in the words of a Dockerfile. `instruction` is empty when nothing says which one it was
(an import, a commit, another builder's entry). `empty` tells that such an instruction adds no layer.
*/
export type Instruction = {
	readonly instruction: string;
	readonly text: string;
	readonly empty: boolean;
};

const layerWords: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
const metadataWords: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'ENV', 'LABEL', 'EXPOSE', 'VOLUME', 'USER', 'ARG', 'STOPSIGNAL', 'SHELL', 'HEALTHCHECK', 'ONBUILD', 'MAINTAINER']);

// Whatever SHELL names: `/bin/sh -c`, `/bin/bash -o pipefail -c`, `cmd /S /C`, `powershell -Command`.
const unixShell = String.raw`(?:/\S*/)?(?:ba|da|[akz])?sh(?: -[\w-]+| pipefail){0,6}? -\w*c `;
const windowsShell = String.raw`(?:\S*\\)?(?:cmd(?:\.exe)?(?: /\w){0,4}? /c |(?:powershell|pwsh)(?:\.exe)?(?: -\w+){0,6}? -command )`;
const shellAtStart = new RegExp(`^(?:${unixShell}|${windowsShell})`, 'i');
const shellWithin = new RegExp(`(?<= )(?:${unixShell}|${windowsShell})`, 'i');

/** Reads what a builder wrote into the history: the classic one's `#(nop)`, BuildKit's `# buildkit`, or anything else. */
export function describeHistory({createdBy, comment}: Pick<HistoryEntry, 'createdBy' | 'comment'>): Instruction {
	const line = tidy(createdBy).replace(/ # buildkit$/, '');
	if (line === '') {
		return {instruction: '', text: tidy(comment), empty: false};
	}

	const written = line.startsWith('RUN ') ? line.slice(4) : line;
	const command = withoutBuildArguments(written).replace(shellAtStart, '');
	if (command.startsWith('#(nop)')) {
		return worded(command.slice('#(nop)'.length).trim());
	}

	const isRun = command !== line;
	return isRun ? {instruction: 'RUN', text: command, empty: false} : worded(line);
}

/** The instruction as one line: `RUN apt-get update`. */
export function formatInstruction({instruction, text}: Instruction): string {
	return [instruction, text].filter(Boolean).join(' ');
}

function tidy(text: string): string {
	return text.replaceAll(/\s+/g, ' ').trim();
}

/** Build arguments come first, counted: `|2 A=1 B=two words /bin/sh -c …`. Values may hold blanks, so the shell's name ends them. */
function withoutBuildArguments(line: string): string {
	const counted = /^\|(?<count>\d{1,3}) /.exec(line);
	if (!counted) {
		return line;
	}

	const shell = shellWithin.exec(line);
	return shell ? line.slice(shell.index) : line.slice(counted[0].length).split(' ').slice(Number(counted.groups?.count)).join(' ');
}

function worded(line: string): Instruction {
	const space = line.indexOf(' ');
	const word = space === -1 ? line : line.slice(0, space);
	if (!layerWords.has(word) && !metadataWords.has(word)) {
		return {instruction: '', text: line, empty: false};
	}

	const text = space === -1 ? '' : line.slice(space + 1).trim();
	// A directory that is there already makes no layer, and `/` always is (BuildKit, dockerfile2llb, dispatchWorkdir).
	const empty = metadataWords.has(word) || (word === 'WORKDIR' && text === '/');
	return {instruction: word, text: asWritten(word, text), empty};
}

const literal = String.raw`"(?:[^"\\]|\\.)*"`;
const goList = new RegExp(String.raw`^\[${literal}(?: ${literal})*\]$`);
const goHealthcheck = new RegExp(String.raw`(?<=^&\{)\[${literal}(?: ${literal})*\]`);

/** Turns the way Go prints lists and maps back into the way a person writes them. */
function asWritten(word: string, text: string): string {
	if (word === 'ADD' || word === 'COPY') {
		return text.replaceAll(/\b(?<start>(?:file|dir|multi):[\da-f]{12})[\da-f]{52}/g, '$<start>…');
	}

	if (word === 'EXPOSE' || word === 'VOLUME') {
		return text.replace(/^(?:map)?\[(?<list>[^"]*)\]$/, '$<list>').replaceAll(/:\{\}(?= |$)/g, '');
	}

	if (word === 'HEALTHCHECK') {
		return healthcheck(text);
	}

	return goList.test(text) ? jsonList(literalsOf(text)) : text;
}

function healthcheck(text: string): string {
	const [kind, ...rest] = literalsOf(goHealthcheck.exec(text)?.[0] ?? '');
	if (kind === '"NONE"') {
		return 'NONE';
	}

	if (kind === '"CMD-SHELL"') {
		return `CMD ${rest.map(part => part.slice(1, -1).replaceAll(/\\(?<quoted>["\\])/g, '$<quoted>')).join(' ')}`;
	}

	return kind === '"CMD"' ? `CMD ${jsonList(rest)}` : text;
}

function literalsOf(text: string): string[] {
	return text.match(new RegExp(literal, 'g')) ?? [];
}

function jsonList(literals: readonly string[]): string {
	return `[${literals.join(', ')}]`;
}
