import {connect} from '../engine/connect.ts';
import {processSurroundings} from '../engine/endpoint/process-surroundings.ts';
import {resolveEndpoint} from '../engine/endpoint/resolve-endpoint.ts';
import type {Engine} from '../engine/engine.ts';
import type {Endpoint} from '../model/endpoint.ts';
import type {LogFile} from '../model/log-file.ts';

/** What the command line says about the engine that is meant. */
export type EngineChoice = {
	readonly host?: string;
	readonly context?: string;
	readonly demo: boolean;
	readonly startDemo: () => Promise<Endpoint>;
	/** Where it is written down what happens, when it is. */
	readonly log?: LogFile;
};

/** Writes down why no engine was reached. */
async function recorded<Answer>(reach: () => Promise<Answer>, log: LogFile | undefined): Promise<Answer> {
	try {
		return await reach();
	} catch (error) {
		log?.write('error', `not connected: ${error instanceof Error ? error.message : String(error)}`);
		throw error;
	}
}

/** The endpoint that is meant. Rejects with an `EngineError`, as `resolveEndpoint` does. */
export async function chooseEndpoint({host, context, demo, startDemo, log}: EngineChoice): Promise<Endpoint> {
	const endpoint = await recorded(async () => demo ? startDemo() : resolveEndpoint({...processSurroundings(), host, context}), log);
	log?.write('info', `engine ${endpoint.url}, context ${endpoint.context}, chosen by ${endpoint.chosenBy}`);
	return endpoint;
}

/** Connects, asks `question`, and disconnects whatever comes of it. What would change the engine is refused, unless `readOnly` is false: most commands here only look. */
export async function withEngine<Answer>(endpoint: Endpoint, signal: AbortSignal, question: (engine: Engine) => Promise<Answer>, {readOnly = true, log}: {readonly readOnly?: boolean; readonly log?: LogFile} = {}): Promise<Answer> {
	const engine = await recorded(async () => connect(endpoint, {signal, readOnly, onRequest: log?.request}), log);
	log?.write('info', `connected, ${engine.info.product} ${engine.info.version}, API ${engine.info.apiVersion}`);
	try {
		return await question(engine);
	} finally {
		engine.close();
	}
}
