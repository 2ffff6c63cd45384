import type {EndpointAddress} from '../model/endpoint.ts';
import type {EngineErrorKind} from '../model/engine-error.ts';

type Hint = (address: EndpointAddress) => string;

const hints: ReadonlyMap<EngineErrorKind, Hint> = new Map<EngineErrorKind, Hint>([
	['no-socket', () => 'Is the engine installed and running? `docker context ls` shows other endpoints; -H or -c chooses one.'],
	['permission', ({kind}) => kind === 'npipe'
		? 'Join the group docker-users, then sign in again.'
		: 'Join the socket\'s group (`sudo usermod -aG docker "$USER"`), then log in again; or use a rootless engine.'],
	['refused', ({kind}) => kind === 'tcp' ? 'Is the engine running, and does it listen on this port?' : 'Is the engine running? Try `sudo systemctl start docker`.'],
	['unreachable', () => 'Check the host\'s name, the network and the firewall.'],
	['timeout', () => 'The engine may be busy, or a firewall may swallow the connection.'],
	['tls', () => 'Check the certificates (the context\'s, or those in DOCKER_CERT_PATH) and whether the engine speaks TLS on this port.'],
	['not-an-engine', () => 'Something else answers there: check the address and the port.'],
	['api-too-old', () => 'API 1.24 (Docker 1.12) is the oldest that can be spoken to.'],
]);

/** What a person may try against a failure of `kind`; undefined when there is nothing to say. */
export function hintFor(kind: EngineErrorKind, address: EndpointAddress): string | undefined {
	return hints.get(kind)?.(address);
}
