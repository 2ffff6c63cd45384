import {spawn} from 'node:child_process';
import process from 'node:process';
import {browserOpener} from './browser.ts';

/** Opens a URL in a browser on the person's own screen; false when there is none. Whether the browser then shows it nobody can tell. */
export function browse(url: string, environment: NodeJS.ProcessEnv): boolean {
	const opener = browserOpener(environment, process.platform);
	if (!opener) {
		return false;
	}

	const child = spawn(opener.program, [...opener.arguments, url], {stdio: 'ignore', detached: true});
	child.on('error', () => {
		// Without the program there is no browser after all: the URL was shown.
	});
	child.unref();
	return true;
}
