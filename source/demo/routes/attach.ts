import type {Duplex} from 'node:stream';
import {toResponse} from '../connection.ts';
import {isOn, parameter, type Exchange} from '../exchange.ts';
import {streamType} from '../frames.ts';
import type {HijackHandler} from '../hijack.ts';
import {badRequest, conflict} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {runSession} from '../session.ts';
import {findContainer} from '../world/find.ts';
import {endByItself} from '../world/run.ts';
import {shellWorldOf} from '../world/shell-world.ts';
import {tellContainer} from '../world/tell.ts';
import type {Container} from '../world/types.ts';
import {isAlive, speakingUntil, type World} from '../world/world.ts';
import {encodeEntry, followLog} from './logs.ts';

/** Ctrl+p ctrl+q: leaves the container without ending it. */
const detachKeys = '\u{10}\u{11}';

/** Lets the user type into the container's own shell; when the shell is left, the container ends. */
async function converse(world: World, container: Container, connection: Duplex): Promise<void> {
	const exitCode = await runSession({
		command: container.settings.command, setting: shellWorldOf(world, container), connection, withInput: true,
	}, container.settings.terminal);
	const current = world.containers.get(container.id);
	if (current && isAlive(current) && current.state.processId === container.state.processId) {
		endByItself(world, container.id, {exitCode});
	}
}

/** Refuses what cannot be attached to. */
function attachable(world: World, id: string, query: URLSearchParams): Container {
	const container = findContainer(world, id);
	if (container.state.status === 'paused') {
		throw conflict('cannot attach to a paused container, unpause the container and try again');
	}

	if (['stdin', 'stdout', 'stderr'].every(name => !isOn(query, name))) {
		throw badRequest('Either the stream or logs is required');
	}

	return container;
}

/** Joins a connection with a container: its output from now on (and before, with `logs`), and what is typed. */
function attach(world: World, container: Container, query: URLSearchParams, connection: Duplex): void {
	const {terminal, openStdin} = container.settings;
	tellContainer(world, 'attach', container);
	const past = world.logs.read(container, speakingUntil(world));
	for (const entry of isOn(query, 'logs') ? past : []) {
		connection.write(encodeEntry(entry, terminal, false));
	}

	if (!isOn(query, 'stream') || container.state.status === 'exited') {
		connection.end();
		return;
	}

	const leave = followLog(world, container.id, entry => {
		if (isOn(query, entry.stream)) {
			connection.write(encodeEntry(entry, terminal, false));
		}
	}, () => {
		connection.end();
	});
	connection.on('close', leave);
	connection.on('data', (bytes: Buffer) => {
		if (!bytes.includes(detachKeys)) {
			return;
		}

		tellContainer(world, 'detach', container);
		connection.end();
	});
	connection.resume();
	if (isOn(query, 'stdin') && openStdin && isAlive(container)) {
		void converse(world, container, connection);
	}
}

const attachPlain = (exchange: Exchange): void => {
	const {world, query, response, version} = exchange;
	const container = attachable(world, parameter(exchange, 'id'), query);
	response.writeHead(200, {'Content-Type': streamType(container.settings.terminal, version)});
	response.flushHeaders();
	const connection = toResponse(response);
	exchange.gone.addEventListener('abort', () => {
		connection.destroy();
	});
	attach(world, container, query, connection);
};

const attachHijacked: HijackHandler = {
	pattern: /^\/containers\/(?<id>[^\/]+)\/attach$/v,
	run({world, id, query, accept}) {
		const container = attachable(world, id, query);
		attach(world, container, query, accept(container.settings.terminal));
	},
};

/** Attaching to containers for their output. */
export const attachRoutes: readonly Route[] = [
	route('POST', '/containers/{id}/attach', attachPlain),
];

/** Attaching to containers with a connection of one's own. */
export const attachHijackers: readonly HijackHandler[] = [attachHijacked];
