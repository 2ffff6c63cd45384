import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {startDaemon, type Daemon} from './daemon.ts';
import {createEnclosure, type Enclosure} from './enclosure.ts';
import {runForText} from './run-program.ts';

export type DockerdOptions = {
	/** A bridge, NAT and published ports. They are the daemon's own network's: reach them with `inside`. Default false: containers need `--network none` or `host`, starting is twice as fast. */
	readonly network?: boolean;

	/** More flags for dockerd. */
	readonly flags?: readonly string[];

	/** The name the daemon knows its machine by, default `shipshape`. */
	readonly hostName?: string;
};

/** A private dockerd and its command line client. */
export type Dockerd = {
	/** `unix://…`, as DOCKER_HOST takes it. */
	readonly address: string;
	readonly socketPath: string;
	readonly hasNetwork: boolean;

	/** Runs the docker CLI against this daemon and gives its output, trimmed. Rejects with what it said on standard error. */
	readonly docker: (commandArguments: readonly string[]) => Promise<string>;

	/** Runs a program in the daemon's namespaces, its network above all. */
	readonly inside: (command: readonly string[]) => Promise<string>;

	/** The last lines of the daemon's log. */
	readonly log: () => string;

	/** Freezes the daemon (SIGSTOP): it accepts connections and answers nothing. */
	readonly pause: () => void;
	readonly resume: () => void;

	/** Kills the daemon alone (SIGKILL); its containers live on until it is started again. */
	readonly kill: () => Promise<void>;

	/** Starts a daemon that was killed. */
	readonly start: () => Promise<void>;

	/** Ends the daemon (SIGTERM), which stops its containers, and starts it again. */
	readonly restart: () => Promise<void>;

	/** Kills everything and leaves no trace. */
	readonly stop: () => Promise<void>;
};

const keptLogLines = 500;

/** Nothing of the developer's own contexts and credentials. */
const clientEnvironment = (configFolder: string): NodeJS.ProcessEnv => ({
	...process.env,
	DOCKER_CONTEXT: undefined,
	DOCKER_CONFIG: configFolder,
	// The other image builder needs a plugin that is not everywhere.
	DOCKER_BUILDKIT: '0',
});

const dockerdCommand = (enclosure: Enclosure, options: DockerdOptions): readonly string[] => [
	'dockerd',
	'--data-root',
	path.join(enclosure.folder, 'data'),
	'--exec-root',
	path.join(enclosure.folder, 'exec'),
	'--pidfile',
	path.join(enclosure.folder, 'pid'),
	'--host',
	`unix://${path.join(enclosure.folder, 'docker.sock')}`,
	'--exec-opt',
	'native.cgroupdriver=cgroupfs',
	'--cgroup-parent',
	enclosure.controlGroup,
	...(options.network === true ? [] : ['--bridge=none', '--iptables=false']),
	...options.flags ?? [],
];

/** Starts a dockerd of one's own in a folder, network and process tree of its own; resolves when it answers. Needs `engineAvailability()`. */
export const startDockerd = async (options: DockerdOptions = {}): Promise<Dockerd> => {
	const enclosure = await createEnclosure('dockerd', options.hostName ?? 'shipshape');
	const socketPath = path.join(enclosure.folder, 'docker.sock');
	const address = `unix://${socketPath}`;
	const configFolder = path.join(enclosure.folder, 'config');
	await mkdir(configFolder);

	let log: readonly string[] = [];
	const launch = async (): Promise<Daemon> => startDaemon({
		enclosure,
		command: dockerdCommand(enclosure, options),
		isReady: line => line.includes('API listen on'),
		onLine(line) {
			log = [...log.slice(-keptLogLines), line];
		},
	});

	const firstLaunch = async (): Promise<Daemon> => {
		try {
			return await launch();
		} catch (error) {
			await enclosure.destroy();
			throw error;
		}
	};

	let daemon = await firstLaunch();
	const end = async (signal: NodeJS.Signals) => {
		daemon.signal(signal);
		await daemon.ended();
	};

	const start = async () => {
		daemon = await launch();
	};

	return {
		address,
		socketPath,
		hasNetwork: options.network === true,
		docker: async commandArguments => runForText('docker', ['--host', address, ...commandArguments], {environment: clientEnvironment(configFolder)}),
		inside: enclosure.run,
		log: () => log.join('\n'),
		pause() {
			daemon.signal('SIGSTOP');
		},
		resume() {
			daemon.signal('SIGCONT');
		},
		kill: async () => end('SIGKILL'),
		start,
		async restart() {
			await end('SIGTERM');
			await start();
		},
		stop: enclosure.destroy,
	};
};

let shared: Promise<Dockerd> | undefined;

/** One dockerd (without network) for all tests of this process: started when first asked for, gone with the process. Leave nothing running in it that others would stumble over. */
export const sharedDockerd = async (): Promise<Dockerd> => {
	shared ??= startDockerd();
	return shared;
};
