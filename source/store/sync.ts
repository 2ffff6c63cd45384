import type {Engine} from '../engine/engine.ts';
import type {Endpoint} from '../model/endpoint.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import {isConnectionError} from '../model/engine-error.ts';
import {backoff} from './backoff.ts';
import {nothingKnown, type Live, type LiveStore} from './live.ts';
import {createPicture, type Picture} from './picture.ts';

/** Keeps a live picture of one endpoint until it is closed: connects, follows its events, and comes back when it was lost. */
export type Sync = {
	/** The engine while it is connected. */
	engine(): Engine | undefined;
	/** Tries at once when not connected, else reads every list again. */
	refresh(): void;
	/** Hears nothing for a while: an engine slows down for everybody when its events are not read. */
	rest(): void;
	/** Hears again, and reads everything that may have changed meanwhile. */
	wake(): void;
	/** Makes sure that a silent engine is still alive; costs one request when nothing was heard of it for a while. */
	probe(): void;
	close(): void;
};

export type SyncOptions = {
	readonly endpoint: Endpoint;
	/** Reaches the endpoint. Injected because engine code is loaded after the first frame. */
	readonly connect: (signal: AbortSignal) => Promise<Engine>;
	readonly live: LiveStore;
	readonly now?: () => number;
};

const probeAfter = 10_000;
const probeTimeout = 3000;

/** What was known of an engine that is gone: rows of one engine never stand under another's name. */
function forgotten({endpoint, connection, info, keep}: Live): Live {
	return {...nothingKnown, endpoint, connection, info, keep};
}

function replacement(before: EngineInfo | undefined, after: EngineInfo): Live['replaced'] {
	return before && before.id !== '' && after.id !== '' && before.id !== after.id
		? {from: `${before.name} (${before.product} ${before.version})`, to: `${after.name} (${after.product} ${after.version})`}
		: undefined;
}

/** Starts at once. Errors show in the live picture's `connection`. */
export function startSync({endpoint, connect, live, now = Date.now}: SyncOptions): Sync {
	const closing = new AbortController();
	let engine: Engine | undefined;
	let picture: Picture | undefined;
	let heard = 0;
	let probing = false;
	let tryNow: (() => void) | undefined;
	let isResting = false;
	let watching = 0;
	let patience = probeTimeout;

	const lose = (lost: Engine, error: Error) => {
		if (engine !== lost || closing.signal.aborted) {
			return;
		}

		engine = undefined;
		picture?.stop();
		picture = undefined;
		lost.close();
		live.setState({connection: {status: 'lost', since: now(), error}});
		void comeBack();
	};

	const open = async () => {
		const begun = now();
		const reached = await connect(closing.signal);
		// An engine that takes long for everything is not gone when it takes long for a sign of life.
		patience = Math.max(probeTimeout, 2 * (now() - begun));
		const replaced = replacement(live.getState().info, reached.info);
		if (replaced) {
			live.setState({...forgotten(live.getState()), info: reached.info, replaced}, true);
		}

		try {
			await watch(reached);
		} catch (error) {
			reached.close();
			throw error;
		}

		if (closing.signal.aborted) {
			reached.close();
			return;
		}

		engine = reached;
		live.setState({connection: {status: 'connected'}, info: reached.info});
	};

	/** Makes the picture of an engine; rejects when it cannot be had or does not hold. */
	const watch = async (reached: Engine) => {
		const turn = ++watching;
		let over: Error | undefined;
		const fresh = createPicture({
			engine: reached,
			live,
			onHeard() {
				heard = now();
			},
			onError(error) {
				if (isConnectionError(error)) {
					verify(reached, error);
				}
			},
			onEnd(error) {
				over = error;
				lose(reached, error);
			},
		});
		try {
			await fresh.start();
			// Its events ended while the lists were read: nothing would tell what changes from now on.
			if (over) {
				throw over;
			}
		} catch (error) {
			fresh.stop();
			throw error;
		}

		if (closing.signal.aborted || isResting || turn !== watching) {
			fresh.stop();
			return;
		}

		picture = fresh;
		heard = now();
	};

	const hearAgain = async (reached: Engine) => {
		try {
			await watch(reached);
		} catch (error) {
			lose(reached, error as Error);
		}
	};

	/** Goes on trying, slower each time, until the engine is there or this is closed. */
	const comeBack = async () => {
		for (let attempt = 0; !closing.signal.aborted; attempt++) {
			const pause = backoff(attempt);
			setNextTry(now() + pause);

			await sleep(pause);
			if (closing.signal.aborted) {
				return;
			}

			setNextTry(undefined);
			try {
				await open();
				return;
			} catch (error) {
				setError(error as Error);
			}
		}
	};

	const setNextTry = (nextTry: number | undefined) => {
		const {connection} = live.getState();
		if (connection.status === 'lost') {
			live.setState({connection: {...connection, nextTry}});
		} else if (connection.status === 'failed') {
			live.setState({connection: {...connection, retrying: nextTry === undefined}});
		}
	};

	const setError = (error: Error) => {
		const {connection} = live.getState();
		if (connection.status === 'lost') {
			live.setState({connection: {...connection, error}});
		} else if (!closing.signal.aborted) {
			live.setState({connection: {status: 'failed', error, retrying: false}});
		}
	};

	const sleep = async (milliseconds: number) => new Promise<void>(resolve => {
		const timer = setTimeout(resolve, milliseconds);
		tryNow = () => {
			clearTimeout(timer);
			resolve();
		};
	});

	/** One failed request does not prove that the engine is gone: ask once more, shortly. */
	const verify = (suspect: Engine, reason?: Error) => {
		if (probing || engine !== suspect) {
			return;
		}

		probing = true;
		void (async () => {
			try {
				await suspect.system.ping({signal: closing.signal, timeout: patience});
				heard = now();
			} catch (error) {
				lose(suspect, reason ?? error as Error);
			} finally {
				probing = false;
			}
		})();
	};

	live.setState({endpoint, connection: {status: 'connecting'}});
	void (async () => {
		try {
			await open();
		} catch (error) {
			setError(error as Error);
			await comeBack();
		}
	})();

	return {
		engine: () => engine,
		refresh() {
			if (engine && picture) {
				verify(engine);
				picture.refresh();
			} else {
				tryNow?.();
			}
		},
		rest() {
			isResting = true;
			picture?.stop();
			picture = undefined;
		},
		wake() {
			isResting = false;
			if (engine) {
				void hearAgain(engine);
			} else {
				tryNow?.();
			}
		},
		probe() {
			if (engine && now() - heard > probeAfter) {
				heard = now();
				verify(engine);
			}
		},
		close() {
			closing.abort();
			tryNow?.();
			picture?.stop();
			engine?.close();
			engine = undefined;
		},
	};
}
