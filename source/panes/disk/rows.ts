import type {Container} from '../../model/container.ts';
import {stateWords} from '../../model/container-state.ts';
import type {DiskUsage} from '../../model/disk.ts';
import {imageName, shortId} from '../../model/image-name.ts';
import type {Item} from '../../model/item.ts';
import type {Live} from '../../store/live.ts';
import {rowsFrom} from '../rows-from.ts';
import {sortUsers} from '../used-by.ts';

export type DiskKind = 'image' | 'container' | 'volume' | 'cache';

/** Something that takes room on the disk. Sizes in bytes, -1 when the engine does not know; times in epoch milliseconds. */
export type DiskRow = Item & {
	readonly kind: DiskKind;
	/** Its id in its own pane. */
	readonly objectId: string;
	readonly size: number;
	/** The part that other images have as well. */
	readonly shared?: number;
	/** What is told in place of users: `unused`, `dangling`, a container's state. */
	readonly state: string;
	readonly usedBy: readonly Container[];
	/** When it was last used, told of build cache only. */
	readonly lastUsed?: number;
	readonly created: number;
};

/** What the last measurement found and is still there, without what takes no room. */
export const diskRows: (live: Live) => readonly DiskRow[] = rowsFrom<DiskRow>(
	({disk, images, containers, volumes}) => [disk.usage, images.items, containers.items, volumes.items],
	live => {
		const {usage} = live.disk;
		return usage ? [...imageRows(usage, live), ...containerRows(usage, live), ...volumeRows(usage, live), ...cacheRows(usage)].filter(({size}) => size !== 0) : [];
	},
);

function imageRows({images: measured}: DiskUsage, {images, containers}: Live): readonly DiskRow[] {
	const users = Map.groupBy(containers.items, ({imageId}) => imageId);
	return images.items.flatMap(({id, tags, digests, created}): readonly DiskRow[] => {
		const found = measured.get(id);
		const usedBy = sortUsers(users.get(id) ?? []);
		return found
			? [{
				id: `image:${id}`,
				objectId: id,
				kind: 'image',
				name: imageName({id, tags, digests}),
				size: found.size,
				...(found.sharedSize >= 0 && {shared: found.sharedSize}),
				state: usedBy.length > 0 ? 'in use' : (tags.length === 0 ? 'dangling' : 'unused'),
				usedBy,
				created,
			}]
			: [];
	});
}

function containerRows({containers: measured}: DiskUsage, {containers}: Live): readonly DiskRow[] {
	return containers.items.flatMap((container): readonly DiskRow[] => {
		const {id, name, created} = container;
		const found = measured.get(id);
		return found
			? [{
				id: `container:${id}`, objectId: id, kind: 'container', name, size: found.writableSize, state: stateWords(container), usedBy: [], created,
			}]
			: [];
	});
}

function volumeRows({volumes: measured}: DiskUsage, {volumes, containers}: Live): readonly DiskRow[] {
	const users = Map.groupBy(containers.items.flatMap(container => [...new Set(container.mounts.filter(({type}) => type === 'volume').map(({source}) => source))].map(source => ({source, container}))), ({source}) => source);
	return volumes.items.flatMap(({id, name, anonymous, created}): readonly DiskRow[] => {
		const found = measured.get(id);
		const usedBy = sortUsers((users.get(id) ?? []).map(({container}) => container));
		return found
			? [{
				id: `volume:${id}`,
				objectId: id,
				kind: 'volume',
				name: anonymous ? `${shortId(name)} (anonymous)` : name,
				size: found.size,
				state: usedBy.length > 0 ? 'in use' : 'unused',
				usedBy,
				created,
			}]
			: [];
	});
}

/** Shared cache is an image's layers: it is counted there. */
function cacheRows({cache}: DiskUsage): readonly DiskRow[] {
	return cache.filter(({shared}) => !shared).map(({id, description, type, inUse, size, created, lastUsed}) => ({
		id: `cache:${id}`,
		objectId: id,
		kind: 'cache',
		name: [description, type].find(text => text !== '') ?? shortId(id),
		size,
		state: inUse ? 'in use' : 'unused',
		usedBy: [],
		...(lastUsed !== undefined && {lastUsed}),
		created,
	}));
}
