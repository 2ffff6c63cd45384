import type {Engine, ExecRequest} from '../../engine/engine.ts';

/** What a short command said, harmful or not, and how it ended. */
export type InsideResult = {readonly output: string; readonly exitCode: number | undefined};

/** More than this is no answer to a question. */
const limit = 64 * 1024;

/** Runs a command in a container to its end. Rejects with an `EngineError`. */
export async function runInside(engine: Engine, id: string, request: ExecRequest): Promise<InsideResult> {
	const session = await engine.containers.exec(id, request);
	const decoder = new TextDecoder();
	let output = '';
	for await (const {bytes} of session.output) {
		output += output.length < limit ? decoder.decode(bytes, {stream: true}) : '';
	}

	return {output, exitCode: await session.exitCode()};
}
