import {summarizeContainer} from '../describe-container.ts';
import {inspectContainer} from '../inspect-container.ts';
import {
	asFields,
	asNumber,
	asText,
	done,
	isOn,
	ok,
	parameter,
	readFields,
	readNumber,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {
	matchesLabels,
	parseFilters,
	readMoment,
	requireKnownFilters,
} from '../filters.ts';
import {badRequest, conflict} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {createContainer} from '../world/create-container.ts';
import {findContainer, imageNames} from '../world/find.ts';
import {pause, unpause} from '../world/freezer.ts';
import {kill, restart, start, stop} from '../world/lifecycle.ts';
import {rename} from '../world/names.ts';
import {processTable} from '../world/processes.ts';
import {remove} from '../world/removal.ts';
import {selectContainers} from '../world/select-containers.ts';
import {tellContainer, tellPrune} from '../world/tell.ts';
import type {Container, Limits, RestartPolicy} from '../world/types.ts';
import {changeContainer, isAlive} from '../world/world.ts';

const target = (exchange: Exchange): Container => findContainer(exchange.world, parameter(exchange, 'id'));

const list = ({world, query}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	const selected = selectContainers(world, {all: isOn(query, 'all'), limit: readNumber(query, 'limit') ?? 0, filters});
	const names = imageNames(world);
	const now = world.now();
	return ok(selected.map(container => summarizeContainer(world, container, {withSizes: isOn(query, 'size'), names, now})));
};

const inspect = (exchange: Exchange): Answer => ok(inspectContainer(exchange.world, target(exchange), isOn(exchange.query, 'size')));

const create = async (exchange: Exchange): Promise<Answer> => {
	const fields = await readFields(exchange);
	const id = createContainer(exchange.world, exchange.query.get('name') ?? undefined, fields);
	return {status: 201, body: {Id: id, Warnings: []}};
};

const startContainer = (exchange: Exchange): Answer => {
	start(exchange.world, target(exchange));
	return done;
};

const stopOptions = ({query}: Exchange) => ({timeout: readNumber(query, 't'), signal: query.get('signal') ?? undefined});

const stopContainer = async (exchange: Exchange): Promise<Answer> => {
	await stop(exchange.world, target(exchange), stopOptions(exchange));
	return done;
};

const restartContainer = async (exchange: Exchange): Promise<Answer> => {
	await restart(exchange.world, target(exchange), stopOptions(exchange));
	return done;
};

const killContainer = (exchange: Exchange): Answer => {
	const signal = exchange.query.get('signal') ?? '';
	kill(exchange.world, target(exchange), parameter(exchange, 'id'), signal === '' ? 'SIGKILL' : signal);
	return done;
};

const pauseContainer = (exchange: Exchange): Answer => {
	pause(exchange.world, target(exchange));
	return done;
};

const unpauseContainer = (exchange: Exchange): Answer => {
	unpause(exchange.world, target(exchange));
	return done;
};

const renameContainer = (exchange: Exchange): Answer => {
	rename(exchange.world, target(exchange), exchange.query.get('name') ?? '');
	return done;
};

const removeContainer = (exchange: Exchange): Answer => {
	const {query} = exchange;
	remove(exchange.world, target(exchange), {force: isOn(query, 'force'), withVolumes: isOn(query, 'v')});
	return done;
};

const limitFields: ReadonlyArray<readonly [string, keyof Limits]> = [
	['Memory', 'memory'],
	['MemoryReservation', 'memoryReservation'],
	['MemorySwap', 'memorySwap'],
	['NanoCpus', 'nanoCpus'],
	['CpuShares', 'cpuShares'],
	['CpuQuota', 'cpuQuota'],
	['CpuPeriod', 'cpuPeriod'],
	['CpusetCpus', 'cpusetCpus'],
	['PidsLimit', 'pidsLimit'],
	['BlkioWeight', 'blkioWeight'],
];

const policyNames: ReadonlyArray<RestartPolicy['name']> = ['no', 'always', 'unless-stopped', 'on-failure'];

const update = async (exchange: Exchange): Promise<Answer> => {
	const container = target(exchange);
	const fields = await readFields(exchange);
	const changed = Object.fromEntries(limitFields.filter(([field]) => field in fields).map(([field, limit]) => [limit, fields[field]]));
	const limits: Limits = {...container.host.limits, ...changed};
	if (limits.memory > 0 && limits.memory < 6 * 1024 * 1024) {
		throw badRequest('Minimum memory limit allowed is 6MB');
	}

	if (limits.memory > 0 && limits.memorySwap > 0 && limits.memorySwap < limits.memory) {
		throw badRequest('Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time');
	}

	const policy = asFields(fields['RestartPolicy']);
	const name = policyNames.find(known => known === policy['Name']);
	changeContainer(exchange.world, container.id, {
		host: {
			...container.host, limits, restartPolicy: name ? {name, maximumRetryCount: asNumber(policy['MaximumRetryCount'])} : container.host.restartPolicy,
		},
	});
	tellContainer(exchange.world, 'update', container);
	return ok({Warnings: null});
};

const top = (exchange: Exchange): Answer => {
	const container = target(exchange);
	if (!isAlive(container)) {
		throw conflict(`container ${container.id} is not running`);
	}

	tellContainer(exchange.world, 'top', container);
	return ok(processTable(exchange.world, container, asText(exchange.query.get('ps_args'), '-ef')));
};

const changes = (exchange: Exchange): Answer => {
	const container = target(exchange);
	return ok(container.changes.length > 0 ? container.changes.map(({path, kind}) => ({Path: path, Kind: kind})) : null);
};

const resize = (exchange: Exchange): Answer => {
	const container = target(exchange);
	if (!isAlive(container)) {
		throw conflict(`container ${container.id} is not running`);
	}

	tellContainer(exchange.world, 'resize', container, {height: exchange.query.get('h') ?? '0', width: exchange.query.get('w') ?? '0'});
	return {status: 200};
};

const prune = ({world, query}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	requireKnownFilters(filters, ['label', 'label!', 'until']);
	const [until] = filters.get('until') ?? [];
	const latest = until === undefined ? Infinity : readMoment(until, world.now());
	const unwanted = filters.get('label!');
	const doomed = [...world.containers.values()].filter(container => ['created', 'exited', 'dead'].includes(container.state.status)
		&& container.created < latest
		&& matchesLabels(container.settings.labels, filters.get('label'))
		&& !(unwanted && matchesLabels(container.settings.labels, unwanted)));
	for (const container of doomed) {
		remove(world, container, {force: false, withVolumes: false});
	}

	const reclaimed = doomed.reduce((sum, container) => sum + container.sizeWritable, 0);
	tellPrune(world, 'container', reclaimed);
	return ok({ContainersDeleted: doomed.length > 0 ? doomed.map(({id}) => id) : null, SpaceReclaimed: reclaimed});
};

/** What is asked of containers, but for what streams. */
export const containerRoutes: readonly Route[] = [
	route('GET', '/containers/json', list),
	route('POST', '/containers/create', create),
	route('POST', '/containers/prune', prune),
	route('GET', '/containers/{id}/json', inspect),
	route('POST', '/containers/{id}/start', startContainer),
	route('POST', '/containers/{id}/stop', stopContainer),
	route('POST', '/containers/{id}/restart', restartContainer),
	route('POST', '/containers/{id}/kill', killContainer),
	route('POST', '/containers/{id}/pause', pauseContainer),
	route('POST', '/containers/{id}/unpause', unpauseContainer),
	route('POST', '/containers/{id}/rename', renameContainer),
	route('POST', '/containers/{id}/update', update),
	route('GET', '/containers/{id}/top', top),
	route('GET', '/containers/{id}/changes', changes),
	route('POST', '/containers/{id}/resize', resize),
	route('DELETE', '/containers/{id}', removeContainer),
];
