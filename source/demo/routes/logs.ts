import {isOn, parameter, type Exchange} from '../exchange.ts';
import {frame, streamType} from '../frames.ts';
import {readInstant} from '../instant.ts';
import {badRequest, Refusal} from '../refusal.ts';
import {route, type Route} from '../router.ts';
import {findContainer} from '../world/find.ts';
import type {LogEntry} from '../world/log-shelf.ts';
import {isAlive, speakingUntil, type World} from '../world/world.ts';

const nanoseconds = (milliseconds: number) => BigInt(Math.trunc(milliseconds)) * 1_000_000n;

/** How often the voices are asked for news while somebody follows, in milliseconds. */
const followEvery = 200;

/** How much a follower may leave unread before the engine stops sending, in bytes. */
const patience = 1_000_000;

type LogOptions = {
	readonly stdout: boolean;
	readonly stderr: boolean;
	readonly timestamps: boolean;
	readonly since: bigint | undefined;
	readonly until: bigint | undefined;
	/** How many of the last lines; all when undefined. */
	readonly tail: number | undefined;
};

function readOptions(query: URLSearchParams): LogOptions {
	const isStdout = isOn(query, 'stdout');
	const isStderr = isOn(query, 'stderr');
	if (!isStdout && !isStderr) {
		throw badRequest('Bad parameters: you must choose at least one stream');
	}

	const tail = query.get('tail');
	const until = readInstant(query.get('until'));
	return {
		stdout: isStdout,
		stderr: isStderr,
		timestamps: isOn(query, 'timestamps'),
		since: readInstant(query.get('since')),
		until: until === 0n ? undefined : until,
		tail: tail !== null && /^\d+$/v.test(tail) ? Number(tail) : undefined,
	};
}

const isWanted = (entry: LogEntry, options: LogOptions): boolean => (entry.stream === 'stdout' ? options.stdout : options.stderr)
	&& (options.since === undefined || nanoseconds(entry.time) >= options.since)
	&& (options.until === undefined || nanoseconds(entry.time) <= options.until);

/** A line as it is sent: raw with a terminal, else in a frame. */
export function encodeEntry(entry: LogEntry, terminal: boolean, timestamps: boolean): Buffer {
	const stamp = timestamps ? `${new Date(entry.time).toISOString().replace('Z', '000000Z')} ` : '';
	return terminal ? Buffer.from(`${stamp}${entry.text}\r\n`) : frame(entry.stream, `${stamp}${entry.text}\n`);
}

/** Calls back for each later line of a container until it ends, is removed, or the returned function is called. */
export function followLog(world: World, id: string, heard: (entry: LogEntry) => void, ended: () => void): () => void {
	const container = world.containers.get(id);
	if (!container) {
		ended();
		return () => undefined;
	}

	const silence = world.logs.listen(container, speakingUntil(world), heard);
	const timer = world.lively
		? setInterval(() => {
			const current = world.containers.get(id);
			if (current) {
				world.logs.read(current, world.now());
			}
		}, followEvery)
		: undefined;
	timer?.unref();
	const unlisten = world.events.listen(({type, action, id: about}) => {
		if (!(type === 'container' && about === id && (action === 'die' || action === 'destroy'))) {
			return;
		}

		leave();
		ended();
	});
	const leave = () => {
		silence();
		clearInterval(timer);
		unlisten();
	};

	return leave;
}

const streamLogs = (exchange: Exchange): void => {
	const {world, query, response, version, gone} = exchange;
	const container = findContainer(world, parameter(exchange, 'id'));
	const options = readOptions(query);
	if (container.host.logDriver === 'none') {
		throw new Refusal(501, 'configured logging driver does not support reading');
	}

	const {terminal} = container.settings;
	response.writeHead(200, {'Content-Type': streamType(terminal, version)});
	response.flushHeaders();
	const wanted = world.logs.read(container, speakingUntil(world)).filter(entry => isWanted(entry, options));
	const tail = options.tail === undefined ? wanted : wanted.slice(wanted.length - Math.min(options.tail, wanted.length));
	if (tail.length > 0) {
		response.write(Buffer.concat(tail.map(entry => encodeEntry(entry, terminal, options.timestamps))));
	}

	const milliseconds = options.until === undefined ? Infinity : Number(options.until / 1_000_000n) - world.now();
	if (milliseconds <= 0 || !isOn(query, 'follow') || !(isAlive(container) || container.state.status === 'restarting')) {
		response.end();
		return;
	}

	const leave = followLog(world, container.id, entry => {
		// The one who does not read loses lines instead of filling the engine's memory.
		if (isWanted(entry, options) && response.writableLength < patience) {
			response.write(encodeEntry(entry, terminal, options.timestamps));
		}
	}, () => {
		response.end();
	});
	gone.addEventListener('abort', leave);
	if (Number.isFinite(milliseconds)) {
		world.later(milliseconds, () => {
			leave();
			response.end();
		});
	}
};

/** The logs of containers. */
export const logRoutes: readonly Route[] = [
	route('GET', '/containers/{id}/logs', streamLogs),
];
