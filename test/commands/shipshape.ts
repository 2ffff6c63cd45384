import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {Readable} from 'node:stream';
import type {TestContext} from 'node:test';

export type Ending = {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
};

export type Shipshape = {
	readonly child: ChildProcess;
	/** What was written until the program ended, and how it ended. */
	readonly ending: Promise<Ending>;
};

export type ShipshapeOptions = {
	readonly environment?: Readonly<Record<string, string>>;
	/** A file descriptor that standard output goes to, in place of a pipe. */
	readonly stdout?: number;
};

/** A folder of its own for one test, gone after it. */
export async function temporaryFolder(context: TestContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-commands-'));
	context.after(async () => {
		await rm(folder, {recursive: true, force: true});
	});
	return folder;
}

/** Starts the program without a terminal, in an environment that holds nothing of the developer's own engines. */
export function startShipshape(commandArguments: readonly string[], {environment, stdout = 'pipe'}: Omit<ShipshapeOptions, 'stdout'> & {readonly stdout?: number | 'pipe'} = {}): Shipshape {
	const child = spawn(process.execPath, ['--import=tsx', path.join(import.meta.dirname, '../../source/cli.ts'), ...commandArguments], {
		env: {PATH: process.env['PATH'], HOME: '/nonexistent', LANG: 'C.UTF-8', ...environment},
		stdio: ['ignore', stdout, 'pipe'],
	});
	return {child, ending: endingOf(child)};
}

/** Runs the program to its end. */
export async function shipshape(commandArguments: readonly string[], options?: ShipshapeOptions): Promise<Ending> {
	return startShipshape(commandArguments, options).ending;
}

async function endingOf(child: ChildProcess): Promise<Ending> {
	const stdout = gather(child.stdout);
	const stderr = gather(child.stderr);
	const [code] = await once(child, 'close') as [number | null];
	return {code, stdout: stdout(), stderr: stderr()};
}

/** Reads a stream for as long as it lives: a test may close it early. */
function gather(stream: Readable | null): () => string {
	let gathered = '';
	stream?.setEncoding('utf8').on('data', (chunk: string) => {
		gathered += chunk;
	});
	return () => gathered;
}
