import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import Docker from 'dockerode';
import {startDemoEngine, type DemoEngine, type DemoEngineOptions} from '../../source/demo/main.ts';

export type DemoFixture = {readonly engine: DemoEngine; readonly docker: Docker};

/** The real client, speaking a version of the API. */
export const clientOf = (engine: DemoEngine, version = 'v1.47'): Docker => new Docker({
	socketPath: engine.socketPath, host: undefined, protocol: 'http', version,
});

/** Starts a demo engine for one test, quiet unless told otherwise, with the real client in front of it. */
export async function openDemo(context: TestContext, options: DemoEngineOptions = {}): Promise<DemoFixture> {
	const engine = await startDemoEngine({lively: false, ...options});
	context.after(async () => engine.stop());
	return {engine, docker: clientOf(engine)};
}

/** A value as an object whose parts are not known; an empty one when it is none. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};

/** The error a promise is refused with, as the client tells it. */
export async function refusalOf(promise: Promise<unknown>): Promise<{readonly status: unknown; readonly message: string}> {
	try {
		await promise;
	} catch (error) {
		const {statusCode, json} = fieldsOf(error);
		return {status: statusCode, message: String(fieldsOf(json)['message'])};
	}

	throw new Error('It was not refused.');
}

/** Asserts that a promise is refused with a status, and with words where they are told. */
export async function assertRefused(promise: Promise<unknown>, status: number, words?: string | RegExp): Promise<void> {
	const refusal = await refusalOf(promise);
	assert.equal(refusal.status, status, refusal.message);
	if (typeof words === 'string') {
		assert.equal(refusal.message, words);
	} else if (words) {
		assert.match(refusal.message, words);
	}
}

/** Asserts parts of a container's state. */
export async function assertState(container: Docker.Container, expected: Partial<Docker.ContainerInspectInfo['State']>): Promise<void> {
	const {State} = await container.inspect();
	assert.deepEqual(Object.fromEntries(Object.entries(State).filter(([key]) => key in expected)), expected);
}

/** Everything a stream gives, as one piece. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of stream) {
		pieces.push(Buffer.from(piece));
	}

	return Buffer.concat(pieces);
}

export type Frame = {readonly stream: number; readonly text: string};

/** Takes the frames of multiplexed output apart. */
export function splitFrames(bytes: Buffer): readonly Frame[] {
	const frames: Frame[] = [];
	let position = 0;
	while (position < bytes.length) {
		const length = bytes.readUInt32BE(position + 4);
		frames.push({stream: bytes[position] ?? 0, text: bytes.toString('utf8', position + 8, position + 8 + length)});
		position += 8 + length;
	}

	return frames;
}

/** All frames of a stream of multiplexed output. */
export async function readFrames(stream: NodeJS.ReadableStream): Promise<readonly Frame[]> {
	const bytes = await readAll(stream);
	return splitFrames(bytes);
}

/** The lines of a stream of multiplexed output, with their newlines. */
export async function readLines(stream: NodeJS.ReadableStream): Promise<readonly string[]> {
	const frames = await readFrames(stream);
	return frames.map(({text}) => text);
}

/** Everything a stream gives, as text. */
export async function readText(stream: NodeJS.ReadableStream): Promise<string> {
	const bytes = await readAll(stream);
	return bytes.toString();
}

/** The next piece a stream gives. */
export const pieceOf = async (stream: NodeJS.ReadableStream): Promise<Buffer> => new Promise(resolve => {
	stream.once('data', resolve);
});

/** The exit code of a run of a command. */
export async function exitCodeOf(exec: Docker.Exec): Promise<number | null> {
	const {ExitCode} = await exec.inspect();
	return ExitCode;
}

/** The actions an engine tells of while something is done, as `container start`. */
export async function eventsWhile(engine: DemoEngine, action: () => Promise<unknown>): Promise<readonly string[]> {
	const heard: string[] = [];
	const silence = engine.world.events.listen(event => {
		heard.push(`${event.type} ${event.action}`);
	});
	await action();
	silence();
	return heard;
}

/** Asks by the client's own way of asking, for what it has no method for. */
export async function dial(docker: Docker, options: {readonly path: string; readonly method: string; readonly options?: object; readonly isStream?: boolean}): Promise<unknown> {
	return new Promise((resolve, reject) => {
		docker.modem.dial({...options, statusCodes: {200: true}}, (error: unknown, data: unknown) => {
			if (error) {
				reject(error instanceof Error ? error : new Error('The client told no error.'));
			} else {
				resolve(data);
			}
		});
	});
}

export type HistoryEntry = {readonly Id: string; readonly CreatedBy: string; readonly Size: number};

/** The history of an image, newest first. */
export const historyOf = async (docker: Docker, name: string): Promise<readonly HistoryEntry[]> => docker.getImage(name).history() as Promise<readonly HistoryEntry[]>;

export type Removal = {readonly Untagged?: string; readonly Deleted?: string};

/** Removes an image and tells what went. */
export const removeImage = async (docker: Docker, name: string, options: object = {}): Promise<readonly Removal[]> => docker.getImage(name).remove(options) as Promise<readonly Removal[]>;

export type DiskUsage = {
	readonly LayersSize: number;
	readonly Images: ReadonlyArray<{readonly Id: string; readonly RepoTags: readonly string[]; readonly Size: number; readonly SharedSize: number; readonly Containers: number}>;
	readonly Containers: ReadonlyArray<{readonly Names: readonly string[]; readonly ImageID: string; readonly SizeRw: number; readonly SizeRootFs: number}>;
	readonly Volumes: ReadonlyArray<{readonly Name: string; readonly UsageData: {readonly Size: number; readonly RefCount: number}}>;
	readonly BuildCache: ReadonlyArray<{readonly ID: string; readonly Type: string; readonly Description: string; readonly Parents?: readonly string[]; readonly InUse: boolean; readonly Shared: boolean; readonly Size: number}>;
};

/** The disk usage of an engine. */
export const diskUsageOf = async (docker: Docker): Promise<DiskUsage> => docker.df() as Promise<DiskUsage>;
