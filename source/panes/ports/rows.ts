import type {Container} from '../../model/container.ts';
import type {Item} from '../../model/item.ts';
import {entryUrl} from '../../model/port-access.ts';
import {containerEntries, holdsPort, ownerName, partsOf, portEntries, type PortEntry} from '../../model/port-entry.ts';
import {conflictWords, rivalsOf, type Rival} from '../../model/port-rivals.ts';
import {formatPort} from '../../model/ports.ts';
import type {Live} from '../../store/live.ts';
import {machineOfLive} from '../machine.ts';
import {rowsFrom} from '../rows-from.ts';

/** A port, or a range, and what there is to know about it. */
export type PortRow = Item & PortEntry & {
	readonly container?: Container;
	readonly image: string;
	readonly project?: string;
	/** What may be tried in a browser, by guess. */
	readonly url?: string;
	readonly rivals: readonly Rival[];
	/** Sentences on who is in whose way. */
	readonly conflicts: readonly string[];
};

/** Every port of every container and service. */
export const portRows = rowsFrom<PortRow>(
	({containers, bindings, endpoint, info}) => [containers.items, bindings.bindings, bindings.services, endpoint, info],
	live => {
		const entries = portEntries(live.containers.items, live.bindings);
		const rivals = rivalsOf(entries);
		const machine = machineOfLive(live);
		return entries.map(entry => toRow(entry, rivals.get(entry.id) ?? [], entryUrl(entry, machine)));
	},
);

function toRow(entry: PortEntry, rivals: readonly Rival[], url: string | undefined): PortRow {
	const {owner} = entry;
	const {image, project} = owner.type === 'container' ? owner.container : owner.service;
	return {
		...entry,
		name: `${formatPort(entry, {ascii: true})} of ${ownerName(owner)}`,
		image,
		rivals,
		conflicts: conflictWords(entry, rivals),
		...owner.type === 'container' && {container: owner.container},
		...project !== undefined && {project},
		...url !== undefined && {url},
	};
}

const counts = new WeakMap<Container, number>();

function countOf(container: Container): number {
	const count = counts.get(container) ?? containerEntries(container).filter(entry => holdsPort(entry)).length;
	counts.set(container, count);
	return count;
}

/** How many are in force, as far as the list of containers tells: what needs inspecting is not counted before somebody looks. */
export function portCount({containers}: Pick<Live, 'containers'>): number | undefined {
	return containers.loaded ? containers.items.reduce((sum, container) => sum + countOf(container), 0) : undefined;
}

/** The ports of a range one by one, each with the rivals it has itself. */
export function partRows(row: PortRow): readonly PortRow[] {
	return partsOf(row).map(part => {
		const rivals = row.rivals.filter(({ports}) => part.hostPort !== undefined && ports.includes(part.hostPort));
		return toRow(part, rivals, undefined);
	});
}
