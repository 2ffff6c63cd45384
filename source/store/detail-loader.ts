import {createStore, type StoreApi} from 'zustand/vanilla';
import type {Engine} from '../engine/engine.ts';

/** What a detail tab asked the engine. `key` names the row and the tab it belongs to. */
export type Loaded = {
	readonly key: string;
	readonly status: 'idle' | 'loading' | 'loaded' | 'failed';
	readonly data?: unknown;
	readonly error?: Error;
	/** Epoch milliseconds. */
	readonly at?: number;
};

export type DetailRequest = {
	readonly key: string;
	/** Asked again when this is another value. */
	readonly version: unknown;
	readonly load: (engine: Engine, signal: AbortSignal) => Promise<unknown>;
};

export type DetailLoader = {
	readonly store: StoreApi<Loaded>;
	/** Shows this and gives up what was loading; nothing with undefined. */
	show(request: DetailRequest | undefined, engine: Engine | undefined): void;
	/** Asks again for what is shown. */
	reload(engine: Engine | undefined): void;
	stop(): void;
};

/** A held key passes many rows: only where it rests is asked for. */
const rest = 60;

/** Loads at most one thing at a time. Data of the same row stays on the screen while it is read anew. */
export function createDetailLoader(now: () => number = Date.now): DetailLoader {
	const store = createStore<Loaded>(() => ({key: '', status: 'idle'}));
	let shown: DetailRequest | undefined;
	let controller: AbortController | undefined;
	let timer: NodeJS.Timeout | undefined;

	const cancel = () => {
		clearTimeout(timer);
		controller?.abort();
		controller = undefined;
	};

	const load = async (request: DetailRequest, engine: Engine) => {
		const current = new AbortController();
		controller = current;
		try {
			const data = await request.load(engine, current.signal);
			if (!current.signal.aborted) {
				store.setState({key: request.key, status: 'loaded', data, error: undefined, at: now()});
			}
		} catch (error) {
			if (!current.signal.aborted) {
				store.setState({key: request.key, status: 'failed', data: undefined, error: error as Error, at: now()});
			}
		}
	};

	const start = (request: DetailRequest, engine: Engine | undefined, delay: number) => {
		cancel();
		if (!engine) {
			return;
		}

		timer = setTimeout(() => {
			void load(request, engine);
		}, delay);
	};

	return {
		store,
		show(request, engine) {
			if (!request) {
				cancel();
				shown = undefined;
				return;
			}

			if (shown?.key === request.key && Object.is(shown.version, request.version)) {
				return;
			}

			if (store.getState().key !== request.key) {
				store.setState({key: request.key, status: 'loading', data: undefined, error: undefined, at: undefined});
			}

			const isFirst = shown === undefined;
			shown = engine ? request : undefined;
			start(request, engine, isFirst ? 0 : rest);
		},
		reload(engine) {
			if (shown) {
				start(shown, engine, 0);
			}
		},
		stop: cancel,
	};
}
