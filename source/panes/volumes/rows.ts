import type {Container} from '../../model/container.ts';
import {isUp} from '../../model/container-state.ts';
import type {Mount} from '../../model/mount.ts';
import type {Volume} from '../../model/volume.ts';
import type {Live} from '../../store/live.ts';
import {compareNatural} from '../../model/natural-order.ts';
import {inTurn} from '../order.ts';
import {rowsFrom} from '../rows-from.ts';

/** Where a container has a volume. */
export type VolumeUse = {
	readonly container: Container;
	readonly destination: string;
	readonly readOnly: boolean;
};

/** A volume and who uses it. `size` in bytes, known once the disk usage was measured and where the driver tells. */
export type VolumeRow = Volume & {
	/** The containers' places, those that are up first; a container that has it twice comes twice. */
	readonly uses: readonly VolumeUse[];
	readonly size?: number;
};

/** The containers that use a volume, each once. */
export function usersOf({uses}: Pick<VolumeRow, 'uses'>): readonly Container[] {
	return [...new Set(uses.map(({container}) => container))];
}

/** An anonymous volume's name is a digest: its first digits are what people quote. */
export function shownName({name, anonymous}: Pick<Volume, 'name' | 'anonymous'>): string {
	return anonymous && /^[\da-f]{64}$/v.test(name) ? name.slice(0, 12) : name;
}

/** All volumes with their containers, from the one list of containers. */
export const volumeRows: (live: Live) => readonly VolumeRow[] = rowsFrom<VolumeRow>(
	({volumes, containers, disk}) => [volumes.items, containers.items, disk.usage],
	({volumes, containers, disk}) => {
		const uses = Map.groupBy(containers.items.flatMap(container => container.mounts.flatMap(mount => useOf(container, mount))), ({source}) => source);
		return volumes.items.map((volume): VolumeRow => {
			const size = disk.usage?.volumes.get(volume.id)?.size ?? -1;
			return {
				...volume,
				uses: (uses.get(volume.id) ?? []).map(({use}) => use).toSorted(byImportance),
				...(size >= 0 && {size}),
			};
		});
	},
);

function useOf(container: Container, {type, source, destination, readOnly}: Mount): ReadonlyArray<{readonly source: string; readonly use: VolumeUse}> {
	return type === 'volume' ? [{source, use: {container, destination, readOnly}}] : [];
}

function byImportance(first: VolumeUse, second: VolumeUse): number {
	return inTurn(Number(isUp(second.container)) - Number(isUp(first.container)), compareNatural(first.container.name, second.container.name), compareNatural(first.destination, second.destination));
}
