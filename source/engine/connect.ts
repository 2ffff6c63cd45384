import type {Endpoint} from '../model/endpoint.ts';
import {EngineError} from '../model/engine-error.ts';
import {createAttach} from './attach.ts';
import {createClient, loadDockerode, type Client} from './client.ts';
import {createContainers} from './containers.ts';
import type {Engine, RequestOptions} from './engine.ts';
import {createExec} from './exec.ts';
import {createEvents} from './events.ts';
import {engineError, type Subject} from './failure.ts';
import {createImages} from './images.ts';
import {createLogs} from './logs.ts';
import {createNetworks} from './networks.ts';
import {readVersion, type VersionAnswer} from './read/info.ts';
import {filled} from './read/values.ts';
import {BadAnswerError} from './response.ts';
import {createStats} from './stats.ts';
import {createSwarm} from './swarm.ts';
import {createSystem} from './system.ts';
import {createTransport, type RequestListener} from './transport.ts';
import {compareVersions, newestTested, oldestSpoken} from './version.ts';
import {createVolumes} from './volumes.ts';

const subject: Subject = {operation: 'connect'};

/** Milliseconds until an endpoint that does not answer is given up. */
const connectLimit = 15_000;

/** What answers there, when something does and it is no engine: a web server's page, another service's JSON, a 404. */
function asForeign(error: unknown, {endpoint}: Client): unknown {
	const isForeign = error instanceof EngineError && (error.kind === 'unsupported' || error.kind === 'not-found' || error.kind === 'bad-answer' || (error.kind === 'rejected' && ![401, 403, 407].includes(error.context.status ?? 0)));
	return isForeign ? engineError('not-an-engine', subject, endpoint, {words: error.context.words, cause: error}) : error;
}

async function askVersion(client: Client, options: RequestOptions): Promise<VersionAnswer> {
	try {
		return await client.call(subject, options, async docker => {
			const version = readVersion(await docker.version());
			if (!version) {
				throw new BadAnswerError('/version is not an engine\'s');
			}

			return version;
		});
	} catch (error) {
		throw asForeign(error, client);
	}
}

/** The version to speak: the lower of the engine's and ours, unless one is pinned. */
function negotiate(version: VersionAnswer, {endpoint}: Client): string {
	const pinned = filled(endpoint.pinnedVersion?.replace(/^v/v, '') ?? '');
	const spoken = pinned ?? (compareVersions(version.apiVersion, newestTested) < 0 ? version.apiVersion : newestTested);
	if (compareVersions(spoken, oldestSpoken) < 0) {
		throw engineError('api-too-old', subject, endpoint, {words: `it speaks API ${version.apiVersion}, ${oldestSpoken} is needed`});
	}

	return spoken;
}

/**
Connects to the engine at `endpoint`: asks for its version, agrees on one and reads who it is. With `readOnly` every request that
would change something rejects with the kind `read-only` before it is sent. Rejects with an `EngineError`; nothing is left open then.
*/
export async function connect(endpoint: Endpoint, {readOnly = false, signal, timeout = connectLimit, onRequest}: RequestOptions & {readonly readOnly?: boolean; readonly onRequest?: RequestListener} = {}): Promise<Engine> {
	const transport = createTransport(endpoint.address, endpoint.headers, onRequest);
	const docker = await loadDockerode();
	const first = createClient({
		endpoint, transport, docker, readOnly,
	});
	try {
		const version = await askVersion(first, {signal, timeout});
		const apiVersion = negotiate(version, first);
		const client = first.withVersion(apiVersion);
		const system = createSystem(client, version, apiVersion);
		const info = await system.info({signal, timeout});
		// A shell has connections of its own: it lives on when this engine's others are given up because its events did not come.
		const sessions = createClient({
			endpoint, transport: createTransport(endpoint.address, endpoint.headers, onRequest), docker, readOnly, version: apiVersion,
		});
		return {
			endpoint,
			info,
			readOnly,
			containers: {...createContainers(client), exec: createExec(sessions, info.product !== 'Podman'), attach: createAttach(sessions)},
			images: createImages(client),
			networks: createNetworks(client, info.product === 'Podman'),
			volumes: createVolumes(client),
			swarm: createSwarm(client),
			system,
			events: createEvents(client),
			logs: createLogs(client),
			stats: createStats(client, info),
			close: client.close,
		};
	} catch (error) {
		first.close();
		throw error;
	}
}
