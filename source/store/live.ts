import {createStore, type StoreApi} from 'zustand/vanilla';
import type {CleanUpFacts} from '../model/clean-up.ts';
import type {Container} from '../model/container.ts';
import type {DiskUsage} from '../model/disk.ts';
import type {Endpoint} from '../model/endpoint.ts';
import type {EngineError} from '../model/engine-error.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import type {Image} from '../model/image.ts';
import {noBindings, type BindingsState} from '../model/port-bindings.ts';
import type {Network} from '../model/network.ts';
import type {Volume} from '../model/volume.ts';
import {nothingMeasured, type Statistics} from './statistics.ts';

export type Connection
	= | {readonly status: 'connecting'}
		| {readonly status: 'connected'}
		/** Never reached: there is nothing to show but why. */
		| {readonly status: 'failed'; readonly error: Error; readonly retrying: boolean}
		/** Was reached: what is on the screen is stale since `since`. `nextTry` is epoch milliseconds, absent during a try. */
		| {readonly status: 'lost'; readonly since: number; readonly error: Error; readonly nextTry?: number};

/** One list. `loaded` tells an empty list from one that was never read; `error` one that could not be read. */
export type Collection<Row> = {
	readonly items: readonly Row[];
	readonly loaded: boolean;
	readonly error?: EngineError;
};

export type DiskState = {
	readonly usage?: DiskUsage;
	/** What cleaning up needs to know beside the figures; it comes with them. */
	readonly facts?: CleanUpFacts;
	/** Epoch milliseconds at which the measurement under way began. */
	readonly measuringSince?: number;
	readonly error?: EngineError;
};

/** The live picture of one engine. */
export type Live = {
	readonly endpoint?: Endpoint;
	readonly connection: Connection;
	readonly info?: EngineInfo;
	/** Set when the engine behind the endpoint turned out to be another one after a reconnection. */
	readonly replaced?: {readonly from: string; readonly to: string};
	readonly containers: Collection<Container>;
	readonly images: Collection<Image>;
	readonly networks: Collection<Network>;
	readonly volumes: Collection<Volume>;
	readonly disk: DiskState;
	/** Labels whose objects are never offered for removal; what the person said, not the engine. */
	readonly keep?: readonly string[];
	/** What only inspections tell of ports; read while it is wanted. */
	readonly bindings: BindingsState;
	readonly statistics: Statistics;
	/** How often a container was seen to lack memory, by id. */
	readonly memoryKills: ReadonlyMap<string, number>;
};

export type LiveStore = StoreApi<Live>;

const empty = {items: [], loaded: false} as const;

/** The picture before anything is known. */
export const nothingKnown: Live = {
	connection: {status: 'connecting'},
	containers: empty,
	images: empty,
	networks: empty,
	volumes: empty,
	disk: {},
	bindings: noBindings,
	statistics: nothingMeasured,
	memoryKills: new Map(),
};

/** Makes an empty picture; `store/sync.ts` fills it. */
export function createLive(keep: readonly string[] = []): LiveStore {
	return createStore<Live>(() => ({...nothingKnown, keep}));
}
