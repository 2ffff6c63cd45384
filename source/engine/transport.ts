import {Buffer} from 'node:buffer';
import http, {type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders} from 'node:http';
import https from 'node:https';
import {Readable, type Duplex} from 'node:stream';
import type {EndpointAddress} from '../model/endpoint.ts';
import type {RequestRecord} from '../model/log-file.ts';
import {exchange, StaleConnectionError, type Answer} from './exchange.ts';
import {
	BadAnswerError,
	collect,
	decode,
	failureOf,
	isGood,
	StatusError,
} from './response.ts';

/** One HTTP request. `path` has its version and query; `body` is a stream, bytes, or a value to be sent as JSON. */
export type TransportRequest = {
	readonly method: string;
	readonly path: string;
	readonly headers?: OutgoingHttpHeaders;
	readonly body?: unknown;
	readonly signal: AbortSignal;
};

/**
HTTP to one engine. Every promise settles: with the answer, or with a `StatusError`, a `BadAnswerError` or Node's error of the
connection. No redirect is followed: an engine sends one only for a path that is wrong.
*/
export type Transport = {
	/** The whole answer: JSON as a value, other text as text, undefined for an empty one. */
	send(request: TransportRequest): Promise<unknown>;
	/** The answer as a stream, once its status is a good one. */
	open(request: TransportRequest): Promise<IncomingMessage>;
	/** The bare connection, as exec and attach use it. */
	upgrade(request: TransportRequest): Promise<Duplex>;
	/** Ends every connection. */
	close(): void;
};

/** Questions at once: enough for a screen, gentle to an engine. Streams and changes have connections of their own. */
const keptConnections = 16;

function target(address: EndpointAddress): https.RequestOptions {
	if (address.kind !== 'tcp') {
		return {socketPath: address.path};
	}

	const {host, port, tls} = address;
	return {
		host: host.replace(/^\[(?<inner>.*)\]$/v, '$<inner>'),
		port,
		...(tls && {
			ca: tls.ca,
			cert: tls.cert,
			key: tls.key,
			rejectUnauthorized: tls.verify,
		}),
	};
}

function encode(body: unknown): {readonly bytes?: Uint8Array | Readable; readonly headers?: OutgoingHttpHeaders} {
	if (body === undefined || body instanceof Readable || body instanceof Uint8Array) {
		return {bytes: body};
	}

	const bytes = Buffer.from(JSON.stringify(body));
	return {bytes, headers: {'content-type': 'application/json', 'content-length': bytes.length}};
}

/** Hears of every request once its answer's head is there, or none will come. */
export type RequestListener = (request: RequestRecord) => void;

/** The transport to `address`; `headers` go with every request. */
export function createTransport(address: EndpointAddress, headers: Readonly<Record<string, string>> = {}, listener?: RequestListener): Transport {
	const client = address.kind === 'tcp' && address.tls ? https : http;
	const agent = new client.Agent({keepAlive: true, maxSockets: keptConnections});
	const live = new Set<ClientRequest | Duplex>();

	const own = (connection: ClientRequest | Duplex): void => {
		live.add(connection);
		connection.once('close', () => {
			live.delete(connection);
		});
	};

	const ask = async (request: TransportRequest, extra: https.RequestOptions): Promise<Answer> => {
		const body = encode(request.body);
		const answer = await exchange(client, {
			...target(address),
			...extra,
			method: request.method,
			path: request.path,
			headers: {
				...headers, ...body.headers, ...request.headers, ...extra.headers as OutgoingHttpHeaders,
			},
		}, body.bytes, request.signal, own);
		if (!isGood(answer.response)) {
			throw await failureOf(answer.response);
		}

		return answer;
	};

	const begin = async (request: TransportRequest, extra: https.RequestOptions): Promise<Answer> => {
		if (!listener) {
			return ask(request, extra);
		}

		const {method, path} = request;
		const begun = performance.now();
		try {
			const answer = await ask(request, extra);
			listener({method, path, status: answer.response.statusCode, milliseconds: performance.now() - begun});
			return answer;
		} catch (error) {
			listener({method, path, milliseconds: performance.now() - begun, ...error instanceof StatusError ? {status: error.status} : {failure: error}});
			throw error;
		}
	};

	const whole = async ({response}: Answer): Promise<unknown> => decode(response, await collect(response));

	return {
		async send(request) {
			// A change is never sent twice, so it goes on a new connection, which cannot be stale.
			if (request.method !== 'GET') {
				return whole(await begin(request, {agent: false}));
			}

			try {
				return await whole(await begin(request, {agent}));
			} catch (error) {
				if (error instanceof StaleConnectionError) {
					return whole(await begin(request, {agent: false}));
				}

				throw error;
			}
		},
		async open(request) {
			const {response} = await begin(request, {agent: false});
			return response;
		},
		async upgrade(request) {
			const {response, upgraded} = await begin(request, {agent: false, headers: {connection: 'Upgrade', upgrade: 'tcp'}});
			if (!upgraded) {
				response.destroy();
				throw new BadAnswerError('the connection was not upgraded');
			}

			return upgraded;
		},
		close() {
			agent.destroy();
			for (const connection of live) {
				connection.destroy();
			}
		},
	};
}
