import {badRequest, conflict, Refusal} from '../refusal.ts';
import {again} from './alter.ts';
import {tellContainer} from './tell.ts';
import type {Container} from './types.ts';
import {changeContainer, type World} from './world.ts';

const namePattern = /^[\dA-Za-z][\w\-.]+$/v;

/**
Checks a name for a new or renamed container.

@throws 400 when it is malformed, 409 when it is taken.
*/
export function requireFreeName(world: World, name: string): void {
	if (!namePattern.test(name)) {
		throw badRequest(`Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
	}

	const owner = world.names.get(name);
	if (owner !== undefined) {
		throw conflict(`Conflict. The container name "/${name}" is already in use by container "${owner}". You have to remove (or rename) that container to be able to reuse that name.`);
	}
}

/**
Gives a container another name.

@throws 400 for an empty, malformed or unchanged name, 409 when it is taken.
*/
export function rename(world: World, container: Container, wish: string): void {
	const name = wish.startsWith('/') ? wish.slice(1) : wish;
	if (name === '') {
		throw badRequest('Neither old nor new names may be empty');
	}

	if (name === container.name) {
		throw badRequest('Renaming a container with the same name as its current name');
	}

	try {
		requireFreeName(world, name);
	} catch (error) {
		throw error instanceof Refusal ? new Refusal(error.status, `Error when allocating new name: ${error.message}`) : error;
	}

	changeContainer(world, container.id, {name});
	tellContainer(world, 'rename', again(world, container.id), {oldName: `/${container.name}`});
}
