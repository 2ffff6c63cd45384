import {Refusal} from '../refusal.ts';
import {digestOf} from '../random.ts';
import type {BoundPort, Container, PortBinding} from './types.ts';
import type {World} from './world.ts';

/** The addresses a binding really takes: both families when none is named. */
const boundAddresses = (address: string): readonly string[] => address === '' ? ['0.0.0.0', '::'] : [address];

const isSixth = (address: string) => address.includes(':');

/** Whether two addresses fight for a port: the wildcard of a family takes all of that family. */
const overlap = (one: string, other: string): boolean => isSixth(one) === isSixth(other)
	&& (one === other || one === '0.0.0.0' || one === '::' || other === '0.0.0.0' || other === '::');

function * portsInUse(world: World, exceptId: string): Generator<BoundPort> {
	for (const container of world.containers.values()) {
		if (container.id !== exceptId) {
			yield * container.ports;
		}
	}
}

const wanted = (world: World, container: Container): readonly PortBinding[] => {
	const bindings = container.host.publishAllPorts
		? container.settings.exposedPorts.map((port): PortBinding => {
			const [number = '0', protocol] = port.split('/', 2);
			return {
				containerPort: Number(number), protocol: protocol === 'udp' ? 'udp' : 'tcp', hostAddress: '', hostPort: 0,
			};
		})
		: container.host.portBindings;
	return bindings.map(binding => binding.hostPort === 0 ? {...binding, hostPort: world.nextHostPort()} : binding);
};

/**
Binds the ports a container wants, one for each address family.

@throws a 500 refusal, worded as the engine does, when another running container has one of them.
*/
export function bindPorts(world: World, container: Container): readonly BoundPort[] {
	if (container.host.networkMode === 'host' || container.host.networkMode === 'none' || container.host.networkMode.startsWith('container:')) {
		return [];
	}

	const bindings = wanted(world, container);
	if (bindings.length === 0) {
		return [];
	}

	const inUse = [...portsInUse(world, container.id)];
	const bound = bindings.flatMap(binding => boundAddresses(binding.hostAddress).map(hostAddress => ({...binding, hostAddress})));
	for (const port of bound) {
		if (inUse.some(other => other.hostPort === port.hostPort && other.protocol === port.protocol && overlap(other.hostAddress, port.hostAddress))) {
			const endpoint = digestOf(`endpoint ${container.id} ${world.now()}`);
			const address = isSixth(port.hostAddress) ? `[${port.hostAddress}]` : port.hostAddress;
			throw new Refusal(500, `driver failed programming external connectivity on endpoint ${container.name} (${endpoint}): Bind for ${address}:${port.hostPort} failed: port is already allocated`);
		}
	}

	return bound;
}
