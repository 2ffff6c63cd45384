import type {Container} from './types.ts';
import type {World} from './world.ts';

/** Tells what happened to a container, with its labels, image and name as the engine does. */
export function tellContainer(world: World, action: string, container: Container, extra: Readonly<Record<string, string>> = {}): void {
	world.events.emit('container', action, container.id, {
		...container.settings.labels, image: container.image, name: container.name, ...extra,
	});
}

/** Tells what happened to an image; `name` is the reference, or its id where no name is left. */
export function tellImage(world: World, action: string, id: string, name: string): void {
	world.events.emit('image', action, id, {name});
}

/** Tells what happened to a network. */
export function tellNetwork(world: World, action: string, id: string, extra: Readonly<Record<string, string>> = {}): void {
	const network = world.networks.get(id);
	if (network) {
		world.events.emit('network', action, id, {name: network.name, type: network.driver, ...extra});
	}
}

/** Tells what happened to a volume; the driver is given for one that is gone already. */
export function tellVolume(world: World, action: string, name: string, extra: Readonly<Record<string, string>> = {}, driver = world.volumes.get(name)?.driver ?? 'local'): void {
	world.events.emit('volume', action, name, {driver, ...extra});
}

/** Tells how many bytes a clean-up freed. */
export function tellPrune(world: World, type: 'container' | 'image' | 'network' | 'volume' | 'builder', bytes: number): void {
	world.events.emit(type, 'prune', '', {reclaimed: String(bytes)});
}
