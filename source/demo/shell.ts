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
	true: () => 0,
	false: () => 1,
};

/** Splits a command line into words: quotes hold words together, the rest splits at blanks. */
export function splitWords(line: string): readonly string[] {
	const words = line.matchAll(/"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<plain>\S+)/gv);
	return [...words].map(({groups}) => groups?.['double'] ?? groups?.['single'] ?? groups?.['plain'] ?? '');
}

async function runWords(run: ShellRun, words: Words): Promise<Outcome> {
	const [name, ...rest] = words;
	if (name === undefined) {
		return {code: 0, leave: false};
	}

	if (name === 'exit') {
		return {code: Number(rest[0] ?? 0) % 256, leave: true};
	}

	const tool = tools[name.replace(/^(?:\/usr)?\/bin\//v, '')];
	if (!tool) {
		run.error(`sh: ${name}: not found\n`);
		return {code: 127, leave: false};
	}

	const isToError = rest.at(-1) === '>&2' || rest.at(-1) === '1>&2';
	const code = await tool(isToError ? {...run, output: run.error} : run, isToError ? rest.slice(0, -1) : rest);
	return {code, leave: false};
}

async function * outcomesOf(run: ShellRun, parts: readonly string[]): AsyncGenerator<Outcome & {readonly part: string}> {
	for (const part of parts) {
		const words = splitWords(part.replace(/(?:;|&&)\s*$/v, ''));
		yield runWords(run, words).then(outcome => ({...outcome, part}));
	}
}

/** Runs one line: commands between `;` one after the other, after `&&` only when the one before was good. */
export async function runLine(run: ShellRun, line: string): Promise<Outcome> {
	let last: Outcome = {code: 0, leave: false};
	for await (const {part, ...outcome} of outcomesOf(run, line.split(/(?<=;|&&)/v))) {
		last = outcome;
		if (outcome.leave || (part.trimEnd().endsWith('&&') && outcome.code !== 0)) {
			break;
		}
	}

	return last;
}

/** Whether the container has the program a command begins with. */
export const isKnownCommand = ([name = '']: Words, setting: ShellSetting): boolean => {
	const base = name.replace(/^(?:\/usr)?\/bin\//v, '');
	return setting.shells.includes(base) || Object.hasOwn(tools, base);
};

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

/** Runs a command: a program of the shell's own, `sh -c …`, or a shell that reads lines. Resolves to the exit code. */
export async function runShell(run: ShellRun): Promise<number> {
	const [name = '', flag, script = ''] = run.command;
	const isShell = run.setting.shells.includes(name.replace(/^(?:\/usr)?\/bin\//v, ''));
	if (isShell && (flag === '-c' || flag === '-lc')) {
		const outcome = await runLine(run, script);
		return outcome.code;
	}

	if (isShell) {
		return readLines(run);
	}

	const outcome = await runWords(run, run.command);
	return outcome.code;
}
