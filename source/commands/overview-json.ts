import type {Container} from '../model/container.ts';
import type {BuildCacheEntry, DiskLine, DiskUsage} from '../model/disk.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import type {Image} from '../model/image.ts';
import type {Network} from '../model/network.ts';
import type {Volume} from '../model/volume.ts';
import type {Live} from '../store/live.ts';
import {known, moment, rowsJson, type Bytes, type Created, type Moment} from './json.ts';

/**
What `shipshape --json` prints. Sizes are bytes, moments ISO 8601 in UTC, ids whole; lists come in the engine's order. A list that
could not be read is null, so that it is never taken for an empty one. A property whose type says it may be undefined is left out then.
*/
export type OverviewJson = {
	/** Who answered, where, and which rule chose it. `memory` in bytes. */
	readonly engine: EngineInfo & {
		readonly url: string;
		readonly context: string;
		readonly chosenBy: string;
		/** True for the embedded engine: everything is simulated. */
		readonly demo: boolean;
	};
	/** Running or not. */
	readonly containers: ReadonlyArray<Created<Container>> | null;
	readonly images: ReadonlyArray<Created<Image>> | null;
	readonly networks: ReadonlyArray<Created<Network>> | null;
	readonly volumes: ReadonlyArray<Created<Volume>> | null;
	/** Null also when it was not measured in time, which standard error tells. */
	readonly disk: DiskJson | null;
};

/** What `docker system df -v` tells. */
export type DiskJson = {
	readonly measuredAt: Moment;
	/** All layers of all images, each counted once. */
	readonly layersSize: number;
	/** The sums of each kind: `images`, `containers`, `volumes`, `cache`. */
	readonly lines: readonly DiskLine[];
	readonly images: ReadonlyArray<{readonly id: string; readonly size: Bytes; readonly sharedSize: Bytes; readonly containers: number | null}>;
	readonly containers: ReadonlyArray<{readonly id: string; readonly writableSize: Bytes; readonly rootSize: Bytes}>;
	readonly volumes: ReadonlyArray<{readonly name: string; readonly size: Bytes; readonly references: number | null}>;
	readonly cache: ReadonlyArray<Omit<BuildCacheEntry, 'created' | 'lastUsed'> & {readonly created: Moment; readonly lastUsed: Moment}>;
};

/** The overview for machines. `live` must be of a connected engine. */
export function overviewJson({endpoint, info, containers, images, networks, volumes, disk}: Live): OverviewJson {
	if (!endpoint || !info) {
		throw new TypeError('There is no overview without an engine');
	}

	const {url, context, chosenBy, demo = false} = endpoint;
	return {
		engine: {...info, url, context, chosenBy, demo},
		containers: rowsJson(containers),
		images: rowsJson(images),
		networks: rowsJson(networks),
		volumes: rowsJson(volumes),
		disk: disk.usage ? diskJson(disk.usage) : null,
	};
}

/** A measurement for machines. */
export function diskJson({measuredAt, layersSize, lines, images, containers, volumes, cache}: DiskUsage): DiskJson {
	return {
		measuredAt: moment(measuredAt),
		layersSize,
		lines,
		images: [...images].map(([id, image]) => ({id, size: known(image.size), sharedSize: known(image.sharedSize), containers: known(image.containers)})),
		containers: [...containers].map(([id, {writableSize, rootSize}]) => ({id, writableSize: known(writableSize), rootSize: known(rootSize)})),
		volumes: [...volumes].map(([name, {size, references}]) => ({name, size: known(size), references: known(references)})),
		cache: cache.map(entry => ({...entry, created: moment(entry.created), lastUsed: moment(entry.lastUsed ?? 0)})),
	};
}
