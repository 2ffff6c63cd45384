/** One line of `docker system df`. Bytes are decimal-free integers. */
export type DiskLine = {
	readonly kind: 'images' | 'containers' | 'volumes' | 'cache';
	readonly count: number;
	readonly active: number;
	readonly size: number;
	readonly reclaimable: number;
};

export type BuildCacheEntry = {
	readonly id: string;
	readonly parents: readonly string[];
	readonly type: string;
	readonly description: string;
	readonly inUse: boolean;
	readonly shared: boolean;
	readonly size: number;
	readonly created: number;
	readonly lastUsed?: number;
	readonly usageCount: number;
};

/** What `system df` measured, and when. Sizes per object are by id (volumes by name); -1 where the engine does not know. */
export type DiskUsage = {
	readonly measuredAt: number;
	readonly lines: readonly DiskLine[];
	readonly layersSize: number;
	readonly images: ReadonlyMap<string, {readonly size: number; readonly sharedSize: number; readonly containers: number}>;
	readonly containers: ReadonlyMap<string, {readonly writableSize: number; readonly rootSize: number}>;
	readonly volumes: ReadonlyMap<string, {readonly size: number; readonly references: number}>;
	readonly cache: readonly BuildCacheEntry[];
};
