import {digestOf} from '../random.ts';
import {addressesAt} from './addresses.ts';
import {behaviours} from './behaviours.ts';
import {limitsWith} from './plan.ts';
import type {Container, Image, Network} from './types.ts';
import {putContainer, type World} from './world.ts';

const hour = 3_600_000;
const services = ['gateway', 'billing', 'catalogue', 'search', 'basket', 'invoice', 'session', 'thumbnail'] as const;

const fleetNetwork = (began: number): Network => ({
	id: digestOf('network fleet_default'),
	name: 'fleet_default',
	created: began - (48 * hour),
	driver: 'bridge',
	scope: 'local',
	subnets: [{subnet: '10.64.0.0/16', gateway: '10.64.0.1'}],
	internal: false,
	attachable: false,
	ipv6: false,
	options: {},
	labels: {'com.docker.compose.network': 'default', 'com.docker.compose.project': 'fleet'},
});

/** The n-th of many alike containers: two in three run, the others have ended. What they have in common is shared in memory. */
function citizen(world: World, number: number, image: Image, network: Network): Container {
	const service = services[number % services.length] ?? 'gateway';
	const id = digestOf(`fleet ${world.seed} ${number}`);
	const isRuns = number % 3 !== 2;
	const created = world.began - hour - (number * 1000);
	return {
		id,
		name: `fleet-${service}-${number + 1}`,
		created,
		image: image.tags[0] ?? image.id,
		imageId: image.id,
		settings: {
			hostname: id.slice(0, 12), user: '', environment: image.environment, command: image.command, entrypoint: image.entrypoint, workingDirectory: '', terminal: false, openStdin: false, exposedPorts: image.exposedPorts,
			labels: {
				'com.docker.compose.container-number': String(number + 1), 'com.docker.compose.oneoff': 'False', 'com.docker.compose.project': 'fleet', 'com.docker.compose.project.working_dir': '/srv/fleet', 'com.docker.compose.service': service,
			},
		},
		host: {
			networkMode: network.name, portBindings: [], restartPolicy: {name: 'no', maximumRetryCount: 0}, limits: limitsWith({}), autoRemove: false, privileged: false, readOnlyRoot: false, capabilitiesAdded: [], binds: [], logDriver: 'json-file', publishAllPorts: false,
		},
		mounts: [],
		networks: {
			[network.name]: {
				networkId: network.id, aliases: [service], endpointId: isRuns ? digestOf(`endpoint ${id}`) : '', ...(isRuns ? addressesAt(network, 2 + number) : {ipv4: '', ipv6: '', macAddress: ''}),
			},
		},
		state: {
			status: isRuns ? 'running' : 'exited', exitCode: isRuns ? 0 : number % 2, oomKilled: false, error: '', processId: isRuns ? world.nextProcessId() : 0, startedAt: created + 500, finishedAt: isRuns ? undefined : created + 60_000, stoppedByHand: false,
		},
		restartCount: 0,
		ports: [],
		sizeWritable: (number % 7) * 1000,
		changes: [],
		behaviour: number % 5 === 0 ? behaviours.nginx : behaviours.quiet,
		stream: Number.parseInt(id.slice(0, 7), 16),
	};
}

/** Adds many containers of one large project, as seen on a crowded engine. Calling it again adds more. */
export function populate(world: World, count: number): readonly string[] {
	if (count <= 0) {
		return [];
	}

	const network = world.networks.values().find(({name}) => name === 'fleet_default') ?? fleetNetwork(world.began);
	world.networks.set(network.id, network);
	const image = world.images.values().find(({tags}) => tags.includes('nginx:1.27-alpine'));
	if (!image) {
		return [];
	}

	const first = [...world.names.keys()].filter(name => name.startsWith('fleet-')).length;
	return Array.from({length: count}, (_unused, offset) => putContainer(world, citizen(world, first + offset, image, network)).id);
}
