import type {Machine} from './machine.ts';
import {holdsPort, type PortEntry} from './port-entry.ts';
import {urlOf} from './port-url.ts';
import {allInterfaces, formatAddress} from './ports.ts';

const loopback = /^(?:127\.|::1$)/;

/** True when nobody but the engine's own machine reaches it. */
export function loopbackOnly({addresses}: Pick<PortEntry, 'addresses'>): boolean {
	return addresses.length > 0 && addresses.every(address => loopback.test(address));
}

function imageOf({owner}: PortEntry): string {
	return owner.type === 'container' ? owner.container.image : owner.service.image;
}

/** The number on the host, the first of a range; undefined when there is none or it is chosen at the start. */
function hostPortOf({hostPort}: PortEntry): number | undefined {
	return hostPort === 0 ? undefined : hostPort;
}

/** What may be tried in a browser, by guess. A range has none: nobody publishes a range of web servers. */
export function entryUrl(entry: PortEntry, {host}: Pick<Machine, 'host'>): string | undefined {
	const {addresses, hostPort, containerPort, count, protocol, kind} = entry;
	return kind === 'exposed' || count > 1 ? undefined : urlOf({hostAddress: addresses[0] ?? '', hostPort, containerPort, protocol}, imageOf(entry), host);
}

/** `host:port` as it is reached from here; undefined without a port of the host. */
export function entryAddress(entry: PortEntry, {host}: Pick<Machine, 'host'>): string | undefined {
	const hostPort = hostPortOf(entry);
	if (hostPort === undefined) {
		return undefined;
	}

	const [address = ''] = entry.addresses;
	return `${formatAddress(isEverywhere(entry) ? host : address)}:${hostPort}`;
}

function isEverywhere(entry: PortEntry): boolean {
	return entry.kind !== 'exposed' && (entry.kind === 'host' || allInterfaces(entry));
}

/**
The command that brings a TCP port of the engine's machine to the person's own: `ssh -L 8080:localhost:8080 ops@server`. One that is
exposed only is reached at the container's own address, as long as it has one. Undefined where ssh cannot help: UDP, or no port yet.
*/
export function tunnelCommand(entry: PortEntry, {ssh}: Pick<Machine, 'ssh'>): string | undefined {
	const target = entry.protocol === 'tcp' ? tunnelTarget(entry) : undefined;
	if (!target) {
		return undefined;
	}

	// Below 1024 a port is the administrator's, on the person's machine as well.
	const local = target.port < 1024 ? 8000 + target.port : target.port;
	return ['ssh', '-N', '-L', `${local}:${formatAddress(target.address)}:${target.port}`, ...ssh.port === undefined ? [] : ['-p', String(ssh.port)], ssh.target].join(' ');
}

function tunnelTarget(entry: PortEntry): {readonly address: string; readonly port: number} | undefined {
	if (entry.kind === 'exposed') {
		const attachments = entry.owner.type === 'container' ? entry.owner.container.attachments : [];
		const address = attachments.flatMap(({ipv4, ipv6}) => ipv4 ?? ipv6 ?? [])[0];
		return address === undefined ? undefined : {address, port: entry.containerPort};
	}

	const port = hostPortOf(entry);
	const [address = ''] = entry.addresses;
	return port === undefined ? undefined : {address: isEverywhere(entry) || loopbackOnly(entry) ? loopbackName(address) : address, port};
}

// A server may listen on IPv6 alone, and `localhost` then leads to nothing.
function loopbackName(address: string): string {
	return ['::', '::1'].includes(address) ? '::1' : (['', '0.0.0.0', '127.0.0.1'].includes(address) ? 'localhost' : address);
}

/** Who reaches the port, in words. */
export function reachWords(entry: PortEntry): string {
	switch (entry.kind) {
		case 'exposed': {
			return 'not published: only other containers and the engine\'s machine reach it';
		}

		case 'host': {
			return 'in the host\'s network: whatever it listens on, the host listens on';
		}

		case 'ingress': {
			return 'every node of the swarm, on all interfaces: reachable from outside';
		}

		case 'published':
		case 'wanted': {
			const then = holdsPort(entry) ? '' : ', once it runs';
			return allInterfaces(entry) ? `all interfaces: reachable from outside${then}` : (loopbackOnly(entry) ? `the engine's machine alone${then}` : `whoever reaches ${entry.addresses.join(', ')}${then}`);
		}
	}
}
