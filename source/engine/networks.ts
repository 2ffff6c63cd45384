import type Dockerode from 'dockerode';
import {timeLimit, within, type Client} from './client.ts';
import type {NetworkRequests, RequestOptions} from './engine.ts';
import {createNames} from './names.ts';
import {expectList, expectObject, readRows} from './read/expect.ts';
import {readNetwork, readNetworkDetails} from './read/network.ts';
import {fields, text} from './read/values.ts';
import {pathPart} from './reference.ts';

/** The body of a creation. Docker 20.10 allows two networks of one name unless told not to. */
function creation({name, driver = 'bridge', subnet, gateway, internal = false}: Parameters<NetworkRequests['create']>[0]): Dockerode.NetworkCreateOptions {
	const hasRange = subnet !== undefined || gateway !== undefined;
	return {
		Name: name,
		Driver: driver,
		Internal: internal,
		CheckDuplicate: true,
		...(hasRange && {IPAM: {Driver: 'default', Config: [{...(subnet !== undefined && {Subnet: subnet}), ...(gateway !== undefined && {Gateway: gateway})}]}}),
	};
}

/**
Networks. They are asked for by id: a name may be shared by several (before Docker 25), and may hold anything. `isRemovedByName` is for
Podman: 4.3 compares what it is asked to remove with the names of the networks that containers have, and takes a used one away by its id.
*/
export function createNetworks(client: Client, isRemovedByName = false): NetworkRequests {
	const names = createNames('network');

	const on = async <Result>(operation: string, id: string, options: RequestOptions, run: (network: Dockerode.Network) => Promise<Result>): Promise<Result> =>
		client.call({operation, object: names.of(id)}, options, async docker => run(docker.getNetwork(pathPart(id))));

	return {
		list: async (options = {}) => client.call({operation: 'list networks'}, within(options, timeLimit.list), async docker => {
			const networks = readRows(expectList(await docker.listNetworks()), readNetwork);
			names.learn(networks, true);
			return networks;
		}),
		inspect: async (id, options = {}) => on('inspect', id, options, async network => readNetworkDetails(expectObject(await network.inspect()), id)),
		create: async (wanted, options = {}) => client.call({operation: 'create', object: `network ${wanted.name}`}, options, async docker => {
			const network = await docker.createNetwork(creation(wanted));
			return text(network.id);
		}),
		async remove(id, options = {}) {
			await client.call({operation: 'remove', object: names.of(id)}, options, async docker => {
				const network = docker.getNetwork(pathPart(id));
				const name = isRemovedByName ? text(fields(await network.inspect()).Name) : '';
				await (name === '' ? network : docker.getNetwork(pathPart(name))).remove();
			});
		},
		async connect(id, containerId, {aliases, ...options} = {}) {
			await on('connect to', id, options, async network => {
				await network.connect({Container: containerId, ...(aliases && {EndpointConfig: {Aliases: [...aliases]}})});
			});
		},
		async disconnect(id, containerId, {force = false, ...options} = {}) {
			await on('disconnect from', id, options, async network => {
				await network.disconnect({Container: containerId, Force: force});
			});
		},
	};
}
