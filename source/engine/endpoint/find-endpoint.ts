import type {EndpointAddress} from '../../model/endpoint.ts';
import {EngineError} from '../../model/engine-error.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {urlOf, parseHost} from './host.ts';
import type {Place} from './place.ts';
import {probeSocket, type ProbeResult} from './probe.ts';
import type {Surroundings} from './surroundings.ts';
import {wellKnownSockets, type KnownSocket} from './well-known-sockets.ts';

type Tried = KnownSocket & {readonly result: ProbeResult};

/**
The default socket, or, when nothing is there or nobody listens, the first well-known socket that answers, and says so.
A default socket that exists and refuses this user, or is slow, stays the choice: its own error tells more than another engine would.
Rejects with an `EngineError` that names every place when none answers.
*/
export async function findEndpoint(surroundings: Surroundings): Promise<Place> {
	const {platform, probe = probeSocket} = surroundings;
	const address = parseHost('', {platform, origin: 'the default'});
	const result = address.kind === 'tcp' ? 'answers' : await probe(address.path);
	if (result !== 'missing' && result !== 'refused') {
		return found(address, 'the default socket');
	}

	const tried = await trySockets(surroundings);
	const answering = tried.find(place => place.result === 'answers');
	if (!answering) {
		throw nothingFound(urlOf(address), result, tried);
	}

	const reason = result === 'missing' ? 'the default socket is missing' : 'nothing listens at the default socket';
	return found(socketAddress(answering.path, platform), `found at ${answering.path} (${answering.product}), because ${reason}`);
}

/** Tries all well-known sockets at once, in the order of preference. */
export async function trySockets(surroundings: Surroundings): Promise<readonly Tried[]> {
	const {probe = probeSocket} = surroundings;
	const places = await wellKnownSockets(surroundings);
	return Promise.all(places.map(async place => ({...place, result: await probe(place.path)})));
}

/** The address of a socket's or a pipe's path. */
export function socketAddress(path: string, platform: NodeJS.Platform): EndpointAddress {
	return {kind: platform === 'win32' ? 'npipe' : 'unix', path};
}

function found(address: EndpointAddress, chosenBy: string): Place {
	return {
		address, url: urlOf(address), context: 'default', chosenBy: neutralise(chosenBy),
	};
}

const remarks: Readonly<Partial<Record<ProbeResult, string>>> = {
	refused: ' (nobody listens)',
	permission: ' (permission denied)',
	silent: ' (no answer)',
};

function nothingFound(endpoint: string, result: 'missing' | 'refused', tried: readonly Tried[]): EngineError {
	const places = tried.map(place => `${place.path}${remarks[place.result] ?? ''} for ${place.product}`);
	const kind = result === 'missing' ? 'no-socket' : 'refused';
	return new EngineError(kind, {
		operation: 'find an engine',
		endpoint,
		words: neutralise(`looked also at ${places.join(', ')}`),
		hint: 'Start the engine, or name it: -H unix:///path/to/socket, -c CONTEXT, or DOCKER_HOST.',
	});
}
