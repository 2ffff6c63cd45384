import {once} from 'node:events';
import {request, type IncomingMessage} from 'node:http';
import {createInterface} from 'node:readline';
import {type Engine} from './images.ts';

export type EventWait = {
	/** Container, by name or id. */
	readonly container: string;

	/** As the engine names it: `die`, `start`, `health_status: unhealthy`. */
	readonly event: string;

	/** Unix seconds from which events count, so that none is missed. */
	readonly since: number;

	/** How many of them, default 1. */
	readonly count?: number;
};

/** Resolves when an engine has told so many events of a container. */
export const untilEvent = async ({socketPath}: Engine, {container, event, since, count = 1}: EventWait): Promise<void> => {
	const filters = JSON.stringify({container: [container], event: [event]});
	const query = new URLSearchParams({since: String(since), filters});
	const outgoing = request({socketPath, path: `/events?${query.toString()}`, agent: false});
	outgoing.end();
	const [response] = await once(outgoing, 'response') as [IncomingMessage];
	let left = count;
	for await (const line of createInterface({input: response})) {
		left -= line === '' ? 0 : 1;
		if (left === 0) {
			break;
		}
	}

	response.destroy();
	if (left > 0) {
		throw new Error(`The engine ended the stream of events before "${event}" of ${container}`);
	}
};
