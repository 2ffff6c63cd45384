import {
	asFields,
	asLabels,
	asText,
	asTexts,
	ok,
	parameter,
	readFields,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {
	matchesAnyValue,
	matchesLabels,
	parseFilters,
	readMoment,
	readSwitch,
	requireKnownFilters,
} from '../filters.ts';
import {describeNetwork} from '../describe-network.ts';
import {badRequest, conflict, Refusal} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {findContainer, findNetwork} from '../world/find.ts';
import {joinNetwork} from '../world/connections.ts';
import {predefinedNetworks} from '../world/seed-networks.ts';
import {tellNetwork, tellPrune} from '../world/tell.ts';
import type {Container, Network} from '../world/types.ts';
import {changeContainer, isAlive, type World} from '../world/world.ts';

const isPredefined = ({name}: Network) => predefinedNetworks.includes(name);

const livingMembers = (world: World, network: Network): readonly Container[] => [...world.containers.values()].filter(container => isAlive(container) && network.name in container.networks);

const list = ({world, query}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	requireKnownFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
	const dangling = readSwitch(filters, 'dangling');
	const types = filters.get('type');
	const unknown = types?.find(type => type !== 'custom' && type !== 'builtin');
	if (unknown !== undefined) {
		throw badRequest(`invalid filter: 'type'='${unknown}'`);
	}

	const networks = [...world.networks.values()].filter(network => matchesAnyValue(filters.get('name'), [network.name], 'pattern')
		&& matchesAnyValue(filters.get('id'), [network.id], 'pattern')
		&& matchesAnyValue(filters.get('driver'), [network.driver], 'exact')
		&& matchesAnyValue(filters.get('scope'), [network.scope], 'exact')
		&& matchesLabels(network.labels, filters.get('label'))
		&& (!types || types.includes(isPredefined(network) ? 'builtin' : 'custom'))
		&& (dangling === undefined || dangling === (!isPredefined(network) && livingMembers(world, network).length === 0)));
	return ok(networks.map(network => describeNetwork(world, network, false)));
};

const inspect = (exchange: Exchange): Answer => ok(describeNetwork(exchange.world, findNetwork(exchange.world, parameter(exchange, 'id')), true));

function freeBlock(world: World): number {
	const taken = new Set([...world.networks.values()].flatMap(({subnets}) => subnets.map(({subnet}) => subnet)));
	for (let block = 24; block < 256; block++) {
		if (!taken.has(`172.${block}.0.0/16`)) {
			return block;
		}
	}

	throw new Refusal(500, 'all predefined address pools have been fully subnetted');
}

const create = async (exchange: Exchange): Promise<Answer> => {
	const {world} = exchange;
	const fields = await readFields(exchange);
	const name = asText(fields['Name']);
	if (!/^[\dA-Za-z][\w\-.]*$/v.test(name)) {
		throw badRequest(`invalid network name "${name}"`);
	}

	if (predefinedNetworks.includes(name)) {
		throw new Refusal(403, `operation is not permitted on predefined ${name} network `);
	}

	if (world.networks.values().some(network => network.name === name)) {
		throw conflict(`network with name ${name} already exists`);
	}

	const wishes = asFields(fields['IPAM'])['Config'];
	const subnets = (Array.isArray(wishes) ? wishes : []).map(wish => ({subnet: asText(asFields(wish)['Subnet']), gateway: asText(asFields(wish)['Gateway'])})).filter(({subnet}) => subnet !== '');
	const block = freeBlock(world);
	const id = world.freshId('network');
	world.networks.set(id, {
		id,
		name,
		created: world.now(),
		driver: asText(fields['Driver']) || 'bridge',
		scope: 'local',
		subnets: subnets.length > 0 ? subnets : [{subnet: `172.${block}.0.0/16`, gateway: `172.${block}.0.1`}],
		internal: fields['Internal'] === true,
		attachable: fields['Attachable'] === true,
		ipv6: fields['EnableIPv6'] === true,
		options: asLabels(fields['Options']),
		labels: asLabels(fields['Labels']),
	});
	tellNetwork(world, 'create', id);
	return {status: 201, body: {Id: id, Warning: ''}};
};

function destroy(world: World, network: Network): void {
	tellNetwork(world, 'destroy', network.id);
	world.networks.delete(network.id);
}

const remove = (exchange: Exchange): Answer => {
	const {world} = exchange;
	const network = findNetwork(world, parameter(exchange, 'id'));
	if (isPredefined(network)) {
		throw new Refusal(403, `${network.name} is a pre-defined network and cannot be removed`);
	}

	const members = livingMembers(world, network);
	if (members.length > 0) {
		const names = members.map(({name, networks}) => `name:"${name}" id:"${networks[network.name]?.endpointId.slice(0, 12) ?? ''}"`);
		throw new Refusal(403, `error while removing network: network ${network.name} has active endpoints (${names.join(', ')})`);
	}

	destroy(world, network);
	return {status: 204};
};

const connect = async (exchange: Exchange): Promise<Answer> => {
	const {world} = exchange;
	const network = findNetwork(world, parameter(exchange, 'id'));
	const fields = await readFields(exchange);
	const container = findContainer(world, asText(fields['Container']));
	if (network.name in container.networks && isAlive(container)) {
		throw new Refusal(403, `endpoint with name ${container.name} already exists in network ${network.name}`);
	}

	if (network.driver === 'host' || 'host' in container.networks) {
		throw new Refusal(403, 'container sharing network namespace with another container or host cannot be connected to any other network');
	}

	const aliases = asTexts(asFields(fields['EndpointConfig'])['Aliases']);
	const joining: Container = {
		...container, networks: {
			...container.networks, [network.name]: {
				networkId: network.id, aliases, endpointId: '', ipv4: '', ipv6: '', macAddress: '',
			},
		},
	};
	const networks = isAlive(container) ? {...joining.networks, [network.name]: joinNetwork(world, joining, network.name)} : joining.networks;
	changeContainer(world, container.id, {networks});
	tellNetwork(world, 'connect', network.id, {container: container.id});
	return {status: 200};
};

const disconnect = async (exchange: Exchange): Promise<Answer> => {
	const {world} = exchange;
	const network = findNetwork(world, parameter(exchange, 'id'));
	const fields = await readFields(exchange);
	const container = findContainer(world, asText(fields['Container']));
	const {[network.name]: left, ...rest} = container.networks;
	if (!left) {
		throw new Refusal(403, `container ${container.id} is not connected to network ${network.name}`);
	}

	changeContainer(world, container.id, {networks: rest});
	tellNetwork(world, 'disconnect', network.id, {container: container.id});
	return {status: 200};
};

const prune = ({world, query}: Exchange): Answer => {
	const filters = parseFilters(query.get('filters') ?? undefined);
	requireKnownFilters(filters, ['label', 'label!', 'until']);
	const [until] = filters.get('until') ?? [];
	const latest = until === undefined ? Infinity : readMoment(until, world.now());
	const unwanted = filters.get('label!');
	const doomed = [...world.networks.values()].filter(network => !isPredefined(network)
		&& network.created < latest
		&& livingMembers(world, network).length === 0
		&& matchesLabels(network.labels, filters.get('label'))
		&& !(unwanted && matchesLabels(network.labels, unwanted)));
	for (const network of doomed) {
		destroy(world, network);
	}

	tellPrune(world, 'network', 0);
	return ok({NetworksDeleted: doomed.length > 0 ? doomed.map(({name}) => name) : null});
};

/** What is asked of networks. */
export const networkRoutes: readonly Route[] = [
	route('GET', '/networks', list),
	route('POST', '/networks/create', create),
	route('POST', '/networks/prune', prune),
	route('POST', '/networks/{id}/connect', connect),
	route('POST', '/networks/{id}/disconnect', disconnect),
	route('GET', '/networks/{id}', inspect),
	route('DELETE', '/networks/{id}', remove),
];
