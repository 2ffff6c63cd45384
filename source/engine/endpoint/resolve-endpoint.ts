import type {Endpoint} from '../../model/endpoint.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {readDockerConfig, type DockerConfig} from './docker-config.ts';
import {EndpointError} from './endpoint-error.ts';
import {findEndpoint} from './find-endpoint.ts';
import {hostFlag} from './host.ts';
import {
	contextPlace,
	defaultPlace,
	hostPlace,
	withCommon,
	type Place,
} from './place.ts';
import type {Surroundings} from './surroundings.ts';
import {wantsTls} from './tls.ts';

/** What the command line says: at most one of the two. */
export type EndpointFlags = {
	readonly host?: string;
	readonly context?: string;
};

/**
Chooses the engine as docker's CLI does: --context, --host, DOCKER_HOST, DOCKER_CONTEXT, the current context, the default
socket. Only where all of these are silent and the default socket is dead are the well-known sockets tried: an engine that
was asked for is never replaced by another. Rejects with an `EngineError` (an `EndpointError` where no engine could even be named).
Source: docker/cli, cli/command/cli.go, resolveContextName and resolveDockerEndpoint.
*/
export async function resolveEndpoint(options: EndpointFlags & Surroundings): Promise<Endpoint> {
	if (isGiven(options.host) && isGiven(options.context)) {
		throw new EndpointError('--host and --context cannot be used together', {isUsage: true});
	}

	const config = await readDockerConfig(options);
	const place = await choosePlace(options, config);
	return withCommon(place, config, options);
}

const contextFlag = 'the flag --context';

async function choosePlace(options: EndpointFlags & Surroundings, {currentContext}: DockerConfig): Promise<Place> {
	const {host, context, environment} = options;
	// The context named `default` has no file: it stands for DOCKER_HOST or the default socket, as for docker's CLI.
	if (isGiven(context) && context !== 'default') {
		return contextPlace(context, contextFlag, options);
	}

	const asked = firstSet([host, hostFlag], [environment.DOCKER_HOST, 'DOCKER_HOST']);
	if (asked) {
		return hostPlace(asked.value, asked.rule, options);
	}

	const named = firstSet(
		[context, contextFlag],
		[environment.DOCKER_CONTEXT, 'DOCKER_CONTEXT'],
		[currentContext, `the current context “${neutralise(currentContext ?? '')}”`],
	);
	if (named) {
		return named.value === 'default' ? defaultPlace(named.rule, options) : contextPlace(named.value, named.rule, options);
	}

	return wantsTls(options) ? defaultPlace('DOCKER_TLS_VERIFY or DOCKER_TLS', options) : findEndpoint(options);
}

function isGiven(value: string | undefined): value is string {
	return value !== undefined && value.trim() !== '';
}

/** The first value that is given, with the rule it stands for. */
function firstSet(...rules: ReadonlyArray<readonly [value: string | undefined, rule: string]>): {readonly value: string; readonly rule: string} | undefined {
	for (const [value, rule] of rules) {
		if (isGiven(value)) {
			return {value, rule};
		}
	}

	return undefined;
}
