import {parameter, type Exchange} from '../exchange.ts';
import {badRequest} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {findContainer} from '../world/find.ts';
import {isAlive} from '../world/world.ts';

const conditions = new Set(['', 'not-running', 'next-exit', 'removed']);

/** Answers when a container has ended (or is gone). The headers go out at once, as the engine does it. */
const wait = (exchange: Exchange): void => {
	const {world, query, response, gone} = exchange;
	const container = findContainer(world, parameter(exchange, 'id'));
	const condition = query.get('condition') ?? '';
	if (!conditions.has(condition)) {
		throw badRequest(`invalid condition: "${condition}"`);
	}

	response.writeHead(200, {'Content-Type': 'application/json'});
	response.flushHeaders();
	const answer = (code: number) => {
		response.end(`${JSON.stringify({StatusCode: code})}\n`);
	};

	const isRuns = isAlive(container) || container.state.status === 'restarting';
	if (!isRuns && (condition === '' || condition === 'not-running')) {
		answer(container.state.exitCode);
		return;
	}

	let {exitCode} = container.state;
	const silence = world.events.listen(({type, action, id, attributes}) => {
		if (type !== 'container' || id !== container.id) {
			return;
		}

		exitCode = action === 'die' ? Number(attributes['exitCode']) : exitCode;
		if (!(action === 'destroy' || (action === 'die' && condition !== 'removed'))) {
			return;
		}

		silence();
		answer(exitCode);
	});
	gone.addEventListener('abort', silence);
};

/** Waiting for the end of containers. */
export const waitRoutes: readonly Route[] = [
	route('POST', '/containers/{id}/wait', wait),
];
