import {programOf, type Words} from './shell-words.ts';

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

/** The programs the tiny shell has. */
export const tools: Readonly<Record<string, Tool>> = {
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
