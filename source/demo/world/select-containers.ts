import {
	matchesAnyValue,
	matchesLabels,
	readSwitch,
	requireKnownFilters,
	type Filters,
} from '../filters.ts';
import {badRequest, notFound} from '../refusal.ts';
import {findContainer, lookUpImage} from './find.ts';
import {chainIds} from './layers.ts';
import type {Container, Image} from './types.ts';
import {isAlive, type World} from './world.ts';

const knownFilters = ['ancestor', 'before', 'exited', 'expose', 'health', 'id', 'is-task', 'isolation', 'label', 'name', 'network', 'publish', 'since', 'status', 'volume'];
const statuses = new Set(['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead']);
const healths = new Set(['none', 'starting', 'healthy', 'unhealthy']);

function requireWords(filters: Filters, key: string, words: ReadonlySet<string>): void {
	const values = filters.get(key) ?? [];
	if (values.some(value => !words.has(value))) {
		throw badRequest(`invalid filter '${key}=[${values.join(' ')}]'`);
	}
}

function readExitCodes(filters: Filters): ReadonlySet<number> | undefined {
	const values = filters.get('exited');
	return values && new Set(values.map(value => {
		if (!/^-?\d+$/v.test(value)) {
			throw badRequest(`invalid filter 'exited=${value}'`);
		}

		return Number(value);
	}));
}

/** The image ids that count for `ancestor`: the named images and all that stand on their layers. */
function descendants(world: World, values: readonly string[] | undefined): ReadonlySet<string> | undefined {
	if (!values) {
		return undefined;
	}

	const ancestors = values.map(value => lookUpImage(world, value)).filter((image): image is Image => image !== undefined);
	const tops = new Set(ancestors.map(image => chainIds(image).at(-1)?.chainId ?? ''));
	return new Set([...world.images.values()].filter(image => chainIds(image).some(({chainId}) => tops.has(chainId))).map(image => image.id));
}

function reference(world: World, filters: Filters, key: 'before' | 'since'): Container | undefined {
	const [value] = filters.get(key) ?? [];
	if (value === undefined) {
		return undefined;
	}

	try {
		return findContainer(world, value);
	} catch {
		throw notFound(`No such container: ${value}`);
	}
}

const withoutProtocol = (port: string) => port.split('/', 1)[0] ?? port;

function matchesPorts(container: Container, filters: Filters): boolean {
	const publish = filters.get('publish');
	const expose = filters.get('expose');
	return (!publish || container.ports.some(port => publish.some(wish => withoutProtocol(wish) === String(port.hostPort) || withoutProtocol(wish) === String(port.containerPort))))
		&& (!expose || container.settings.exposedPorts.some(port => expose.some(wish => withoutProtocol(wish) === withoutProtocol(port))));
}

const networkNames = (container: Container) => [...Object.keys(container.networks), ...Object.values(container.networks).map(endpoint => endpoint.networkId)];
const mountNames = (container: Container) => container.mounts.flatMap(mount => [mount.name ?? mount.source, mount.destination]);

/**
The containers a list asks for, newest first.

@throws 400 for filters the engine does not know, 404 when `before` or `since` name no container.
*/
export function selectContainers(world: World, options: {readonly all: boolean; readonly limit: number; readonly filters: Filters}): readonly Container[] {
	const {filters, limit} = options;
	requireKnownFilters(filters, knownFilters);
	requireWords(filters, 'status', statuses);
	requireWords(filters, 'health', healths);
	const exitCodes = readExitCodes(filters);
	const images = descendants(world, filters.get('ancestor'));
	const before = reference(world, filters, 'before');
	const since = reference(world, filters, 'since');
	const isTask = readSwitch(filters, 'is-task');
	const isAll = options.all || limit > 0 || filters.has('status');
	const statusWishes = filters.get('status');
	const healthWishes = filters.get('health');
	const selected: Container[] = [];
	for (const container of world.containers.values()) {
		const {state} = container;
		const isMatches = (isAll || isAlive(container) || state.status === 'restarting')
			&& (!statusWishes || statusWishes.includes(state.status))
			&& (!healthWishes || healthWishes.includes(state.health?.status ?? 'none'))
			&& (!exitCodes || (exitCodes.has(state.exitCode) && !isAlive(container) && state.startedAt !== undefined))
			&& (!images || images.has(container.imageId))
			&& (!before || container.created < before.created)
			&& (!since || container.created > since.created)
			&& isTask !== true
			&& matchesAnyValue(filters.get('id'), [container.id], 'pattern')
			&& matchesAnyValue(filters.get('name'), [container.name, `/${container.name}`], 'pattern')
			&& matchesAnyValue(filters.get('network'), networkNames(container), 'exact')
			&& matchesAnyValue(filters.get('volume'), mountNames(container), 'exact')
			&& matchesPorts(container, filters)
			&& matchesLabels(container.settings.labels, filters.get('label'));
		if (isMatches) {
			selected.push(container);
		}
	}

	const newestFirst = selected.toSorted((one, other) => other.created - one.created);
	return limit > 0 ? newestFirst.slice(0, limit) : newestFirst;
}
