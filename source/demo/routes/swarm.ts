import {Refusal} from '../refusal.ts';
import {route, type Route} from '../router.ts';

const notManager = (): never => {
	throw new Refusal(503, 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.');
};

const notMember = (): never => {
	throw new Refusal(503, 'This node is not part of a swarm');
};

const nouns = ['services', 'tasks', 'nodes', 'secrets', 'configs'] as const;

/** The engine is in no swarm: all of it is refused, in the engine's words. */
export const swarmRoutes: readonly Route[] = [
	route('GET', '/swarm', notManager),
	route('GET', '/swarm/unlockkey', notManager),
	route('POST', '/swarm/update', notManager),
	route('POST', '/swarm/leave', notMember),
	...nouns.flatMap(noun => [
		route('GET', `/${noun}`, notManager),
		route('GET', `/${noun}/{rest:.*}`, notManager),
		route('POST', `/${noun}/{rest:.*}`, notManager),
		route('DELETE', `/${noun}/{rest:.*}`, notManager),
	]),
];
