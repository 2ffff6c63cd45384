import type {Endpoint, EndpointChoice} from '../../model/endpoint.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {listContexts, type BrokenContext, type DockerContext} from './contexts.ts';
import {readDockerConfig} from './docker-config.ts';
import {EndpointError} from './endpoint-error.ts';
import {socketAddress, trySockets} from './find-endpoint.ts';
import {urlOf, parseHost} from './host.ts';
import {
	contextPlace,
	defaultPlace,
	hostPlace,
	withCommon,
	type Place,
} from './place.ts';
import {probeSocket, type ProbeResult} from './probe.ts';
import {variable, type Surroundings} from './surroundings.ts';
import {wantsTls} from './tls.ts';

type Draft = Omit<EndpointChoice, 'current'>;

/**
Every engine that can be named here: the one of the command line, DOCKER_HOST, `default`, the contexts, then the
well-known sockets that no context leads to and somebody listens at. What cannot be used is listed with the reason; the one
in use (`current`) is marked.
*/
export async function listEndpoints(options: Surroundings & {readonly host?: string; readonly current?: Endpoint}): Promise<readonly EndpointChoice[]> {
	const {host = '', current} = options;
	const environmentHost = variable(options, 'DOCKER_HOST')?.trim() ?? '';
	const [sockets, contexts] = await Promise.all([trySockets(options), listContexts(options)]);
	const named = await Promise.all([
		...(host === '' ? [] : [hostChoice('--host', host, 'flag', options)]),
		...(environmentHost === '' ? [] : [hostChoice('DOCKER_HOST', environmentHost, 'environment', options)]),
		defaultChoice(options),
		...contexts.map(async context => contextChoice(context, options)),
	]);
	const urls = new Set(named.map(({url}) => url));
	const found = sockets
		.filter(({result}) => result === 'answers' || result === 'permission')
		.map(({product, path, result}): Draft => ({
			name: neutralise(product), url: urlOf(socketAddress(path, options.platform)), description: 'found on this machine', source: 'socket', ...problemOf(result),
		}))
		.filter(({url}) => !urls.has(url));
	return markCurrent([...named, ...found], current);
}

/** The endpoint that a choice of the list leads to. Rejects with an `EngineError`, as `resolveEndpoint` does. */
export async function endpointOfChoice(choice: EndpointChoice, surroundings: Surroundings): Promise<Endpoint> {
	const config = await readDockerConfig(surroundings);
	return withCommon(await placeOfChoice(choice, surroundings), config, surroundings);
}

async function placeOfChoice({name, url, source}: EndpointChoice, surroundings: Surroundings): Promise<Place> {
	const chosenBy = `chosen here: ${name}`;
	switch (source) {
		case 'context': {
			return name === 'default' ? defaultPlace(chosenBy, surroundings) : contextPlace(name, chosenBy, surroundings);
		}

		case 'environment': {
			return hostPlace(variable(surroundings, 'DOCKER_HOST') ?? '', chosenBy, surroundings);
		}

		case 'flag':
		case 'socket': {
			return hostPlace(url, chosenBy, surroundings);
		}

		case 'demo': {
			throw new EndpointError('the demo engine is not an endpoint of this machine: start with --demo');
		}
	}
}

async function defaultChoice(options: Surroundings): Promise<Draft> {
	const {platform, probe = probeSocket} = options;
	if (wantsTls(options)) {
		return hostChoice('default', 'tcp://127.0.0.1:2376', 'context', options);
	}

	const address = parseHost('', {platform, origin: 'the default'});
	const result = address.kind === 'tcp' ? 'answers' : await probe(address.path);
	return {
		name: 'default', url: urlOf(address), description: 'the default socket', source: 'context', ...problemOf(result),
	};
}

async function hostChoice(name: string, host: string, source: Draft['source'], options: Surroundings): Promise<Draft> {
	const description = source === 'environment' ? 'from the environment' : (source === 'flag' ? 'from the command line' : 'TLS from the environment');
	return {
		name, description, source, ...await urlOrProblem(host, async () => hostPlace(host, name, options)),
	};
}

async function contextChoice(context: DockerContext | BrokenContext, options: Surroundings): Promise<Draft> {
	if ('problem' in context) {
		return {
			...context, url: '', description: '', source: 'context',
		};
	}

	const {name, description, host} = context;
	return {
		name, description, source: 'context', ...await urlOrProblem(host, async () => contextPlace(name, name, options)),
	};
}

async function urlOrProblem(host: string, place: () => Promise<Place>): Promise<Pick<Draft, 'url' | 'problem'>> {
	try {
		const {url} = await place();
		return {url};
	} catch (error) {
		return {url: neutralise(host), problem: error instanceof Error ? error.message : String(error)};
	}
}

function problemOf(result: ProbeResult): Pick<Draft, 'problem'> {
	const problems: Readonly<Record<ProbeResult, string | undefined>> = {
		answers: undefined,
		missing: 'there is no socket',
		refused: 'nothing listens there',
		permission: 'permission denied',
		silent: undefined,
	};
	const problem = problems[result];
	return problem === undefined ? {} : {problem};
}

function markCurrent(choices: readonly Draft[], current: Endpoint | undefined): readonly EndpointChoice[] {
	const isCurrent = ({name, url, source}: Draft): boolean => current !== undefined && (current.context === 'default'
		? url === current.url
		: source === 'context' && name === current.context);
	const index = choices.findIndex(choice => isCurrent(choice));
	return choices.map((choice, place) => ({...choice, current: place === index}));
}
