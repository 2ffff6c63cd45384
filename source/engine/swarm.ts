import {timeLimit, within, type Client} from './client.ts';
import type {SwarmRequests} from './engine.ts';
import {expectList} from './read/expect.ts';
import {readService} from './read/service.ts';

/** What a manager of a swarm tells. */
export function createSwarm(client: Client): SwarmRequests {
	return {
		services: async (options = {}) => client.call({operation: 'list services'}, within(options, timeLimit.list), async docker =>
			expectList(await docker.listServices()).map(item => readService(item)).filter(service => service !== undefined)),
	};
}
