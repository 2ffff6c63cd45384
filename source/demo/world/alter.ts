import {notFound} from '../refusal.ts';
import type {Container, ContainerState} from './types.ts';
import {changeContainer, type World} from './world.ts';

/** A container as it is now. Throws a 404 refusal when it is gone. */
export const again = (world: World, id: string): Container => {
	const container = world.containers.get(id);
	if (!container) {
		throw notFound(`No such container: ${id}`);
	}

	return container;
};

/** Changes some of a container's state, and of the container; nothing when it is gone. */
export const alter = (world: World, id: string, state: Partial<ContainerState>, rest: Partial<Container> = {}) => {
	const container = world.containers.get(id);
	if (container) {
		changeContainer(world, id, {...rest, state: {...container.state, ...state}});
	}
};
