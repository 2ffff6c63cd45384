import {
	isOn,
	ok,
	parameter,
	type Answer,
	type Exchange,
} from '../exchange.ts';
import {route, type Route} from '../router.ts';
import {findContainer} from '../world/find.ts';
import {sample} from '../world/statistics.ts';
import {isAlive} from '../world/world.ts';

/** Milliseconds between two samples. */
const sampleEvery = 1000;

const streamSamples = (exchange: Exchange, id: string): void => {
	const {world, response, gone} = exchange;
	response.writeHead(200, {'Content-Type': 'application/json'});
	response.flushHeaders();
	let previous: number | undefined;
	const send = () => {
		const container = world.containers.get(id);
		if (!container) {
			clearInterval(timer);
			response.end();
			return;
		}

		const now = world.now();
		response.write(`${JSON.stringify(sample(container, now, previous))}\n`);
		previous = now;
	};

	const timer = setInterval(send, sampleEvery);
	timer.unref();
	gone.addEventListener('abort', () => {
		clearInterval(timer);
	});
	// A real engine takes its first sample a second after the question; a quiet world is not waited for.
	if (!world.lively) {
		send();
	}
};

const stats = async (exchange: Exchange): Promise<Answer | void> => {
	const {world, query} = exchange;
	const {id} = findContainer(world, parameter(exchange, 'id'));
	if (!query.has('stream') || isOn(query, 'stream')) {
		streamSamples(exchange, id);
		return;
	}

	const isOneShot = isOn(query, 'one-shot');
	const first = world.now();
	if (!isOneShot && isAlive(findContainer(world, id))) {
		await world.rest(sampleEvery);
	}

	const now = world.lively || isOneShot ? world.now() : first + sampleEvery;
	return ok(sample(findContainer(world, id), now, isOneShot ? undefined : first));
};

/** What containers use. */
export const statsRoutes: readonly Route[] = [
	route('GET', '/containers/{id}/stats', stats),
];
