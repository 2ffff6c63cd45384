import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {logFileLevels, type LogFile, type LogFileLevel} from '../model/log-file.ts';
import {entry, requestText, stackOf} from './entry.ts';
import {writeLines} from './lines.ts';

const reasons: ReadonlyMap<string, string> = new Map([
	['ENOENT', 'there is no such folder'],
	['ENOTDIR', 'a part of the path is not a folder'],
	['EISDIR', 'it is a folder'],
	['EACCES', 'permission denied'],
	['EPERM', 'permission denied'],
	['EROFS', 'the file system can only be read'],
	['ENOSPC', 'the disk is full'],
	['ENXIO', 'nobody reads from it'],
]);

/** A log file that cannot be opened: one plain sentence. */
export class LogFileError extends Error {
	override readonly name = 'LogFileError';
}

function open(path: string): number {
	const {O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK} = fs.constants as Readonly<Record<string, number | undefined>>;
	let file: number;
	try {
		// A pipe that nobody reads must not keep us waiting. Windows has no such flag.
		file = fs.openSync(path, [O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK].reduce<number>((sum, flag = 0) => sum + flag, 0), 0o600);
	} catch (error) {
		const {code = '', message} = error as NodeJS.ErrnoException;
		throw new LogFileError(`the log file ${path} cannot be opened: ${reasons.get(code) ?? message}`);
	}

	if (tty.isatty(file)) {
		fs.closeSync(file);
		throw new LogFileError(`the log file ${path} cannot be used: it is a terminal`);
	}

	return file;
}

/** No program has more ways to fail than this; what comes after is the same in other words. */
const mostFaults = 200;

/** The places alone: words may differ each time, as where they tell a number. */
const placesOf = (error: unknown): string => {
	const places = error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /v.test(line)).join('\n') : '';
	return places === '' ? String(error) : places;
};

/**
Opens the log file, made for its owner's eyes only when it is new, and appends to it. What is still on its way when the process exits is written
then. Throws a `LogFileError`.
*/
export function openLog(path: string, most: LogFileLevel, version: string): LogFile {
	const lines = writeLines(open(path));
	const told = new Set<string>();
	let hasEnded = false;

	const write = (level: LogFileLevel, text: string): void => {
		if (logFileLevels.indexOf(level) <= logFileLevels.indexOf(most)) {
			lines.add(entry(Date.now(), level, text));
		}
	};

	const fault = (what: string, error: unknown): void => {
		const key = `${what}\n${placesOf(error)}`;
		if (told.has(key) || told.size >= mostFaults) {
			return;
		}

		told.add(key);
		const [words = '', ...places] = stackOf(error);
		write('error', `${what}: ${words}`);
		for (const place of places) {
			write('error', `    ${place}`);
		}
	};

	const end = (code: number | string | undefined): void => {
		if (!hasEnded) {
			hasEnded = true;
			write('info', `end, exit code ${code ?? 0}`);
		}
	};

	process.on('uncaughtExceptionMonitor', error => {
		fault('ended by an error of its own', error);
	});
	process.on('exit', code => {
		end(code);
		lines.flush();
	});
	const {columns, rows} = process.stdout;
	write('info', `start, shipshape ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}, process ${process.pid}, ${process.stdout.isTTY ? `terminal of ${columns}x${rows}, TERM ${process.env['TERM'] ?? 'not set'}` : 'no terminal'}`);
	return {
		path,
		write,
		fault,
		request(request) {
			if (most === 'debug') {
				write('debug', requestText(request));
			}
		},
		drain: lines.drain,
		async end(code) {
			end(code);
			await lines.drain();
		},
	};
}
