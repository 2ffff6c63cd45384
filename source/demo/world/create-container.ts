import {
	asFields,
	asLabels,
	asNumber,
	asText,
	asTexts,
	type Fields,
} from '../exchange.ts';
import {badRequest, notFound} from '../refusal.ts';
import {canRun} from '../shell.ts';
import {behaviours} from './behaviours.ts';
import {familiarName, findNetwork, lookUpImage} from './find.ts';
import {requireFreeName} from './names.ts';
import {limitsWith} from './plan.ts';
import {anonymousLabel} from './seed-volumes.ts';
import {shellWorldOf} from './shell-world.ts';
import {tellContainer, tellVolume} from './tell.ts';
import type {
	Container,
	Endpoint,
	HealthCheck,
	HostSettings,
	Image,
	Mount,
	PortBinding,
	RestartPolicy,
	Settings,
} from './types.ts';
import {putContainer, type World} from './world.ts';

const milliseconds = (nanoseconds: unknown, fallback: number) => asNumber(nanoseconds) > 0 ? asNumber(nanoseconds) / 1_000_000 : fallback;

function readHealthCheck(value: unknown, image: Image): HealthCheck | undefined {
	const fields = asFields(value);
	const test = asTexts(fields['Test']);
	if (test[0] === 'NONE') {
		return undefined;
	}

	return test.length === 0
		? image.healthCheck
		: {
			test, interval: milliseconds(fields['Interval'], 30_000), timeout: milliseconds(fields['Timeout'], 30_000), retries: asNumber(fields['Retries']) || 3,
		};
}

function mergeEnvironment(own: readonly string[], image: readonly string[]): readonly string[] {
	const names = new Set(own.map(entry => entry.split('=', 1)[0]));
	return [...own, ...image.filter(entry => !names.has(entry.split('=', 1)[0]))];
}

function readSettings(fields: Fields, image: Image, id: string): Settings {
	const command = asTexts(fields['Cmd']);
	const entrypoint = fields['Entrypoint'] === undefined || fields['Entrypoint'] === null ? undefined : asTexts(fields['Entrypoint']).filter(Boolean);
	const bindings = Object.keys(asFields(asFields(fields['HostConfig'])['PortBindings']));
	return {
		hostname: asText(fields['Hostname']) || id.slice(0, 12),
		user: asText(fields['User']) || image.user,
		environment: mergeEnvironment(asTexts(fields['Env']), image.environment),
		command: command.length > 0 || entrypoint ? command : image.command,
		entrypoint: entrypoint ?? image.entrypoint,
		workingDirectory: asText(fields['WorkingDir']) || image.workingDirectory,
		labels: {...image.labels, ...asLabels(fields['Labels'])},
		exposedPorts: [...new Set([...image.exposedPorts, ...Object.keys(asFields(fields['ExposedPorts'])), ...bindings])],
		terminal: fields['Tty'] === true,
		openStdin: fields['OpenStdin'] === true,
		stopSignal: asText(fields['StopSignal']) || image.stopSignal,
		stopTimeout: typeof fields['StopTimeout'] === 'number' ? fields['StopTimeout'] : undefined,
		healthCheck: readHealthCheck(fields['Healthcheck'], image),
	};
}

function readBindings(value: unknown): readonly PortBinding[] {
	return Object.entries(asFields(value)).flatMap(([key, bindings]) => {
		const [port = '', protocol = 'tcp'] = key.split('/', 2);
		return (Array.isArray(bindings) ? bindings : []).map((binding): PortBinding => {
			const fields = asFields(binding);
			return {
				containerPort: Number(port),
				protocol: protocol === 'udp' || protocol === 'sctp' ? protocol : 'tcp',
				hostAddress: asText(fields['HostIp']),
				hostPort: Number(asText(fields['HostPort'], '0')) || 0,
			};
		});
	});
}

const policyNames: ReadonlyArray<RestartPolicy['name']> = ['always', 'unless-stopped', 'on-failure'];

function readHost(fields: Fields): HostSettings {
	const policy = asFields(fields['RestartPolicy']);
	const mode = asText(fields['NetworkMode']);
	return {
		networkMode: mode === '' || mode === 'default' ? 'bridge' : mode,
		portBindings: readBindings(fields['PortBindings']),
		restartPolicy: {name: policyNames.find(name => name === policy['Name']) ?? 'no', maximumRetryCount: asNumber(policy['MaximumRetryCount'])},
		limits: limitsWith({
			memory: asNumber(fields['Memory']), memoryReservation: asNumber(fields['MemoryReservation']), memorySwap: asNumber(fields['MemorySwap']), nanoCpus: asNumber(fields['NanoCpus']), cpuShares: asNumber(fields['CpuShares']), pidsLimit: asNumber(fields['PidsLimit']), cpusetCpus: asText(fields['CpusetCpus']),
		}),
		autoRemove: fields['AutoRemove'] === true,
		privileged: fields['Privileged'] === true,
		readOnlyRoot: fields['ReadonlyRootfs'] === true,
		capabilitiesAdded: asTexts(fields['CapAdd']),
		binds: asTexts(fields['Binds']),
		logDriver: asText(asFields(fields['LogConfig'])['Type']) || 'json-file',
		publishAllPorts: fields['PublishAllPorts'] === true,
	};
}

/** A volume by name, made when it is missing, as the engine does for mounts. */
function ensureVolume(world: World, wish: string): string {
	const name = wish === '' ? world.freshId('volume') : wish;
	if (!world.volumes.has(name)) {
		world.volumes.set(name, {
			name, driver: 'local', created: world.now(), size: 0, options: {}, labels: wish === '' ? anonymousLabel : {},
		});
		tellVolume(world, 'create', name);
	}

	return name;
}

const volumeMount = (world: World, wish: string, destination: string, writable: boolean): Mount => {
	const name = ensureVolume(world, wish);
	return {
		type: 'volume', name, source: `/var/lib/docker/volumes/${name}/_data`, destination, writable,
	};
};

function readMounts(world: World, fields: Fields, image: Image): readonly Mount[] {
	const host = asFields(fields['HostConfig']);
	const fromBinds = asTexts(host['Binds']).map((bind): Mount => {
		const [source = '', destination = '', mode = ''] = bind.split(':', 3);
		const isWritable = !mode.split(',').includes('ro');
		return source.startsWith('/')
			? {
				type: 'bind', source, destination, writable: isWritable,
			}
			: volumeMount(world, source, destination, isWritable);
	});
	const fromMounts = (Array.isArray(host['Mounts']) ? host['Mounts'] : []).map((entry): Mount => {
		const mount = asFields(entry);
		const destination = asText(mount['Target']);
		const isWritable = mount['ReadOnly'] !== true;
		const type = asText(mount['Type']);
		return type === 'bind' || type === 'tmpfs'
			? {
				type, source: asText(mount['Source']), destination, writable: isWritable,
			}
			: volumeMount(world, asText(mount['Source']), destination, isWritable);
	});
	const taken = new Set([...fromBinds, ...fromMounts].map(({destination}) => destination));
	const anonymous = [...image.volumes, ...Object.keys(asFields(fields['Volumes']))].filter(destination => !taken.has(destination));
	return [...fromBinds, ...fromMounts, ...[...new Set(anonymous)].map(destination => volumeMount(world, '', destination, true))];
}

function readNetworks(world: World, fields: Fields, mode: string): Readonly<Record<string, Endpoint>> {
	if (mode.startsWith('container:')) {
		return {};
	}

	const wishes = asFields(asFields(fields['NetworkingConfig'])['EndpointsConfig']);
	const names = Object.keys(wishes).length > 0 ? Object.keys(wishes) : [mode];
	return Object.fromEntries(names.map(wish => {
		const network = findNetwork(world, wish);
		const aliases = asTexts(asFields(wishes[wish])['Aliases']);
		return [network.name, {
			networkId: network.id, aliases, endpointId: '', ipv4: '', ipv6: '', macAddress: '',
		}];
	}));
}

const adjectives = ['brave', 'calm', 'eager', 'gentle', 'happy', 'jolly', 'keen', 'lucid', 'proud', 'witty'] as const;
const people = ['bell', 'curie', 'darwin', 'euler', 'franklin', 'hopper', 'lovelace', 'noether', 'turing', 'wozniak'] as const;

function inventName(world: World): string {
	const pick = (words: readonly string[]) => words[Math.floor(world.random() * words.length)] ?? '';
	const name = `${pick(adjectives)}_${pick(people)}`;
	return world.names.has(name) ? `${name}${world.names.size}` : name;
}

/** A command the tiny shell knows is really run; everything else is a service that lives on. */
function scriptOf(world: World, container: Container, image: Image): readonly string[] | undefined {
	const {command, entrypoint} = container.settings;
	const words = [...entrypoint, ...command];
	return canRun(words, shellWorldOf(world, container)) ? words : image.behaviour.script;
}

/**
Makes a container of a create request's body. Resolves to its id; nothing runs yet.

@throws 404 when the image is not there, 409 when the name is taken, 400 for a malformed name or no image.
*/
export function createContainer(world: World, wish: string | undefined, fields: Fields): string {
	const name = (wish ?? '').replace(/^\//v, '') || inventName(world);
	const reference = asText(fields['Image']);
	if (reference === '') {
		throw badRequest('No image specified');
	}

	const image = lookUpImage(world, reference);
	if (!image) {
		throw notFound(`No such image: ${familiarName(reference)}`);
	}

	requireFreeName(world, name);
	const id = world.freshId('container');
	const host = readHost(asFields(fields['HostConfig']));
	const settings = readSettings(fields, image, id);
	if ([...settings.entrypoint, ...settings.command].length === 0) {
		throw badRequest('no command specified');
	}

	const networks = readNetworks(world, fields, host.networkMode);
	const container: Container = {
		id,
		name,
		created: world.now(),
		image: reference,
		imageId: image.id,
		settings,
		host,
		mounts: readMounts(world, fields, image),
		networks,
		state: {
			status: 'created', exitCode: 0, oomKilled: false, error: '', processId: 0, stoppedByHand: false,
		},
		restartCount: 0,
		ports: [],
		sizeWritable: 0,
		changes: [],
		behaviour: image.behaviour,
		stream: Number.parseInt(id.slice(0, 7), 16),
	};
	const script = settings.terminal && settings.openStdin ? undefined : scriptOf(world, container, image);
	const behaviour = script ? {...behaviours.quiet, script} : image.behaviour;
	putContainer(world, {...container, behaviour});
	tellContainer(world, 'create', container);
	return id;
}
