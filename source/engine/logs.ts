import type {IncomingMessage} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {EngineError} from '../model/engine-error.ts';
import {formatInstant} from '../model/instant.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Client} from './client.ts';
import {createDemultiplexer} from './demultiplex.ts';
import type {Engine, LogRequest} from './engine.ts';
import type {Subject} from './failure.ts';
import {createLineAssembler} from './log-lines.ts';
import {fields} from './read/values.ts';
import {pathPart} from './reference.ts';

/** Asked as a stream whether it is followed or not: dockerode reads a log that is not followed whole, and as JSON where it looks like some. */
async function open(docker: Dockerode, id: string, {tail, follow = false, since, until}: LogRequest): Promise<unknown> {
	const {modem} = docker;
	return new Promise((resolve, reject) => {
		modem.dial({
			path: `/containers/${pathPart(id)}/logs?`,
			method: 'GET',
			isStream: true,
			options: {
				stdout: 1,
				stderr: 1,
				timestamps: 1,
				follow: follow ? 1 : 0,
				// Without it an engine reads a log from its beginning, even to skip all of it.
				tail: String(tail),
				since: since && formatInstant(since),
				until: until && formatInstant(until),
			},
		}, (error, answer) => {
			if (error) {
				reject(error);
			} else {
				resolve(answer);
			}
		});
	});
}

/** Whether a stream has no frames. From API 1.42 on its type tells; else whether the container has a terminal, which never changes. */
function rawByType(response: IncomingMessage): boolean | undefined {
	const type = response.headers['content-type'] ?? '';
	return type.includes('docker.multiplexed-stream') ? false : (type.includes('docker.raw-stream') ? true : undefined);
}

/** Milliseconds between two tries to open a log that is just being written. */
const betweenTries = 100;
const tries = 10;

/**
Podman fails to open a log whose file it has not made yet, a moment after the start, and one whose last line is half written: both pass
by themselves. Every other failure is thrown at once.
*/
async function openPatiently<Stream>(openOnce: () => Promise<Stream>, signal: AbortSignal): Promise<Stream> {
	for (let left = tries - 1; left > 0; left--) {
		try {
			return await openOnce();
		} catch (error) {
			if (!isPassing(error)) {
				throw error;
			}

			await delay(betweenTries, undefined, {signal}).catch(() => undefined);
		}
	}

	return openOnce();
}

function isPassing(error: unknown): boolean {
	return error instanceof EngineError && error.kind === 'failed' && (error.context.words ?? '').includes('unable to read log file');
}

/**
Logs of containers. The stream is read no faster than its lines are taken: then the engine waits, which costs the container nothing, because
what is followed is its log and not its output.
*/
export function createLogs(client: Client): Engine['logs'] {
	const terminals = new Map<string, boolean>();

	const hasTerminal = async (id: string, subject: Subject, signal: AbortSignal): Promise<boolean> => {
		const known = terminals.get(id);
		if (known !== undefined) {
			return known;
		}

		const answer = await client.call(subject, {signal}, async docker => docker.getContainer(pathPart(id)).inspect());
		const isTerminal = fields(fields(answer).Config).Tty === true;
		terminals.set(id, isTerminal);
		return isTerminal;
	};

	return async (id, request, {onOpen, onLines}, signal) => {
		const subject: Subject = {operation: 'read the log of', object: `container ${request.name ?? id.slice(0, 12)}`};
		const stream = await openPatiently(async () => client.stream(subject, {signal}, async docker => open(docker, id, request)), signal);
		try {
			const isRaw = rawByType(stream) ?? await hasTerminal(id, subject, signal);
			onOpen?.();
			await readLines(stream, isRaw, onLines);
		} catch (error) {
			throw client.failure(error, subject);
		} finally {
			stream.destroy();
		}
	};
}

async function readLines(stream: IncomingMessage, isRaw: boolean, onLines: (lines: readonly LogLine[]) => void | Promise<void>): Promise<void> {
	let lines: LogLine[] = [];
	const add = (line: LogLine): void => {
		lines.push(line);
	};

	const streams = {stdout: createLineAssembler('stdout', isRaw, add), stderr: createLineAssembler('stderr', isRaw, add)};
	const take = isRaw
		? (chunk: Uint8Array) => {
			streams.stdout.take(chunk, false, false);
		}
		: createDemultiplexer((name, bytes, isStart, isEnd) => {
			streams[name].take(bytes, isStart, isEnd);
		});
	const deliver = async (): Promise<void> => {
		if (lines.length > 0) {
			const ready = lines;
			lines = [];
			await onLines(ready);
		}
	};

	for await (const chunk of stream) {
		take(chunk as Uint8Array);
		await deliver();
	}

	streams.stdout.end();
	streams.stderr.end();
	await deliver();
}
