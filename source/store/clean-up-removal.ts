import type {Engine} from '../engine/engine.ts';
import type {Candidate, Expected} from '../model/clean-up.ts';
import {isUp} from '../model/container-state.ts';
import {dockerCommand} from '../model/docker-command.ts';
import {EngineError, type EngineErrorKind} from '../model/engine-error.ts';
import {shortId} from '../model/image-name.ts';

/** What came of one object. `gone`: somebody else was faster. `left`: it is not what was listed, or in use. */
export type Removal = {readonly status: 'done' | 'gone' | 'left' | 'failed'; readonly message?: string};

const done: Removal = {status: 'done'};

const left = (message: string): Removal => ({status: 'left', message});

type Of<Kind extends Expected['kind']> = Extract<Expected, {readonly kind: Kind}>;

async function removeContainer(id: string, expected: Of<'container'>, engine: Engine): Promise<Removal> {
	const {state, started, finished} = await engine.containers.inspect(id);
	if (isUp({state})) {
		return left(`it is ${state} now`);
	}

	if (state !== expected.state || (expected.isDated && (started !== expected.started || finished !== expected.finished))) {
		return left(state === expected.state ? 'it ran again meanwhile' : `it was ${expected.state}, now it is ${state}`);
	}

	// Without force the engine itself refuses what was started in between.
	await engine.containers.remove(id);
	return done;
}

/**
By its id and never forced: the engine refuses then what a container uses, even one made this very moment. It also refuses what has
several names, which are taken off first, each only while it is this image's.
*/
async function removeImage(id: string, expected: Of<'image'>, engine: Engine): Promise<Removal> {
	const {tags} = await engine.images.inspect(id);
	if (tags.length !== expected.tags.length || tags.some(tag => !expected.tags.includes(tag))) {
		return left(`its names changed: ${tags.length === 0 ? 'it has none now' : `now ${tags.join(', ')}`}`);
	}

	if (tags.length > 1) {
		const containers = await engine.containers.list();
		const user = containers.find(({imageId}) => imageId === id);
		if (user) {
			return left(`container ${user.name} uses it now`);
		}

		for (const tag of tags.slice(1)) {
			const {id: owner} = await engine.images.inspect(tag);
			if (owner !== id) {
				return left(`the name ${tag} went to another image`);
			}

			await engine.images.remove(tag);
		}
	}

	const {deleted} = await engine.images.remove(id);
	return deleted.length > 0 ? done : left('only its name went: the engine keeps its layers');
}

/** The engine looks at running containers alone: those that are stopped or about to be started are asked for here. */
async function removeNetwork(id: string, {name}: Of<'network'>, engine: Engine): Promise<Removal> {
	const {endpoints} = await engine.networks.inspect(id);
	if (endpoints.length > 0) {
		return left(`container ${endpoints[0]!.containerName} is in it now`);
	}

	const [user] = await engine.containers.list({networks: [id, name]});
	if (user) {
		return left(`container ${user.name} has it now`);
	}

	await engine.networks.remove(id);
	return done;
}

function creationOf(volume: unknown): number {
	const text = typeof volume === 'object' && volume !== null && 'CreatedAt' in volume ? volume.CreatedAt : undefined;
	const time = typeof text === 'string' ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? 0 : Math.max(0, time);
}

/** A volume has no id: one that was made anew under its name is told by its time. The engine refuses what any container has. */
async function removeVolume(name: string, {created}: Of<'volume'>, engine: Engine): Promise<Removal> {
	if (creationOf(await engine.volumes.inspect(name)) !== created) {
		return left('another volume has its name now');
	}

	await engine.volumes.remove(name);
	return done;
}

/** There is no other way to remove one entry, and no way to ask for one; the engine leaves what is in use or stood upon. */
async function removeCacheEntry(id: string, engine: Engine): Promise<Removal> {
	const isRemoved = await engine.system.removeBuildCache(id);
	return isRemoved ? done : left('the engine keeps it: it is in use, or other steps stand on it');
}

async function attempt({objectId, expected}: Candidate, engine: Engine): Promise<Removal> {
	switch (expected.kind) {
		case 'container': {
			return removeContainer(objectId, expected, engine);
		}

		case 'image': {
			return removeImage(objectId, expected, engine);
		}

		case 'network': {
			return removeNetwork(objectId, expected, engine);
		}

		case 'volume': {
			return removeVolume(objectId, expected, engine);
		}

		case 'cache': {
			return removeCacheEntry(objectId, engine);
		}
	}
}

/** Failures of one request, after which the next one may well succeed. */
const ownFailures: ReadonlySet<EngineErrorKind> = new Set(['failed', 'unsupported', 'read-only', 'bad-answer', 'timeout']);

/**
Removes exactly this object, if it is still what was listed and still unused: the engine is asked for it by its id right before.
Rejects only when the connection is at fault, or it was cancelled.
*/
export async function removeCandidate(candidate: Candidate, engine: Engine): Promise<Removal> {
	try {
		return await attempt(candidate, engine);
	} catch (error) {
		if (!(error instanceof EngineError)) {
			throw error;
		}

		const {kind, message, context: {words}} = error;
		if (kind === 'not-found') {
			return {status: 'gone', message: 'it was gone already'};
		}

		if (kind === 'conflict' || kind === 'rejected') {
			return left(words ?? message);
		}

		if (ownFailures.has(kind)) {
			return {status: 'failed', message: words ?? message};
		}

		throw error;
	}
}

/** The docker command that does the same. */
export function removalCommand({kind, objectId, expected}: Candidate): string {
	switch (kind) {
		case 'container': {
			return dockerCommand('rm', shortId(objectId));
		}

		case 'image': {
			return dockerCommand('image', 'rm', ...expected.kind === 'image' && expected.tags.length > 0 ? expected.tags : [shortId(objectId)]);
		}

		case 'network': {
			return dockerCommand('network', 'rm', shortId(objectId));
		}

		case 'volume': {
			return dockerCommand('volume', 'rm', objectId);
		}

		case 'cache': {
			return dockerCommand('builder', 'prune', '--all', '--force', '--filter', `id=${objectId}`);
		}
	}
}
