import type {Engine} from '../engine/engine.ts';
import {EngineError} from '../model/engine-error.ts';
import {readCleanUpFacts} from './clean-up-facts.ts';
import type {DiskState, Live, LiveStore} from './live.ts';
import type {Supply} from './supply.ts';

/** Measures the disk usage when a person wants it: an engine with many objects works on it for minutes. */
export type DiskMeter = Supply & {
	/** Begins, or waits for the connection that is being made; nothing when it is under way already. The old figures stay until the new ones are there. */
	measure(): void;
	/** Gives up what is under way; the old figures stay. */
	cancel(): void;
	/** Gives up for good. */
	stop(): void;
};

/** Makes a meter that measures the engine there is at that moment and tells the live picture's `disk`. */
export function createDiskMeter(live: LiveStore, engine: () => Engine | undefined, now: () => number = Date.now): DiskMeter {
	let measuring: AbortController | undefined;
	let stopWaiting: (() => void) | undefined;
	let isStopped = false;

	const tell = (change: DiskState) => {
		live.setState(({disk}) => ({disk: {...disk, ...change}}));
	};

	const run = async (connected: Engine, controller: AbortController) => {
		void readFacts(connected, live.getState(), controller.signal, facts => {
			tell({facts});
		});
		const outcome = await outcomeOf(connected, controller.signal);
		// What was given up tells nothing any more, whenever it ends.
		if (measuring === controller) {
			measuring = undefined;
			tell({...outcome, measuringSince: undefined});
		}
	};

	const giveUp = () => {
		const controller = measuring;
		measuring = undefined;
		controller?.abort();
		stopWaiting?.();
		stopWaiting = undefined;
		return controller !== undefined;
	};

	const measure = () => {
		if (isStopped || measuring) {
			return;
		}

		const connected = engine();
		if (connected) {
			measuring = new AbortController();
			tell({measuringSince: now(), error: undefined});
			void run(connected, measuring);
			return;
		}

		const {connection, endpoint} = live.getState();
		if (connection.status === 'connecting') {
			stopWaiting ??= live.subscribe(state => {
				if (state.connection.status !== 'connecting') {
					giveUp();
					measure();
				}
			});
		} else {
			tell({error: new EngineError(connection.status === 'lost' ? 'lost' : 'unreachable', {operation: 'measure the disk usage', endpoint: endpoint?.url ?? 'the engine'})});
		}
	};

	return {
		measure,
		want() {
			if (!live.getState().disk.usage) {
				measure();
			}
		},
		leave() {
			// What takes minutes goes on: whoever asked comes back for it.
		},
		again: measure,
		cancel() {
			if (giveUp()) {
				tell({measuringSince: undefined});
			}
		},
		stop() {
			isStopped = true;
			giveUp();
		},
	};
}

/** They are told when they come; without them figures are estimates, which they say. */
async function readFacts(engine: Engine, {containers, images}: Live, signal: AbortSignal, tell: (facts: DiskState['facts']) => void): Promise<void> {
	try {
		const facts = await readCleanUpFacts(engine, {containers: containers.items, images: images.items}, signal);
		signal.throwIfAborted();
		tell(facts);
	} catch (error) {
		if (!signal.aborted && !(error instanceof EngineError)) {
			throw error;
		}
	}
}

async function outcomeOf(engine: Engine, signal: AbortSignal): Promise<Pick<DiskState, 'usage' | 'error'>> {
	try {
		return {usage: await engine.system.diskUsage({signal}), error: undefined};
	} catch (error) {
		return {error: error as EngineError};
	}
}
