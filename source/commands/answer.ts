import process from 'node:process';
import type {Engine} from '../engine/engine.ts';
import {EngineError} from '../model/engine-error.ts';
import type {CellContext} from '../panes/pane.ts';
import {isUtf8} from '../terminal/colour-level.ts';
import {complainOf} from './print.ts';
import {chooseEndpoint, withEngine} from './reach-engine.ts';
import {runCommand} from './run-command.ts';
import type {Given} from './subcommand.ts';

/**
Runs a command that only asks, unless `readOnly` is false: connects, asks, disconnects. Resolves to the exit code: that of `ask`; 1, told on standard error,
when an engine that was reached did not answer; else as `runCommand` has it.
*/
export async function answer({choice}: Pick<Given, 'choice'>, ask: (engine: Engine, signal: AbortSignal) => Promise<number>, {readOnly = true} = {}): Promise<number> {
	return runCommand(async signal => {
		const endpoint = await chooseEndpoint(choice);
		return withEngine(endpoint, signal, async engine => {
			try {
				return await ask(engine, signal);
			} catch (error) {
				if (!(error instanceof EngineError) || signal.aborted) {
					throw error;
				}

				choice.log?.write('error', error.message);
				await complainOf(error);
				return 1;
			}
		}, {readOnly, log: choice.log});
	});
}

/** What cells are told where they are printed: now, and whether the reader's locale can show more than ASCII. */
export function printContext({ascii}: Pick<Given, 'ascii'>): CellContext {
	return {now: Date.now(), ascii: ascii || !isUtf8(process.env, process.platform)};
}
