import os from 'node:os';
import process from 'node:process';
import {EndpointError} from '../engine/endpoint/endpoint-error.ts';
import {EngineError} from '../model/engine-error.ts';
import {complainOf} from './print.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
Runs a command until it ends or is interrupted, and resolves to the exit code: its own; 2 when the command line names no engine's
address; 3 when no engine could be reached, which is any `EngineError` that the command lets through; 128 and the signal's number
when a signal gave it up. A second signal ends the process at once.
*/
export async function runCommand(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
	const interruption = new AbortController();
	let interruptedBy: NodeJS.Signals | undefined;
	const interrupt = (name: NodeJS.Signals) => {
		interruptedBy ??= name;
		interruption.abort();
	};

	for (const name of signals) {
		process.once(name, interrupt);
	}

	try {
		const code = await run(interruption.signal);
		return interruptedBy ? 128 + os.constants.signals[interruptedBy] : code;
	} catch (error) {
		if (interruptedBy) {
			return 128 + os.constants.signals[interruptedBy];
		}

		if (!(error instanceof EngineError)) {
			throw error;
		}

		await complainOf(error);
		return error instanceof EndpointError && error.isUsage ? 2 : 3;
	} finally {
		for (const name of signals) {
			process.off(name, interrupt);
		}
	}
}
