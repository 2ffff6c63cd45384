import {conflict, Refusal} from '../refusal.ts';
import {alter} from './alter.ts';
import {tellContainer} from './tell.ts';
import type {Container} from './types.ts';
import {isAlive, type World} from './world.ts';

/**
Freezes a container.

@throws 409 when it does not run or is frozen already.
*/
export function pause(world: World, container: Container): void {
	if (container.state.status === 'paused') {
		throw conflict(`container ${container.id} is already paused`);
	}

	if (container.state.status === 'restarting') {
		throw conflict(`container ${container.id} is restarting, wait until the container is running`);
	}

	if (!isAlive(container)) {
		throw conflict(`container ${container.id} is not running`);
	}

	alter(world, container.id, {status: 'paused', pausedAt: world.now()});
	tellContainer(world, 'pause', container);
}

/**
Thaws a container.

@throws 500 when it is not frozen, as the engine does.
*/
export function unpause(world: World, container: Container): void {
	if (container.state.status !== 'paused') {
		throw new Refusal(500, `Container ${container.id} is not paused`);
	}

	const {pausedAt, pausedFor = 0} = container.state;
	const now = world.now();
	alter(world, container.id, {status: 'running', pausedAt: undefined, pausedFor: pausedFor + now - (pausedAt ?? now)});
	tellContainer(world, 'unpause', container);
}
