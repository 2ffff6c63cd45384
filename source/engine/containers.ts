import type Dockerode from 'dockerode';
import {timeLimit, within, type Client} from './client.ts';
import type {ContainerRequests, RequestOptions} from './engine.ts';
import {createNames} from './names.ts';
import {hasChanged} from './outcome.ts';
import {readContainer} from './read/container.ts';
import {readContainerDetails} from './read/container-details.ts';
import {expectList, expectObject, readRows} from './read/expect.ts';
import {readChanges, readProcesses} from './read/processes.ts';
import {fields, number} from './read/values.ts';
import {pathPart} from './reference.ts';

/** Milliseconds that a stop may take beyond the seconds after which the engine kills. */
const stopSlack = 30_000;

/** More ids than this make an address longer than proxies let through; then the whole list is read. */
const fewIds = 50;

/** Without `seconds` the container's own stop timeout counts, which nobody here knows. */
function stopLimit({seconds, timeout}: RequestOptions & {readonly seconds?: number}): number {
	return timeout ?? (seconds === undefined ? timeLimit.change : (seconds * 1000) + stopSlack);
}

/** Containers. A list costs about 2 ms for each on the containerd store (else 0.1 ms): its caller keeps to one at a time. */
export function createContainers(client: Client): Omit<ContainerRequests, 'exec' | 'attach'> {
	const names = createNames('container');

	const on = async <Result>(operation: string, id: string, options: RequestOptions, run: (container: Dockerode.Container) => Promise<Result>): Promise<Result> =>
		client.call({operation, object: names.of(id)}, options, async docker => run(docker.getContainer(pathPart(id))));

	return {
		async list({ids, networks, ...options} = {}) {
			// An engine takes an empty filter for none, and would answer with every container.
			if (ids?.length === 0) {
				return [];
			}

			return client.call({operation: 'list containers'}, within(options, timeLimit.list), async docker => {
				const isFew = ids !== undefined && ids.length <= fewIds;
				const filters: Record<string, string[]> | undefined = isFew ? {id: [...ids]} : networks && {network: [...networks]};
				const answer = await docker.listContainers({all: true, ...(filters && {filters})});
				const containers = readRows(expectList(answer), readContainer);
				names.learn(containers, !isFew && !networks);
				return ids === undefined ? containers : containers.filter(({id}) => ids.includes(id));
			});
		},
		create: async ({image, name, command, labels = {}, network}, options = {}) => client.call({operation: 'create', object: name === undefined ? 'a container' : `container ${name}`}, options, async docker => {
			const {id} = await docker.createContainer({
				Image: image,
				name,
				Cmd: [...command],
				Labels: {...labels},
				...network !== undefined && {HostConfig: {NetworkMode: network}},
			});
			return id;
		}),
		wait: async (id, options = {}) => on('wait for', id, within(options, timeLimit.change), async container => number(fields(await container.wait()).StatusCode)),
		inspect: async (id, options = {}) => on('inspect', id, options, async container => readContainerDetails(expectObject(await container.inspect()), id)),
		start: async (id, options = {}) => hasChanged(on('start', id, within(options, timeLimit.change), async container => {
			await container.start();
		})),
		stop: async (id, {seconds, ...options} = {}) => hasChanged(on('stop', id, {
			...options,
			timeout: stopLimit({seconds, ...options}),
		}, async container => {
			await container.stop({t: seconds});
		})),
		async restart(id, {seconds, ...options} = {}) {
			await on('restart', id, {...options, timeout: stopLimit({seconds, ...options})}, async container => {
				await container.restart({t: seconds});
			});
		},
		async kill(id, signalName, options = {}) {
			await on('kill', id, options, async container => {
				await container.kill({signal: signalName});
			});
		},
		async pause(id, options = {}) {
			await on('pause', id, options, async container => {
				await container.pause();
			});
		},
		async unpause(id, options = {}) {
			await on('unpause', id, options, async container => {
				await container.unpause();
			});
		},
		async rename(id, name, options = {}) {
			await on('rename', id, options, async container => {
				await container.rename({name});
			});
		},
		async remove(id, {force = false, anonymousVolumes = false, ...options} = {}) {
			await on('remove', id, within(options, timeLimit.change), async container => {
				await container.remove({force, v: anonymousVolumes});
			});
		},
		processes: async (id, options = {}) => on('list the processes of', id, options, async container => readProcesses(await container.top())),
		changes: async (id, options = {}) => on('list the changes of', id, within(options, timeLimit.change), async container => readChanges(await container.changes())),
	};
}
