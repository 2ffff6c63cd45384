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

/** The error a promise is refused with, as the client tells it. */
export async function refusalOf(promise: Promise<unknown>): Promise<{readonly status: unknown; readonly message: unknown}> {
	try {
		await promise;
	} catch (error) {
		const {statusCode, json} = Object(error);
		return {status: statusCode, message: Object(json).message};
	}

	throw new Error('It was not refused.');
}

/** Everything a stream gives, as one piece. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of stream) {
		pieces.push(Buffer.from(piece));
	}

	return Buffer.concat(pieces);
}

/** Takes the frames of multiplexed output apart. */
export function splitFrames(bytes: Buffer): ReadonlyArray<{readonly stream: number; readonly text: string}> {
	const frames = [];
	let position = 0;
	while (position < bytes.length) {
		const length = bytes.readUInt32BE(position + 4);
		frames.push({stream: bytes[position] ?? 0, text: bytes.toString('utf8', position + 8, position + 8 + length)});
		position += 8 + length;
	}

	return frames;
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
