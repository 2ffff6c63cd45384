import type {Endpoint, EndpointAddress, TlsFiles} from '../../model/endpoint.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {readContext} from './contexts.ts';
import type {DockerConfig} from './docker-config.ts';
import {EndpointError} from './endpoint-error.ts';
import {parseHost, urlOf} from './host.ts';
import {variable, type Surroundings} from './surroundings.ts';
import {contextTls, environmentTls, wantsTls} from './tls.ts';

/** A place without what goes for all of them: the pinned version and the headers. */
export type Place = Pick<Endpoint, 'address' | 'url' | 'context' | 'chosenBy'>;

/** The place that a context of the store leads to. */
export async function contextPlace(name: string, chosenBy: string, surroundings: Surroundings): Promise<Place> {
	const context = await readContext(name, surroundings);
	const tls = /^(?:unix|npipe|fd|ssh):/.test(context.host) ? undefined : await contextTls(context.tlsDirectory, context.skipVerify);
	const origin = `the context “${context.name}”`;
	const address = withTls(parseHost(context.host, {platform: surroundings.platform, origin, tls: tls !== undefined}), tls);
	return {
		address, url: urlOf(address), context: context.name, chosenBy,
	};
}

/** The place that a host leads to, with the TLS that the environment asks for. */
export async function hostPlace(host: string, chosenBy: string, surroundings: Surroundings): Promise<Place> {
	const parsed = parseHost(host, {platform: surroundings.platform, origin: chosenBy, tls: wantsTls(surroundings)});
	const address = parsed.kind === 'tcp' ? withTls(parsed, await environmentTls(surroundings)) : parsed;
	return {
		address, url: urlOf(address), context: 'default', chosenBy,
	};
}

/** The default without a search: with TLS in the environment that is a TCP port of this machine (docker/cli, opts/hosts.go). */
export async function defaultPlace(chosenBy: string, surroundings: Surroundings): Promise<Place> {
	return hostPlace(wantsTls(surroundings) ? 'tcp://127.0.0.1:2376' : '', chosenBy, surroundings);
}

/** Adds what is sent to every engine alike: the headers of the configuration and the version of DOCKER_API_VERSION. */
export function withCommon(place: Place, config: DockerConfig, surroundings: Surroundings): Endpoint {
	const pinned = variable(surroundings, 'DOCKER_API_VERSION')?.trim().replace(/^v/, '') ?? '';
	if (pinned !== '' && !/^\d{1,3}\.\d{1,3}$/.test(pinned)) {
		throw new EndpointError(neutralise(`DOCKER_API_VERSION is “${pinned}”, which is not a version such as 1.44`));
	}

	return {
		...place,
		...(pinned !== '' && {pinnedVersion: pinned}),
		...(config.headers && {headers: config.headers}),
	};
}

function withTls(address: EndpointAddress, tls: TlsFiles | undefined): EndpointAddress {
	return tls && address.kind === 'tcp' ? {...address, tls} : address;
}
