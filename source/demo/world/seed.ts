import {
	isAlive,
	createWorld,
	putContainer,
	type World,
} from './world.ts';
import {live, resumeRestart} from './run.ts';
import {populate} from './people.ts';
import {carryOut} from './plan.ts';
import {containerPlans} from './seed-containers.ts';
import {seedImages} from './seed-images.ts';
import {seedNetworks} from './seed-networks.ts';
import {seedCache, seedVolumes} from './seed-volumes.ts';

/** How a demo world is to be. */
export type WorldOptions = {
	/** The same seed makes the same world. */
	readonly seed: number;
	/** How many containers there are besides the told ones. */
	readonly containers: number;
	/** Whether things happen by themselves. */
	readonly lively: boolean;
	/** Milliseconds since the epoch. */
	now(): number;
};

/** Makes the demo's world, and lets it live when it is to be lively. */
export function seedWorld(options: WorldOptions): World {
	const world = createWorld(options);
	for (const image of seedImages(world.began)) {
		world.images.set(image.id, image);
	}

	for (const network of seedNetworks(world.began)) {
		world.networks.set(network.id, network);
	}

	for (const volume of seedVolumes(world.began)) {
		world.volumes.set(volume.name, volume);
	}

	for (const record of seedCache(world.began)) {
		world.cache.set(record.id, record);
	}

	for (const plan of containerPlans) {
		putContainer(world, carryOut(world, plan));
	}

	const told = [...world.containers.values()];
	populate(world, options.containers);
	for (const container of world.lively ? told : []) {
		if (container.state.status === 'restarting') {
			resumeRestart(world, container.id, 2000);
		} else if (isAlive(container)) {
			live(world, container.id);
		}
	}

	return world;
}
