import {tools, type ShellRun, type ShellSetting} from './shell-tools.ts';
import {compound, partsOf, programOf, splitWords, stepsOf, type Part, type Words} from './shell-words.ts';

type Outcome = {readonly code: number; readonly leave: boolean};

/** Whether the container has the program a command begins with. */
export const isKnownCommand = (words: Words, {shells}: ShellSetting): boolean => {
	const {name} = programOf(words);
	return shells.includes(name) || (shells.length > 0 && Object.hasOwn(tools, name));
};

async function runWords(run: ShellRun, words: Words): Promise<Outcome> {
	const [first] = words;
	if (first === undefined) {
		return {code: 0, leave: false};
	}

	if (first === 'exit') {
		return {code: Number(words[1] ?? 0) % 256, leave: true};
	}

	const {name, rest} = programOf(words.filter(word => !/^(?:2>&1|2?>\/dev\/null|1?>&2)$/v.test(word)));
	const tool = tools[name];
	if (!tool) {
		run.error(`sh: ${first}: not found\n`);
		return {code: 127, leave: false};
	}

	const isToError = words.includes('>&2') || words.includes('1>&2');
	const code = await tool({
		...run,
		output: words.includes('>/dev/null') ? () => undefined : (isToError ? run.error : run.output),
		error: words.includes('2>/dev/null') ? () => undefined : run.error,
	}, rest);
	return {code, leave: false};
}

const skips = (operator: string, code: number) => (operator === '&&' && code !== 0) || (operator === '||' && code === 0);

async function runPart(run: ShellRun, {line, variables}: Part): Promise<Outcome> {
	let last: Outcome = {code: 0, leave: false};
	for (const {command, operator} of stepsOf(line)) {
		if (skips(operator, last.code)) {
			continue;
		}

		last = await runWords(run, splitWords(command, variables));
		if (last.leave) {
			break;
		}
	}

	return last;
}

/** What looks through all processes for a mark in their environment, to hang up on those that have it. */
const hangUp = /\/proc\/\[0-9\]\*\/environ.*grep -q (?<mark>[\w\-=]+)/sv;

/** Runs a script: lines of commands between `;`, `&&` and `||`, and simple loops. */
export async function runLine(run: ShellRun, script: string): Promise<Outcome> {
	const mark = hangUp.exec(script)?.groups?.['mark'];
	if (mark !== undefined) {
		run.setting.hangUp(mark);
		return {code: 0, leave: false};
	}

	let last: Outcome = {code: 0, leave: false};
	for (const part of partsOf(script)) {
		last = await runPart(run, part);
		if (last.leave) {
			break;
		}
	}

	return last;
}

/** Whether the tiny shell can do all that a command asks for, so that it may be a container's whole life. */
export function canRun(words: Words, setting: ShellSetting): boolean {
	const {name, rest} = programOf(words);
	const [flag, script = ''] = rest;
	if (!setting.shells.includes(name)) {
		return isKnownCommand(words, setting);
	}

	return flag !== '-c' || script.split('\n').every(line => !compound.test(line)
		&& stepsOf(line).every(({command}) => {
			const own = splitWords(command);
			return own.length === 0 || own[0] === 'exit' || (isKnownCommand(own, setting) && !setting.shells.includes(own[0] ?? ''));
		}));
}

async function * linesOf(input: AsyncIterable<string>): AsyncGenerator<string> {
	let rest = '';
	for await (const piece of input) {
		const lines = `${rest}${piece}`.split('\n');
		rest = lines.pop() ?? '';
		yield * lines;
	}

	yield rest;
}

async function * lineOutcomes(run: ShellRun, input: AsyncIterable<string>): AsyncGenerator<Outcome> {
	for await (const line of linesOf(input)) {
		if (line.trim() !== '') {
			yield runLine(run, line);
		}
	}
}

async function readLines(run: ShellRun): Promise<number> {
	let code = 0;
	for await (const outcome of run.input ? lineOutcomes(run, run.input) : []) {
		code = outcome.code;
		if (outcome.leave) {
			break;
		}
	}

	return code;
}

/** Whether a command is a shell that waits for lines, and not for the end of a script. */
export function isInteractive(words: Words, {shells}: ShellSetting): boolean {
	const {name, rest} = programOf(words);
	const [flag] = rest;
	return shells.includes(name) && flag !== '-c' && flag !== '-lc';
}

/** Runs a command: a program of the shell's own, `sh -c …`, or a shell that reads lines. Resolves to the exit code. */
export async function runShell(run: ShellRun): Promise<number> {
	if (isInteractive(run.command, run.setting)) {
		return readLines(run);
	}

	const {name, rest} = programOf(run.command);
	const [, script = ''] = rest;
	const outcome = run.setting.shells.includes(name) ? await runLine(run, script) : await runWords(run, run.command);
	return outcome.code;
}
