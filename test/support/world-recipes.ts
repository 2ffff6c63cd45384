import {type Dockerd} from './dockerd.ts';
import {untilEvent} from './engine-events.ts';
import {askEngine, requestEngine} from './engine-request.ts';
import {blockRemoval} from './blocked-removal.ts';

/** What a step that brings a container into its state has to work with. */
export type Kitchen = {
	readonly dockerd: Dockerd;
	readonly name: string;
	readonly id: string;

	/** Unix seconds before anything was made. */
	readonly since: number;
};

export type Recipe = {
	/** Body of the create request, on top of image and network. */
	readonly create: Readonly<Record<string, unknown>>;

	/** Brings the created container into its state. What it gives back is done before the container is removed. */
	readonly cook?: (kitchen: Kitchen) => Promise<void | (() => Promise<void>)>;

	/** Only where ports can be published. */
	readonly needsNetwork?: boolean;
};

const act = async ({dockerd, id}: Kitchen, action: string) => {
	await askEngine(dockerd.socketPath, 'POST', `/containers/${id}/${action}`);
};

const start = async (kitchen: Kitchen) => act(kitchen, 'start');

/** Resolves when a started container has ended. */
const untilEnded = async (kitchen: Kitchen) => act(kitchen, 'wait');

const runToEnd = async (kitchen: Kitchen) => {
	await start(kitchen);
	await untilEnded(kitchen);
};

/** For a start that must fail, after which the container stays "created" with the error. */
const failToStart = async ({dockerd, id, name}: Kitchen) => {
	const {status} = await requestEngine(dockerd.socketPath, 'POST', `/containers/${id}/start`);
	if (status < 400) {
		throw new Error(`${name} started against all expectations`);
	}
};

const pause = async (kitchen: Kitchen) => {
	await start(kitchen);
	await act(kitchen, 'pause');
};

const killWhenStarted = async (kitchen: Kitchen) => {
	await start(kitchen);
	await act(kitchen, 'kill');
	await untilEnded(kitchen);
};

const isOutOfMemory = async ({dockerd, id}: Kitchen): Promise<boolean> => {
	const {State: state} = await askEngine(dockerd.socketPath, 'GET', `/containers/${id}/json`) as {readonly State: {readonly OOMKilled: boolean}};
	return state.OOMKilled;
};

/** Engines sometimes miss the notice from the kernel (Docker 20.10: a third of instant kills), so it is tried again. */
const runOutOfMemory = async (kitchen: Kitchen, attempts = 5): Promise<void> => {
	await runToEnd(kitchen);
	if (await isOutOfMemory(kitchen)) {
		return;
	}

	if (attempts === 1) {
		throw new Error('The engine never noticed that memory ran out');
	}

	await runOutOfMemory(kitchen, attempts - 1);
};

const untilHealth = (status: 'healthy' | 'unhealthy') => async (kitchen: Kitchen) => {
	await start(kitchen);
	await untilEvent(kitchen.dockerd, {container: kitchen.id, event: `health_status: ${status}`, since: kitchen.since});
};

/** After three deaths the engine waits longer between starts than it needs for one: the state is seldom another. */
const untilRestarting = async (kitchen: Kitchen) => {
	await start(kitchen);
	await untilEvent(kitchen.dockerd, {
		container: kitchen.id, event: 'die', since: kitchen.since, count: 3,
	});
};

/** Says something on both streams, then waits and ends at once when told to. */
const longRunning = (extra = ''): readonly string[] => ['sh', '-c', `trap "exit 0" TERM INT; ${extra}echo "$0 is up"; echo "$0 warns" >&2; sleep 1000000 & wait`, 'main'];

const second = 1_000_000_000;

const health = (command: string) => ({Test: ['CMD-SHELL', command], Interval: second, Timeout: 5 * second, Retries: 1});

const composeLabels = (service: string, number: number) => ({
	'com.docker.compose.project': 'shop',
	'com.docker.compose.service': service,
	'com.docker.compose.container-number': String(number),
	'com.docker.compose.oneoff': 'False',
	'com.docker.compose.project.working_dir': '/srv/shop',
	'com.docker.compose.project.config_files': '/srv/shop/compose.yaml',
	'com.docker.compose.version': '2.40.3',
});

const composeService = (service: string, number: number, hostConfig: Readonly<Record<string, unknown>> = {}): Recipe => ({
	create: {
		Cmd: longRunning(),
		Labels: composeLabels(service, number),
		HostConfig: {NetworkMode: 'shop_default', ...hostConfig},
	},
	cook: start,
});

const published = {HostConfig: {PortBindings: {'80/tcp': [{HostIp: '127.0.0.1', HostPort: '18080'}]}}, ExposedPorts: {'80/tcp': {}, '81/tcp': {}}};

/** The containers of the world by name: the name says the state. */
export const recipes = {
	/** Running, with a line on each output stream and variables, one of them a secret. */
	running: {create: {Cmd: longRunning(), Env: ['GREETING=hello', 'DB_PASSWORD=hunter2'], Labels: {role: 'lead'}}, cook: start},
	healthy: {create: {Cmd: longRunning(), Healthcheck: health('echo fine')}, cook: untilHealth('healthy')},
	unhealthy: {create: {Cmd: longRunning(), Healthcheck: health('echo broken; exit 1')}, cook: untilHealth('unhealthy')},
	paused: {create: {Cmd: longRunning()}, cook: pause},
	created: {create: {Cmd: longRunning()}},

	/** Ended well, with a changed file in its writable layer. */
	'exited-0': {create: {Cmd: ['sh', '-c', 'echo done; echo changed > /tmp/changed']}, cook: runToEnd},
	'exited-3': {create: {Cmd: ['sh', '-c', 'echo "cannot go on" >&2; exit 3']}, cook: runToEnd},

	/** 137 by a signal, not for lack of memory. */
	killed: {create: {Cmd: longRunning()}, cook: killWhenStarted},

	/** 137 for lack of memory. */
	'out-of-memory': {
		create: {
			Cmd: ['sh', '-c', 'sleep 1; exec dd if=/dev/zero of=/dev/null bs=100M count=2'],
			HostConfig: {Memory: 16 * 1024 * 1024, MemorySwap: 16 * 1024 * 1024},
		},
		async cook(kitchen) {
			await runOutOfMemory(kitchen);
		},
	},

	/** Ends with 3 again and again. */
	restarting: {create: {Cmd: ['sh', '-c', 'echo "again in vain"; exit 3'], HostConfig: {RestartPolicy: {Name: 'always'}}}, cook: untilRestarting},

	/** Its removal was tried and failed. */
	dead: {
		create: {Cmd: longRunning()},
		cook: async ({dockerd, id}) => blockRemoval(dockerd, id),
	},

	/** Its program does not exist: created, exit code 127. */
	'failed-start': {create: {Cmd: ['/no/such/program']}, cook: failToStart},
	'shop-web-1': composeService('web', 1),
	'shop-web-2': composeService('web', 2),

	/** On the volume `shop_data` and on an anonymous one. */
	'shop-db-1': composeService('db', 1, {
		Mounts: [
			{Type: 'volume', Source: 'shop_data', Target: '/data'},
			{Type: 'volume', Target: '/scratch'},
		],
	}),

	/** On 127.0.0.1:18080, with port 81 exposed and not published. */
	published: {create: {Cmd: ['httpd', '-f', '-p', '80', '-h', '/etc'], ...published}, cook: start, needsNetwork: true},

	/** Wants the port that `published` has. */
	'port-conflict': {create: {Cmd: longRunning(), ...published}, cook: failToStart, needsNetwork: true},
} as const satisfies Readonly<Record<string, Recipe>>;

export type WorldName = keyof typeof recipes;
