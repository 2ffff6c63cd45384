import {formatAddress} from './ports.ts';
import type {Port} from './port.ts';

const securePorts: ReadonlySet<number> = new Set([443, 2376, 4443, 6443, 8443, 9443, 10_443]);
// What listens there by custom does not speak HTTP: ssh, mail, DNS, databases, queues.
const otherPorts: ReadonlySet<number> = new Set([21, 22, 23, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 4222, 5432, 5672, 6379, 6432, 8883, 9042, 9092, 11_211, 26_379, 27_017]);
const otherImages = /(?:^|\/)(?:postgres|postgis|pgbouncer|mysql|mariadb|percona|redis|valkey|mongo|memcached|cassandra|kafka|zookeeper|mosquitto)(?:$|[:@])/;
const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/**
The address to try in a browser, by guess: https where the container's port says so, else http.
Undefined when the port is not published or, by its number or its image, speaks something else.
`host` stands for the engine's machine where the port is published on all addresses.
*/
export function urlOf(port: Port, image = '', host = 'localhost'): string | undefined {
	const {hostAddress = '', hostPort, containerPort, protocol} = port;
	if (hostPort === undefined || hostPort === 0 || protocol !== 'tcp' || otherPorts.has(containerPort) || otherImages.test(image)) {
		return undefined;
	}

	const scheme = securePorts.has(containerPort) ? 'https' : 'http';
	const isUsual = hostPort === (scheme === 'https' ? 443 : 80);
	const name = formatAddress(everywhere.has(hostAddress) ? host : hostAddress);
	return `${scheme}://${name}${isUsual ? '' : `:${hostPort}`}`;
}
