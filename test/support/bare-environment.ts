import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

export type Environment = Readonly<Record<string, string | undefined>>;

let emptyHome: string | undefined;

/** An empty home folder, one per test process, gone when the process ends. */
const bareHome = (): string => {
	if (emptyHome === undefined) {
		const folder = mkdtempSync(path.join(tmpdir(), 'shipshape-home-'));
		process.once('exit', () => {
			rmSync(folder, {recursive: true, force: true});
		});
		emptyHome = folder;
	}

	return emptyHome;
};

/**
The environment of programs under test: PATH, a colour terminal, a UTF-8 locale and an empty home.

Nothing of the developer's own (contexts, themes, `CI`, `NO_COLOR`) shows through. `extra` adds variables; `undefined` takes one away.
*/
export const bareEnvironment = (extra: Environment = {}): Record<string, string> => {
	const environment: Environment = {
		PATH: process.env.PATH,
		HOME: bareHome(),
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		LANG: 'C.UTF-8',
		...extra,
	};
	return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
};
