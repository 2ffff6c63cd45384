import type {Attachment, Container, ContainerState} from '../../model/container.ts';
import {isUp} from '../../model/container-state.ts';
import type {Network} from '../../model/network.ts';
import type {Live} from '../../store/live.ts';
import {byName} from '../by-name.ts';
import {rowsFrom} from '../rows-from.ts';

/** A container in a network, as the list of containers tells it: those that do not run have no addresses. */
export type Attached = {
	readonly id: string;
	readonly name: string;
	readonly state: ContainerState;
	readonly isUp: boolean;
	readonly ipv4?: string;
	readonly ipv6?: string;
	readonly mac?: string;
	readonly aliases: readonly string[];
};

/** A network and the containers in it, by name. */
export type NetworkRow = Network & {readonly attached: readonly Attached[]};

/** The rows out of the two lists: the engine's list of networks never tells who is in them. */
export const networkRows = rowsFrom<NetworkRow>(({networks, containers}) => [networks.items, containers.items], ({networks, containers}) => joinRows(networks.items, containers.items));

function joinRows(networks: readonly Network[], containers: readonly Container[]): readonly NetworkRow[] {
	const ids = new Set(networks.map(({id}) => id));
	// A container that was never started has a network's name alone, and so has every one of Podman 4.
	const idsByName = new Map(networks.map(({id, name}) => [name, id]));
	const places = containers.flatMap(container => container.attachments.map(attachment => ({
		network: ids.has(attachment.networkId) ? attachment.networkId : idsByName.get(attachment.networkName),
		attached: attachedOf(container, attachment),
	})));
	const byNetwork = Map.groupBy(places, ({network}) => network);
	return networks.map(network => ({...network, attached: (byNetwork.get(network.id) ?? []).map(({attached}) => attached).toSorted(byName)}));
}

function attachedOf(container: Container, {ipv4, ipv6, mac, aliases}: Attachment): Attached {
	const {id, name, state} = container;
	return {
		id, name, state, isUp: isUp(container), ipv4, ipv6, mac, aliases,
	};
}

/** The containers in a network as the picture has them now, running or not. */
export function containersIn({id}: NetworkRow, live: Live): readonly Container[] {
	const inside = new Set(networkRows(live).find(row => row.id === id)?.attached.map(attached => attached.id));
	return live.containers.items.filter(container => inside.has(container.id));
}
