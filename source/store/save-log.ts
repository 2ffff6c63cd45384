import {createWriteStream} from 'node:fs';
import {open} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {once} from 'node:events';
import type {Engine} from '../engine/engine.ts';
import type {Container} from '../model/container.ts';
import {fromMilliseconds} from '../model/instant.ts';
import type {LogEntry} from '../model/log-line.ts';

/** A path as a person types it: `~/` is the home folder. */
export function typedPath(text: string): string {
	return path.resolve(text === '~' || text.startsWith('~/') ? path.join(homedir(), text.slice(1)) : text);
}

/** A name for a file that has none of its kind yet: `db-20261121-100001.log`. */
export function logFileName(names: readonly string[], now: Date): string {
	const stamp = now.toISOString().replaceAll(/[\-:]/gv, '').replace('T', '-').slice(0, 15);
	return `${names.length === 1 ? names[0]!.replaceAll(/[^\w\-.]/gv, '_') : 'containers'}-${stamp}.log`;
}

/** Writes lines to a new file; rejects when there is one already. Gives its path. */
export async function saveLines(file: string, lines: readonly string[]): Promise<string> {
	const target = typedPath(file);
	const handle = await open(target, 'wx', 0o600);
	try {
		await handle.writeFile(`${lines.join('\n')}\n`);
	} finally {
		await handle.close();
	}

	return target;
}

/** Writes all that these containers ever wrote to a new file, one after the other; the engine waits for the disk. Gives the path and how many lines. */
export async function saveWholeLogs({file, containers, engine, format, signal, progress}: {
	readonly file: string;
	readonly containers: readonly Container[];
	readonly engine: Engine;
	readonly format: (entry: LogEntry) => string;
	readonly signal: AbortSignal;
	readonly progress: (lines: number) => void;
}): Promise<{readonly path: string; readonly lines: number}> {
	const target = typedPath(file);
	const handle = await open(target, 'wx', 0o600);
	const stream = createWriteStream('', {fd: handle, autoClose: true});
	const until = fromMilliseconds(Date.now());
	let count = 0;
	const counted = (lines: number) => {
		count += lines;
		progress(count);
	};

	try {
		for (const [source, {id, name}] of containers.entries()) {
			await engine.logs(id, {name, tail: 'all', until}, {
				async onLines(lines) {
					counted(lines.length);
					if (!stream.write(lines.map(line => `${format({...line, kind: 'line', source})}\n`).join(''))) {
						await once(stream, 'drain', {signal});
					}
				},
			}, signal);
		}
	} finally {
		stream.end();
		await once(stream, 'close');
	}

	return {path: target, lines: count};
}
