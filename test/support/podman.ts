import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {startDaemon, type Daemon} from './daemon.ts';
import {createEnclosure, type Enclosure} from './enclosure.ts';

/** A private Podman service: Docker's API as Podman speaks it. */
export type PodmanService = {
	/** `unix://…`, as DOCKER_HOST takes it. */
	readonly address: string;
	readonly socketPath: string;

	/** Runs the podman CLI on this service's storage and gives its output. */
	readonly podman: (commandArguments: readonly string[]) => Promise<string>;

	/** Runs a program in the service's namespaces. */
	readonly inside: (command: readonly string[]) => Promise<string>;
	readonly pause: () => void;
	readonly resume: () => void;

	/** Kills the service alone; containers live on until `stop`. */
	readonly kill: () => Promise<void>;
	readonly start: () => Promise<void>;

	/** Kills everything and leaves no trace. */
	readonly stop: () => Promise<void>;
};

/*
Podman's defaults ask for more than a container or a CI machine often has: limits above the hard ones, crun, systemd, journald.
*/
const configuration = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
`;

const podmanCommand = (enclosure: Enclosure, podmanArguments: readonly string[]): readonly string[] => [
	// By environment and not by flag: there is none for the configuration.
	'env',
	`CONTAINERS_CONF=${path.join(enclosure.folder, 'containers.conf')}`,
	'podman',
	'--root',
	path.join(enclosure.folder, 'storage'),
	'--runroot',
	path.join(enclosure.folder, 'run'),
	'--tmpdir',
	path.join(enclosure.folder, 'tmp'),
	'--network-config-dir',
	path.join(enclosure.folder, 'networks'),
	'--volumepath',
	path.join(enclosure.folder, 'volumes'),
	'--cgroup-manager=cgroupfs',
	...podmanArguments,
];

/** Starts a Podman service of one's own in a folder, network and process tree of its own; resolves when it listens. Needs `podmanAvailability()`. */
export const startPodman = async (): Promise<PodmanService> => {
	const enclosure = await createEnclosure('podman', 'shipshape');
	await writeFile(path.join(enclosure.folder, 'containers.conf'), configuration);
	const socketPath = path.join(enclosure.folder, 'podman.sock');
	const address = `unix://${socketPath}`;
	const launch = async (): Promise<Daemon> => startDaemon({
		enclosure,
		command: podmanCommand(enclosure, ['--log-level=info', 'system', 'service', '--time=0', address]),
		isReady: line => line.includes('API service listening on'),
	});

	const firstLaunch = async (): Promise<Daemon> => {
		try {
			return await launch();
		} catch (error) {
			await enclosure.destroy();
			throw error;
		}
	};

	let service = await firstLaunch();
	return {
		address,
		socketPath,
		podman: async commandArguments => enclosure.run(podmanCommand(enclosure, commandArguments)),
		inside: enclosure.run,
		pause() {
			service.signal('SIGSTOP');
		},
		resume() {
			service.signal('SIGCONT');
		},
		async kill() {
			service.signal('SIGKILL');
			await service.ended();
		},
		async start() {
			service = await launch();
		},
		stop: enclosure.destroy,
	};
};
