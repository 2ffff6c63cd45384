/** What a run of the tiny shell can see and do. */
export type ShellSetting = {
	readonly user: string;
	readonly hostname: string;
	readonly workingDirectory: string;
	readonly environment: readonly string[];
	/** Which shells the container has. */
	readonly shells: readonly string[];
	/** Contents by absolute path. */
	readonly files: Readonly<Record<string, string>>;
	sleep(milliseconds: number): Promise<void>;
	/** Ends the programs of this container that have a text in their environment. */
	hangUp(mark: string): void;
};

export type ShellRun = {
	readonly command: readonly string[];
	output(text: string): void;
	error(text: string): void;
	readonly setting: ShellSetting;
	/** What comes in on standard input, in pieces; undefined when nothing is attached. */
	readonly input?: AsyncIterable<string>;
};

type Outcome = {readonly code: number; readonly leave: boolean};
type Words = readonly string[];
type Tool = (run: ShellRun, words: Words) => number | Promise<number>;

const directories = ['bin', 'dev', 'etc', 'home', 'lib', 'proc', 'root', 'run', 'sys', 'tmp', 'usr', 'var'];

function listDirectory({setting, output, error}: ShellRun, words: Words): number {
	const wish = words.find(word => !word.startsWith('-')) ?? setting.workingDirectory;
	const path = wish === '.' ? setting.workingDirectory : wish;
	const base = path === '/' ? '/' : `${path.replace(/\/$/v, '')}/`;
	const inside = Object.keys(setting.files).filter(file => file.startsWith(base)).map(file => file.slice(base.length).split('/', 1)[0] ?? '');
	const names = [...new Set([...(base === '/' ? directories : []), ...inside])].toSorted();
	const isKnown = names.length > 0 || directories.includes(path.split('/', 2)[1] ?? '') || path === setting.workingDirectory;
	if (!isKnown) {
		error(`ls: ${path}: No such file or directory\n`);
		return 1;
	}

	output(names.length > 0 ? `${names.join('\n')}\n` : '');
	return 0;
}

async function concatenate(run: ShellRun, words: Words): Promise<number> {
	if (words.length === 0) {
		for await (const piece of run.input ?? []) {
			run.output(piece);
		}

		return 0;
	}

	let code = 0;
	for (const path of words) {
		const text = run.setting.files[path];
		if (text === undefined) {
			run.error(`cat: can't open '${path}': No such file or directory\n`);
			code = 1;
		} else {
			run.output(text);
		}
	}

	return code;
}

const tools: Readonly<Record<string, Tool>> = {
	echo({output}, words) {
		const isPlain = words[0] === '-n';
		output(`${words.slice(isPlain ? 1 : 0).join(' ')}${isPlain ? '' : '\n'}`);
		return 0;
	},
	ls: listDirectory,
	cat: concatenate,
	async sleep({setting, error}, [duration = '']) {
		const seconds = duration === 'infinity' ? 2_000_000 : Number(duration);
		if (Number.isNaN(seconds)) {
			error(`sleep: invalid number '${duration}'\n`);
			return 1;
		}

		await setting.sleep(seconds * 1000);
		return 0;
	},
	id({output, setting}) {
		output(setting.user === 'root' ? 'uid=0(root) gid=0(root) groups=0(root)\n' : `uid=1000(${setting.user}) gid=1000(${setting.user})\n`);
		return 0;
	},
	whoami({output, setting}) {
		output(`${setting.user}\n`);
		return 0;
	},
	pwd({output, setting}) {
		output(`${setting.workingDirectory}\n`);
		return 0;
	},
	hostname({output, setting}) {
		output(`${setting.hostname}\n`);
		return 0;
	},
	env({output, setting}) {
		output(`${setting.environment.join('\n')}\n`);
		return 0;
	},
	uname({output}) {
		output('Linux\n');
		return 0;
	},
	command({output, setting}, [flag = '', name = '']) {
		const isThere = flag === '-v' && (setting.shells.includes(name) || Object.hasOwn(tools, name));
		output(isThere ? `/bin/${name}\n` : '');
		return isThere ? 0 : 127;
	},
	'['({setting}, [flag = '', value = '']) {
		const tests: Readonly<Record<string, boolean>> = {'-n': value !== '' && value !== ']', '-z': value === '' || value === ']', '-x': setting.shells.includes(programOf([value]).name)};
		return tests[flag] ? 0 : 1;
	},
	true: () => 0,
	false: () => 1,
};

type Variables = Readonly<Record<string, string>>;

/** Splits a command line into words: quotes hold words together, the rest splits at blanks; `$NAME` is replaced, but not within single quotes. */
export function splitWords(line: string, variables: Variables = {}): readonly string[] {
	const replace = (text: string) => text.replaceAll(/\$(?<name>\w+)/gv, (_whole, name: string) => variables[name] ?? '');
	const words = line.matchAll(/"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<plain>\S+)/gv);
	return [...words].map(({groups}) => groups?.['single'] ?? replace(groups?.['double'] ?? groups?.['plain'] ?? ''));
}

/** The program a command names, without its folder, and what is told to it. A program of busybox may be named after busybox. */
export function programOf(words: Words): {readonly name: string; readonly rest: Words} {
	const [first = '', ...others] = words;
	const name = first.replace(/^(?:\/usr|\/busybox)?(?:\/bin)?\//v, '');
	return name === 'busybox' && others.length > 0 ? programOf(others) : {name, rest: others};
}

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

/** What tells the tiny shell that a line is more than commands in a row. It leaves such lines out. */
const compound = /^\s*(?:\{|\(|while|until|case|if)(?:\s|$)/v;

const loop = /^\s*for (?<name>\w+) in (?<values>[^;]*); do (?<body>.*); done;?(?<rest>[^;]*)$/v;

type Part = {readonly line: string; readonly variables: Variables};

/** The commands of a script in their order: lines, and the bodies of loops once for each value. */
function partsOf(script: string): readonly Part[] {
	return script.split('\n').flatMap(line => {
		const {name = '', values = '', body = '', rest = ''} = loop.exec(line)?.groups ?? {};
		return name === '' ? [{line, variables: {}}] : [...splitWords(values).map(value => ({line: body, variables: {[name]: value}})), {line: rest, variables: {}}];
	}).filter(({line}) => line.trim() !== '' && !compound.test(line));
}

type Step = {readonly command: string; readonly operator: string};

/** Splits a line at `;`, `&&` and `||`, outside of quotes; each command has the operator before it. */
function stepsOf(line: string): readonly Step[] {
	const pieces = line.match(/(?:"[^"]*"|'[^']*'|[^;&\|"']|&(?!&)|\|(?!\|))+|;|&&|\|\|/gu) ?? [];
	const isOperator = (piece = '') => [';', '&&', '||'].includes(piece);
	return pieces.flatMap((piece, position) => {
		const before = pieces[position - 1];
		return isOperator(piece) ? [] : [{command: piece, operator: isOperator(before) ? before ?? ';' : ';'}];
	});
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
const hangUp = /\/proc\/\[0-9\]\*\/environ.*grep -q (?<mark>[\w=\-]+)/sv;

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
