import {isIPv6} from 'node:net';
import type {EndpointAddress} from '../../model/endpoint.ts';
import {neutralise} from '../../terminal/neutralise.ts';
import {EndpointError} from './endpoint-error.ts';
import {defaultHost} from './surroundings.ts';

const plainPort = 2375;
const tlsPort = 2376;
// Where `tcp://:2375` and a TLS setting without any host lead (docker/cli, opts/hosts.go).
const defaultTcpHost = 'localhost';

/** How the command line's host is called in sentences. */
export const hostFlag = 'the flag --host';

export type HostOptions = {
	readonly platform: NodeJS.Platform;
	/** What named the host, for the error: `DOCKER_HOST`, `--host`, `the context “prod”`. */
	readonly origin: string;
	/** Whether TLS is going to be spoken, which changes the port that is meant when none is named. */
	readonly tls?: boolean;
};

/**
Reads a host as docker's CLI does: `unix:///path`, `npipe:////./pipe/name`, `tcp://host:port`, or `host:port` alone.
What cannot be reached that way is an `EndpointError` that says what named it.
*/
export function parseHost(text: string, options: HostOptions): EndpointAddress {
	const trimmed = text.trim();
	const host = trimmed === '' ? defaultHost(options.platform) : trimmed;
	const {named, rest = ''} = /^(?:(?<named>[^/:]*):\/\/)?(?<rest>.*)$/s.exec(host)?.groups ?? {};
	// Without a scheme it is `host:port`; a path alone is likelier a forgotten unix:// than a host.
	const scheme = named ?? (rest.includes('/') ? '' : 'tcp');
	switch (scheme) {
		case 'unix':
		case 'npipe': {
			return {kind: scheme, path: rest === '' ? defaultPath(scheme) : rest};
		}

		case 'tcp': {
			return parseTcp(rest, host, options);
		}

		case 'ssh': {
			throw new EndpointError(neutralise(`${options.origin} asks for ${host}: connections over ssh:// are not supported yet`), {
				endpoint: neutralise(host),
				hint: 'Forward the socket meanwhile: ssh -NL /tmp/engine.sock:/var/run/docker.sock HOST, then -H unix:///tmp/engine.sock.',
			});
		}

		case 'fd': {
			throw new EndpointError(neutralise(`${options.origin} asks for ${host}: fd:// is for an engine to listen on, not for a client to connect to`), {endpoint: neutralise(host)});
		}

		default: {
			throw invalid(host, options);
		}
	}
}

/** An address as a person writes it, neutralised. */
export function urlOf(address: EndpointAddress): string {
	if (address.kind !== 'tcp') {
		return neutralise(`${address.kind}://${address.path}`);
	}

	const {host, port} = address;
	return neutralise(`tcp://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

function defaultPath(scheme: 'unix' | 'npipe'): string {
	return defaultHost(scheme === 'npipe' ? 'win32' : 'linux').slice(`${scheme}://`.length);
}

function parseTcp(rest: string, whole: string, options: HostOptions): EndpointAddress {
	const slash = rest.indexOf('/');
	const authority = slash === -1 ? rest : rest.slice(0, slash);
	if (slash !== -1 && slash !== rest.length - 1) {
		throw new EndpointError(neutralise(`${options.origin} asks for ${whole}: an address with a path is not supported`), {endpoint: neutralise(whole)});
	}

	const parts = /^(?:\[(?<ipv6>[^\]]*)\]|(?<name>[\w\-.]*))(?::(?<digits>\d{0,5}))?$/.exec(authority)?.groups;
	const {ipv6, name = '', digits = ''} = parts ?? {};
	const port = digits === '' ? (options.tls ? tlsPort : plainPort) : Number(digits);
	// Node knows zones, as in fe80::1%eth0.
	const isHost = ipv6 === undefined || isIPv6(ipv6);
	if (!parts || !isHost || port < 1 || port > 65_535) {
		throw invalid(whole, options);
	}

	return {kind: 'tcp', host: ipv6 ?? (name === '' ? defaultTcpHost : name), port};
}

function invalid(host: string, {origin}: HostOptions): EndpointError {
	return new EndpointError(neutralise(`${origin} asks for “${host}”, which is not an engine's address`), {
		endpoint: neutralise(host),
		hint: 'Write unix:///path/to/socket, tcp://host:port (IPv6 in brackets) or npipe:////./pipe/name.',
		isUsage: origin === hostFlag,
	});
}
