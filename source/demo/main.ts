import {
	chmod,
	mkdtemp,
	rm,
} from 'node:fs/promises';
import type {Server} from 'node:http';
import type {Socket} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {createFaults, type Faults} from './faults.ts';
import {allRoutes, hijackers} from './routes/all.ts';
import {createEngineServer, type RequestRecord} from './server.ts';
import {seedWorld} from './world/seed.ts';
import type {World} from './world/world.ts';

export type DemoEngineOptions = {
	/** Where to listen; a socket of its own in a private temporary folder when absent. */
	readonly socketPath?: string;
	/** The same seed makes the same world; 1 when absent. */
	readonly seed?: number;
	/** How many containers there are besides the told ones. */
	readonly containers?: number;
	/** Whether things happen by themselves; true when absent. */
	readonly lively?: boolean;
	/** Milliseconds since the epoch; the machine's clock when absent. */
	readonly now?: () => number;
};

export type DemoEngine = {
	readonly socketPath: string;
	/** As `DOCKER_HOST` has it. */
	readonly address: `unix://${string}`;
	readonly faults: Faults;
	readonly world: World;
	/** The requests so far; only the last 10 000 are kept. */
	readonly requests: readonly RequestRecord[];
	/** Ends everything: connections, timers, the socket and its folder. */
	stop(): Promise<void>;
	/** Goes down and comes back on the same socket, after some milliseconds. All connections break and the events are forgotten; the containers stay. */
	restart(downFor?: number): Promise<void>;
};

const mostRequests = 10_000;

async function listen(server: Server, socketPath: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(socketPath, resolve);
	});
	await chmod(socketPath, 0o600);
}

/** Closes a server with all its connections, taken-over ones too. */
async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
	await new Promise<void>(resolve => {
		server.close(() => {
			resolve();
		});
		for (const socket of sockets) {
			socket.destroy();
		}
	});
}

/**
Starts an engine that speaks Docker's API over a unix socket, with a world in it.

@throws when the socket cannot be made.
*/
export async function startDemoEngine(options: DemoEngineOptions = {}): Promise<DemoEngine> {
	const folder = options.socketPath === undefined ? await mkdtemp(path.join(os.tmpdir(), 'shipshape-demo-')) : undefined;
	const socketPath = options.socketPath ?? path.join(folder ?? '', 'engine.sock');
	const world = seedWorld({
		seed: options.seed ?? 1, containers: options.containers ?? 0, lively: options.lively ?? true, now: options.now ?? Date.now,
	});
	const faults = createFaults();
	const requests: RequestRecord[] = [];
	const sockets = new Set<Socket>();
	const makeServer = () => {
		const server = createEngineServer({
			world,
			faults,
			routes: allRoutes(faults),
			hijackers,
			record(request) {
				requests.push(request);
				if (requests.length > mostRequests) {
					requests.shift();
				}
			},
		});
		server.on('connection', (socket: Socket) => {
			sockets.add(socket);
			socket.on('close', () => {
				sockets.delete(socket);
			});
		});
		return server;
	};

	let server = makeServer();
	await listen(server, socketPath);
	return {
		socketPath,
		address: `unix://${socketPath}`,
		faults,
		world,
		requests,
		async stop() {
			world.end();
			await close(server, sockets);
			await rm(folder ?? socketPath, {recursive: true, force: true});
		},
		async restart(downFor = 0) {
			await close(server, sockets);
			world.events.forget();
			await new Promise(resolve => {
				setTimeout(resolve, downFor);
			});
			server = makeServer();
			await listen(server, socketPath);
		},
	};
}
