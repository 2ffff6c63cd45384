import {connect} from '../engine/connect.ts';
import {processSurroundings} from '../engine/endpoint/process-surroundings.ts';
import {resolveEndpoint} from '../engine/endpoint/resolve-endpoint.ts';
import type {Engine} from '../engine/engine.ts';
import type {Endpoint} from '../model/endpoint.ts';

/** What the command line says about the engine that is meant. */
export type EngineChoice = {
	readonly host?: string;
	readonly context?: string;
	readonly demo: boolean;
	readonly startDemo: () => Promise<Endpoint>;
};

/** The endpoint that is meant. Rejects with an `EngineError`, as `resolveEndpoint` does. */
export async function chooseEndpoint({host, context, demo, startDemo}: EngineChoice): Promise<Endpoint> {
	return demo ? startDemo() : resolveEndpoint({...processSurroundings(), host, context});
}

/** Connects, asks `question`, and disconnects whatever comes of it. What would change the engine is refused, unless `readOnly` is false: most commands here only look. */
export async function withEngine<Answer>(endpoint: Endpoint, signal: AbortSignal, question: (engine: Engine) => Promise<Answer>, {readOnly = true} = {}): Promise<Answer> {
	const engine = await connect(endpoint, {signal, readOnly});
	try {
		return await question(engine);
	} finally {
		engine.close();
	}
}
