import type {BuildCacheEntry, DiskLine, DiskUsage} from '../../model/disk.ts';
import {imageId} from './image.ts';
import {
	fields,
	items,
	moment,
	number,
	text,
	texts,
	type Fields,
} from './values.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** -1 stands for a size that the engine did not measure. */
const isKnown = (bytes: number): boolean => bytes !== -1;

type ImageUsage = {readonly id: string; readonly size: number; readonly sharedSize: number; readonly containers: number};
type ContainerUsage = {readonly id: string; readonly writableSize: number; readonly rootSize: number; readonly active: boolean};
type VolumeUsage = {readonly id: string; readonly size: number; readonly references: number};

function readImageUsage(own: Fields): ImageUsage {
	return {
		id: imageId(own.Id), size: number(own.Size, -1), sharedSize: number(own.SharedSize, -1), containers: number(own.Containers, -1),
	};
}

const activeStates: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

function readContainerUsage(own: Fields): ContainerUsage {
	// `SizeRw` is left out when it is 0.
	return {
		id: text(own.Id), writableSize: number(own.SizeRw), rootSize: number(own.SizeRootFs), active: activeStates.has(text(own.State)),
	};
}

function readVolumeUsage(own: Fields): VolumeUsage {
	const {Size: size, RefCount: references} = fields(own.UsageData);
	return {id: text(own.Name), size: number(size, -1), references: number(references, -1)};
}

function readCacheEntry(own: Fields): BuildCacheEntry {
	const parent = text(own.Parent);
	return {
		id: text(own.ID),
		// One parent until API 1.41, a list of them since.
		parents: parent === '' ? texts(own.Parents) : [parent],
		type: text(own.Type),
		description: text(own.Description),
		inUse: own.InUse === true,
		shared: own.Shared === true,
		size: number(own.Size),
		created: moment(own.CreatedAt) ?? 0,
		lastUsed: moment(own.LastUsedAt),
		usageCount: number(own.UsageCount),
	};
}

/** Podman up to 5.4 sends 0 for all layers together: then the images' own parts are the best that is known. */
function imageLine(images: readonly ImageUsage[], layersSize: number): DiskLine {
	const size = layersSize > 0 ? layersSize : sum(images.map(image => Math.max(0, image.size) - Math.max(0, image.sharedSize)));
	const used = images.filter(image => image.containers !== 0 && isKnown(image.size) && isKnown(image.sharedSize));
	return {
		kind: 'images',
		count: images.length,
		active: images.filter(image => image.containers > 0).length,
		size,
		reclaimable: Math.max(0, size - sum(used.map(image => image.size - image.sharedSize))),
	};
}

function containerLine(containers: readonly ContainerUsage[]): DiskLine {
	return {
		kind: 'containers',
		count: containers.length,
		active: containers.filter(container => container.active).length,
		size: sum(containers.map(container => container.writableSize)),
		reclaimable: sum(containers.filter(container => !container.active).map(container => container.writableSize)),
	};
}

function volumeLine(volumes: readonly VolumeUsage[]): DiskLine {
	const measured = volumes.filter(volume => isKnown(volume.size));
	return {
		kind: 'volumes',
		count: volumes.length,
		active: volumes.filter(volume => volume.references > 0).length,
		size: sum(measured.map(volume => volume.size)),
		reclaimable: sum(measured.filter(volume => volume.references === 0).map(volume => volume.size)),
	};
}

function cacheLine(cache: readonly BuildCacheEntry[]): DiskLine {
	const own = cache.filter(entry => !entry.shared);
	return {
		kind: 'cache',
		count: cache.length,
		active: cache.filter(entry => entry.inUse).length,
		size: sum(own.map(entry => entry.size)),
		reclaimable: sum(own.filter(entry => !entry.inUse).map(entry => entry.size)),
	};
}

/**
The answer of `/system/df`. The lines are those of `docker system df`, by the rules of the CLI's `formatter/disk_usage.go` (28):
an image counts as used when it has containers, what it alone occupies is then not reclaimable; shared cache is counted by its images.
*/
export function readDiskUsage(value: unknown, measuredAt: number): DiskUsage {
	const own = fields(value);
	const objects = (name: string): readonly Fields[] => items(own[name]).map(item => fields(item));
	const images = objects('Images').map(image => readImageUsage(image));
	const containers = objects('Containers').map(container => readContainerUsage(container));
	const volumes = objects('Volumes').map(volume => readVolumeUsage(volume));
	const cache = objects('BuildCache').map(entry => readCacheEntry(entry));
	const layersSize = number(own.LayersSize);

	return {
		measuredAt,
		lines: [imageLine(images, layersSize), containerLine(containers), volumeLine(volumes), cacheLine(cache)],
		layersSize,
		images: new Map(images.map(({id, ...image}) => [id, image])),
		containers: new Map(containers.map(({id, writableSize, rootSize}) => [id, {writableSize, rootSize}])),
		volumes: new Map(volumes.map(({id, ...volume}) => [id, volume])),
		cache,
	};
}
