import {type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {type Enclosure} from './enclosure.ts';
import {firstChild, release} from './processes.ts';

/** A daemon inside an enclosure. */
export type Daemon = {
	/** Signals the daemon itself. Nothing happens when it has ended. */
	readonly signal: (signal: NodeJS.Signals) => void;

	/** Resolves when it has ended. */
	readonly ended: () => Promise<void>;
};

export type DaemonOptions = {
	readonly enclosure: Enclosure;
	readonly command: readonly string[];
	readonly environment?: NodeJS.ProcessEnv;

	/** Given each line of its log. */
	readonly onLine?: (line: string) => void;

	/** Whether a line says that it is ready. */
	readonly isReady: (line: string) => boolean;
};

/** Long enough for a cold disk. */
const startTimeout = 60_000;

const untilReady = async (child: ChildProcess, {command, onLine, isReady}: DaemonOptions): Promise<void> =>
	new Promise((resolve, reject) => {
		const lines: string[] = [];
		const fail = (reason: string) => {
			clearTimeout(timer);
			reject(new Error(`${command[0]} ${reason}:\n${lines.slice(-20).join('\n')}`));
		};

		const timer = setTimeout(fail, startTimeout, `was not ready after ${startTimeout} ms`);
		child.once('error', error => {
			fail(`did not start (${error.message})`);
		});
		child.once('close', () => {
			fail('ended at once');
		});
		if (child.stderr === null) {
			fail('has no log');
			return;
		}

		createInterface({input: child.stderr}).on('line', line => {
			lines.push(line);
			onLine?.(line);
			if (!isReady(line)) {
				return;
			}

			clearTimeout(timer);
			resolve();
		});
	});

/** Starts a daemon in an enclosure and resolves when its log says that it is ready; rejects with the log's end when it is not. */
export const startDaemon = async (options: DaemonOptions): Promise<Daemon> => {
	// The launcher would stop together with a stopped child, so a shell stands in between.
	const child = options.enclosure.launch(['sh', '-c', '"$@" & wait $!', 'sh', ...options.command], options.environment);
	const exited = once(child, 'exit');
	await untilReady(child, options);
	const pid = firstChild(firstChild(child.pid ?? 0));
	release(child);
	return {
		signal(signal) {
			if (child.exitCode === null && child.signalCode === null) {
				process.kill(pid, signal);
			}
		},
		async ended() {
			child.ref();
			await exited;
		},
	};
};
