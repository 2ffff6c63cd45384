import {conflict} from '../refusal.ts';
import {again, alter} from './alter.ts';
import {destroy} from './destroy.ts';
import {takeDown} from './run.ts';
import {tellContainer} from './tell.ts';
import type {Container, ContainerState} from './types.ts';
import {isAlive, type World} from './world.ts';

const stateWords: Readonly<Partial<Record<ContainerState['status'], readonly [string, string]>>> = {
	running: ['running', 'stop the container before removing or force remove'],
	paused: ['paused', 'unpause and then stop the container before removing or force remove'],
	restarting: ['restarting', 'stop the container before removing or force remove'],
};

/**
Removes a container: (kill, die, disconnect, unmount,) destroy; with `withVolumes` its anonymous volumes too.

@throws 409 when it runs and is not forced.
*/
export function remove(world: World, container: Container, options: {readonly force: boolean; readonly withVolumes: boolean}): void {
	const words = stateWords[container.state.status];
	if (words && !options.force) {
		throw conflict(`cannot remove container "/${container.name}": container is ${words[0]}: ${words[1]}`);
	}

	if (isAlive(container)) {
		tellContainer(world, 'kill', container, {signal: '9'});
		alter(world, container.id, {stoppedByHand: true});
		takeDown(world, container.id, {exitCode: 137});
	}

	destroy(world, again(world, container.id), options.withVolumes);
}
