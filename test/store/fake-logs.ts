import {setImmediate} from 'node:timers/promises';
import type {Engine, LogHandlers, LogRequest} from '../../source/engine/engine.ts';
import type {Container} from '../../source/model/container.ts';
import {compareInstants, type Instant} from '../../source/model/instant.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {createLive, type LiveStore} from '../../source/store/live.ts';

/** Logs as Docker keeps them: the tail is counted from the end, then what is not between `since` and `until` is left out. */
export type FakeLogs = {
	readonly engine: Engine;
	readonly live: LiveStore;
	readonly requests: ReadonlyArray<LogRequest & {readonly id: string}>;
	/** Streams that are open. */
	open(id: string): number;
	write(id: string, ...lines: readonly LogLine[]): Promise<void>;
	/** The container stops: its streams end. */
	end(id: string): Promise<void>;
	show(...containers: readonly Container[]): void;
};

/** A line written so many seconds after the beginning of the tests' time. */
export function line(second: number, text = `line ${second}`, parts: Partial<LogLine> = {}): LogLine {
	return {seconds: 1_700_000_000 + second, nanoseconds: 5, stream: 'stdout', text, lost: 0, isOpen: false, ...parts};
}

/** A row of the list. */
export function container(id: string, parts: Partial<Container> = {}): Container {
	return {
		id, name: id, image: 'image', imageId: 'image', command: '', created: 0, state: 'running', status: 'Up', ports: [], labels: {}, networkMode: 'none', attachments: [], mounts: [], unreadable: [], ...parts,
	};
}

/** Every promise that is ready has gone on. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) {
		await setImmediate();
	}
}

const isBetween = (entry: Instant, {since, until}: LogRequest) => (!since || compareInstants(entry, since) >= 0) && (!until || compareInstants(entry, until) <= 0);

/** An engine that has these logs. */
export function fakeLogs(logs: Readonly<Record<string, readonly LogLine[]>>): FakeLogs {
	const kept = new Map(Object.entries(logs).map(([id, lines]) => [id, [...lines]]));
	const readers = new Map<string, Set<{readonly handlers: LogHandlers; readonly finish: () => void}>>();
	const requests: Array<LogRequest & {readonly id: string}> = [];
	const live = createLive();
	const engine = {
		async logs(id: string, request: LogRequest, handlers: LogHandlers, signal: AbortSignal) {
			requests.push({...request, id});
			const all = kept.get(id) ?? [];
			const tail = request.tail === 'all' ? all : all.slice(Math.max(0, all.length - request.tail));
			await setImmediate();
			signal.throwIfAborted();
			handlers.onOpen?.();
			const lines = tail.filter(entry => isBetween(entry, request));
			for (let start = 0; start < lines.length; start += 100) {
				await handlers.onLines(lines.slice(start, start + 100));
				signal.throwIfAborted();
			}

			if (!request.follow || live.getState().containers.items.find(row => row.id === id)?.state !== 'running') {
				return;
			}

			const {promise, resolve, reject} = Promise.withResolvers<void>();
			const reader = {handlers, finish: resolve};
			const open = readers.get(id) ?? new Set();
			readers.set(id, open.add(reader));
			signal.addEventListener('abort', () => {
				reject(signal.reason as Error);
			});
			const meanwhile = kept.get(id)!.slice(all.length);
			if (meanwhile.length > 0) {
				await handlers.onLines(meanwhile);
			}

			try {
				await promise;
			} finally {
				open.delete(reader);
			}
		},
	} as unknown as Engine;
	return {
		engine,
		live,
		requests,
		open: id => readers.get(id)?.size ?? 0,
		async write(id, ...lines) {
			kept.set(id, [...kept.get(id) ?? [], ...lines]);
			for (const {handlers} of readers.get(id) ?? []) {
				await handlers.onLines(lines);
			}
		},
		async end(id) {
			for (const {finish} of readers.get(id) ?? []) {
				finish();
			}

			await settled();
		},
		show(...containers) {
			live.setState({connection: {status: 'connected'}, containers: {items: containers, loaded: true}});
		},
	};
}
