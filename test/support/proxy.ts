import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, type IncomingMessage} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type Duplex} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import {isForwarded, refuse, type Fault} from './proxy-faults.ts';
import {forward, tunnel} from './proxy-forward.ts';

/** One request that came through. */
export type ProxiedRequest = {
	readonly method: string;

	/** With its query. */
	readonly path: string;

	/** Milliseconds since the epoch. */
	readonly time: number;
};

export type FaultRule = {
	/** Which requests, by method and path: `GET /v1.41/containers/json?all=1`. */
	readonly match: RegExp;
	readonly fault: Fault;

	/** How many requests it holds for; default all. */
	readonly times?: number;
};

/** Stands between a client and an engine, counts requests, and breaks them when told to. */
export type Proxy = {
	/** `unix://…`, as DOCKER_HOST takes it. */
	readonly address: string;
	readonly socketPath: string;

	/** All requests so far, oldest first. */
	readonly requests: () => readonly ProxiedRequest[];

	/** How many requests match, by method and path. */
	readonly count: (pattern: RegExp) => number;

	/** Forgets the requests so far. */
	readonly forget: () => void;

	/** Breaks matching requests from now on; of several rules the newest that matches holds. Returns what takes the rule back. */
	readonly inject: (rule: FaultRule) => () => void;

	/** Resolves with the next request that matches. */
	readonly nextRequest: (pattern: RegExp) => Promise<ProxiedRequest>;

	/** How many connections of clients are open. */
	readonly connectionCount: () => number;

	/** Cuts all connections; new ones are taken. */
	readonly cutAll: () => void;
	readonly stop: () => Promise<void>;
};

const describe = ({method, path: requestPath}: Pick<ProxiedRequest, 'method' | 'path'>): string => `${method} ${requestPath}`;

type ActiveRule = FaultRule & {left: number};

/** Starts a proxy in front of an engine's unix socket. */
export const startProxy = async (targetPath: string): Promise<Proxy> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'shipshape-proxy-'));
	const socketPath = path.join(folder, 'proxy.sock');
	const waiting = new Set<(arrived: ProxiedRequest) => void>();
	const connections = new Set<Duplex>();
	let requests: readonly ProxiedRequest[] = [];
	let rules: readonly ActiveRule[] = [];

	const takeFault = (arrived: ProxiedRequest): Fault | undefined => {
		const rule = rules.find(({match, left}) => left > 0 && match.test(describe(arrived)));
		if (rule !== undefined) {
			rule.left -= 1;
		}

		return rule?.fault;
	};

	/** Takes note of a request, and lets it through when nothing is in its way. */
	const receive = async (incoming: IncomingMessage, connection: Duplex, pass: (fault: Fault | undefined) => void) => {
		const arrived: ProxiedRequest = {method: incoming.method ?? '', path: incoming.url ?? '', time: Date.now()};
		requests = [...requests, arrived];
		const fault = takeFault(arrived);
		for (const tell of waiting) {
			tell(arrived);
		}

		if (fault?.kind === 'delay') {
			await delay(fault.milliseconds);
			// A client that did not wait: an event stream opened for nobody would never end.
			if (connection.destroyed) {
				return;
			}
		}

		if (fault !== undefined && !isForwarded(fault)) {
			refuse(connection, fault);
			return;
		}

		pass(fault);
	};

	const server = createServer((incoming, response) => {
		void receive(incoming, incoming.socket, fault => {
			forward(targetPath, incoming, response, fault);
		});
	});
	server.on('upgrade', (incoming, connection, head) => {
		void receive(incoming, connection, () => {
			tunnel(targetPath, incoming, connection, head);
		});
	});
	server.on('connection', connection => {
		connections.add(connection);
		connection.on('close', () => {
			connections.delete(connection);
		});
		connection.on('error', () => {
			connection.destroy();
		});
	});
	server.listen(socketPath);
	await once(server, 'listening');
	server.unref();

	const cutAll = () => {
		for (const connection of connections) {
			connection.destroy();
		}
	};

	return {
		address: `unix://${socketPath}`,
		socketPath,
		requests: () => requests,
		count: pattern => requests.filter(each => pattern.test(describe(each))).length,
		forget() {
			requests = [];
		},
		inject(rule) {
			const active = {...rule, left: rule.times ?? Infinity};
			rules = [active, ...rules];
			return () => {
				rules = rules.filter(each => each !== active);
			};
		},
		async nextRequest(pattern) {
			return new Promise(resolve => {
				const check = (arrived: ProxiedRequest) => {
					if (!pattern.test(describe(arrived))) {
						return;
					}

					waiting.delete(check);
					resolve(arrived);
				};

				waiting.add(check);
			});
		},
		connectionCount: () => connections.size,
		cutAll,
		async stop() {
			server.close();
			cutAll();
			await rm(folder, {recursive: true, force: true});
		},
	};
};
