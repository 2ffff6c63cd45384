import type {Endpoint} from './endpoint.ts';

/** The engine's machine, as it is reached. */
export type Machine = {
	/** From here, by a browser: a name or an address. */
	readonly host: string;
	/** From where the person sits, by ssh: `USER@HOST`, and its port when it is not 22. */
	readonly ssh: {readonly target: string; readonly port?: number};
	/** True when it is not this machine. */
	readonly isRemote: boolean;
};

/**
Where an engine's published ports are. A remote engine is its endpoint's host. A local one is `localhost` here; in an SSH session
the person reached this machine by the address and port of SSH_CONNECTION ("client port server port", sshd's manual), and else its own name is all there is.
*/
export function machineOf(endpoint: Pick<Endpoint, 'url' | 'address'> | undefined, engineName: string, environment: Readonly<Record<string, string | undefined>>): Machine {
	const remote = remoteOf(endpoint);
	if (remote) {
		return {host: bare(remote.hostname), ssh: {target: remote.username === '' ? bare(remote.hostname) : `${decodeURIComponent(remote.username)}@${bare(remote.hostname)}`, ...remote.protocol === 'ssh:' && remote.port !== '' && {port: Number(remote.port)}}, isRemote: true};
	}

	const {SSH_CONNECTION: connection = '', USER: user = ''} = environment;
	const [address, port] = connection.split(' ').slice(2);
	const host = address || engineName || 'localhost';
	return {
		host: 'localhost',
		ssh: {target: user === '' ? host : `${user}@${host}`, ...address && port && port !== '22' && {port: Number(port)}},
		isRemote: false,
	};
}

function remoteOf(endpoint: Pick<Endpoint, 'url' | 'address'> | undefined): URL | undefined {
	const url = /^(?:tcp|ssh|https?):\/\//.test(endpoint?.url ?? '') && URL.canParse(endpoint!.url) ? new URL(endpoint!.url) : undefined;
	return url && !isHere(bare(url.hostname)) ? url : undefined;
}

function bare(hostname: string): string {
	return hostname.replaceAll(/^\[|\]$/g, '');
}

function isHere(host: string): boolean {
	return host === '' || host === 'localhost' || host === '::1' || host.startsWith('127.');
}
