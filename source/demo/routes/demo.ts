import {
	asFields,
	asNumber,
	asText,
	ok,
	readFields,
	readNumber,
	type Answer,
	type Exchange,
	type Fields,
} from '../exchange.ts';
import type {Fault, Faults} from '../faults.ts';
import {badRequest} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {findContainer} from '../world/find.ts';
import {probe} from '../world/health.ts';
import {populate} from '../world/people.ts';
import {endByItself} from '../world/run.ts';
import {isAlive} from '../world/world.ts';

const cuts = ['before-headers', 'after-headers', 'mid-body'] as const;

const readFault = (fields: Fields): Fault => ({
	...(typeof fields['delay'] === 'number' && {delay: fields['delay']}),
	...(fields['hang'] === true && {hang: true}),
	...(fields['cut'] !== undefined && {cut: cuts.find(cut => cut === fields['cut'])}),
	...(fields['garbage'] === true && {garbage: true}),
	...(typeof fields['status'] === 'number' && {status: fields['status']}),
	...(typeof fields['match'] === 'string' && {match: fields['match']}),
	...(typeof fields['times'] === 'number' && {times: fields['times']}),
});

const target = ({world, query}: Exchange) => findContainer(world, query.get('id') ?? '');

const addContainers = ({world, query}: Exchange): Answer => ok({Ids: populate(world, readNumber(query, 'count') ?? 1)});

/** Lets a container's process end by itself. */
const endContainer = async (exchange: Exchange): Promise<Answer> => {
	const fields = await readFields(exchange);
	const container = target(exchange);
	if (!isAlive(container)) {
		throw badRequest(`container ${container.name} is not running`);
	}

	endByItself(exchange.world, container.id, {exitCode: asNumber(fields['exitCode']), oomKilled: fields['oomKilled'] === true});
	return {status: 204};
};

/** Runs one health check, passed or failed as told. */
const checkHealth = async (exchange: Exchange): Promise<Answer> => {
	const fields = await readFields(exchange);
	probe(exchange.world, target(exchange).id, fields['passes'] === true);
	return {status: 204};
};

/** Writes lines into a container's log. */
const writeLog = async (exchange: Exchange): Promise<Answer> => {
	const fields = await readFields(exchange);
	const container = target(exchange);
	for (const line of Array.isArray(fields['lines']) ? fields['lines'] : []) {
		const {text, stream} = asFields(line);
		exchange.world.logs.write(container, {time: exchange.world.now(), text: asText(typeof line === 'string' ? line : text), stream: stream === 'stderr' ? 'stderr' : 'stdout'});
	}

	return {status: 204};
};

/** What no real engine has: the switches of the demo itself. */
export function demoRoutes(faults: Faults): readonly Route[] {
	return [
		route('GET', '/demo/faults', () => ok(faults.list())),
		route('POST', '/demo/faults', async exchange => {
			faults.set(readFault(await readFields(exchange)));
			return {status: 204};
		}),
		route('DELETE', '/demo/faults', () => {
			faults.clear();
			return {status: 204};
		}),
		route('POST', '/demo/containers', addContainers),
		route('POST', '/demo/end', endContainer),
		route('POST', '/demo/health', checkHealth),
		route('POST', '/demo/logs', writeLog),
	];
}
