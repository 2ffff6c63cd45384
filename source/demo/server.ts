import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type {Duplex} from 'node:stream';
import {happen, type Faults} from './faults.ts';
import {answerError, type Answer, type Exchange} from './exchange.ts';
import {Refusal} from './refusal.ts';
import {createRouter, type Route} from './router.ts';
import {hijack, type HijackHandler} from './hijack.ts';
import {engineVersion, maximumVersion, minimumVersion} from './version.ts';
import type {World} from './world/world.ts';

/** A request that came in: for tests that count. */
export type RequestRecord = {
	readonly method: string;
	/** Without version and query. */
	readonly path: string;
	/** As it came. */
	readonly url: string;
};

export type ServerOptions = {
	readonly world: World;
	readonly faults: Faults;
	readonly routes: readonly Route[];
	/** Routes that take the connection over when they are asked to. */
	readonly hijackers: readonly HijackHandler[];
	/** Is told of each request first. */
	record(request: RequestRecord): void;
};

type Target = {readonly path: string; readonly query: URLSearchParams; readonly version: number; readonly versionText: string | undefined};

function readTarget(url: string): Target {
	const split = url.indexOf('?');
	const whole = split === -1 ? url : url.slice(0, split);
	const query = new URLSearchParams(split === -1 ? '' : url.slice(split + 1));
	const versioned = /^\/v(?<text>\d+\.\d+)(?<path>\/.*)$/v.exec(whole);
	const text = versioned?.groups?.['text'];
	return {
		path: versioned?.groups?.['path'] ?? whole, query, versionText: text, version: text === undefined ? maximumVersion : Number(text.split('.', 2)[1]),
	};
}

function requireVersion({version, versionText}: Target): void {
	if (version > maximumVersion) {
		throw new Refusal(400, `client version ${versionText} is too new. Maximum supported API version is 1.${maximumVersion}`);
	}

	if (version < minimumVersion) {
		throw new Refusal(400, `client version ${versionText} is too old. Minimum supported API version is 1.${minimumVersion}, please upgrade your client to a newer version`);
	}
}

function send(response: ServerResponse, answer: Answer): void {
	if (answer.body === undefined) {
		response.writeHead(answer.status, answer.headers);
		response.end();
		return;
	}

	const text = typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body)}\n`;
	response.writeHead(answer.status, {
		'Content-Type': typeof answer.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
		'Content-Length': String(Buffer.byteLength(text)),
		...answer.headers,
	});
	response.end(response.req.method === 'HEAD' ? undefined : text);
}

const commonHeaders = {
	'Api-Version': `1.${maximumVersion}`,
	'Docker-Experimental': 'false',
	Ostype: 'linux',
	Server: `Docker/${engineVersion} (linux)`,
};

/** Makes the HTTP server; it listens nowhere yet. */
export function createEngineServer(options: ServerOptions): Server {
	const find = createRouter(options.routes);

	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const target = readTarget(request.url ?? '/');
		const method = request.method ?? 'GET';
		options.record({method, path: target.path, url: request.url ?? '/'});
		const fault = target.path.startsWith('/demo/') ? undefined : options.faults.take(method, target.path);
		if (fault && await happen(fault, request, response)) {
			return;
		}

		for (const [name, value] of Object.entries(commonHeaders)) {
			response.setHeader(name, value);
		}

		const gone = new AbortController();
		response.on('close', () => {
			gone.abort();
		});
		try {
			requireVersion(target);
			const match = find(method, target.path);
			if (!match) {
				throw new Refusal(404, 'page not found');
			}

			const exchange: Exchange = {
				world: options.world, request, response, query: target.query, version: target.version, parameters: match.parameters, gone: gone.signal,
			};
			const answer = await match.handler(exchange);
			if (answer) {
				send(response, answer);
			}
		} catch (error) {
			if (response.headersSent) {
				response.destroy();
			} else {
				send(response, answerError(error));
			}
		}
	};

	const server = createServer({keepAliveTimeout: 30_000}, (request, response) => {
		void handle(request, response);
	});
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const target = readTarget(request.url ?? '/');
		options.record({method: request.method ?? 'POST', path: target.path, url: request.url ?? '/'});
		void hijack(options, {
			request, socket, head, path: target.path, query: target.query,
		});
	});
	return server;
}
