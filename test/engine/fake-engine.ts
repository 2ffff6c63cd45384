import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import type {Endpoint, TlsFiles} from '../../source/model/endpoint.ts';

/** What a small engine says of itself. */
export const version = {
	ApiVersion: '1.41', MinAPIVersion: '1.24', Version: '20.10.24', Components: [{Name: 'Engine'}],
};
export const info = {
	ID: 'fake', Name: 'fake', NCPU: 2, MemTotal: 1024,
};

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
	response.writeHead(status, {'content-type': 'application/json'});
	response.end(JSON.stringify(value));
}

/** A server that says just enough to be connected to; `answer` has the first word, and returns true when it took the request. */
export function engineLike(answer: (request: IncomingMessage, response: ServerResponse) => boolean): RequestListener {
	return (request, response) => {
		if (answer(request, response)) {
			return;
		}

		const url = request.url ?? '';
		if (url === '/version') {
			json(response, version);
		} else if (url.endsWith('/info')) {
			json(response, info);
		} else {
			json(response, {message: 'page not found'}, 404);
		}
	};
}

export type Fake = {
	readonly endpoint: Endpoint;
	readonly server: Server;
	/** Every request so far, as `GET /version`. */
	readonly asked: readonly string[];
};

function endTogether(context: TestContext, server: Server, folder?: string): void {
	context.after(async () => {
		server.closeAllConnections();
		server.close();
		if (folder !== undefined) {
			await rm(folder, {recursive: true, force: true});
		}
	});
}

function record(server: Server): readonly string[] {
	const asked: string[] = [];
	server.prependListener('request', (request: IncomingMessage) => {
		asked.push(`${request.method} ${request.url}`);
	});
	return asked;
}

/** An endpoint for a socket's path. */
export function unixEndpoint(socketPath: string): Endpoint {
	return {
		address: {kind: 'unix', path: socketPath}, url: `unix://${socketPath}`, context: 'default', chosenBy: 'the test',
	};
}

/** An endpoint for a TCP port of this machine. */
export function tcpEndpoint(port: number, tls?: TlsFiles): Endpoint {
	return {
		address: {
			kind: 'tcp', host: '127.0.0.1', port, ...(tls && {tls}),
		},
		url: `tcp://127.0.0.1:${port}`,
		context: 'default',
		chosenBy: 'the test',
	};
}

/** A server on a Unix socket of its own, gone with the test. */
export async function fakeOnSocket(context: TestContext, listener: RequestListener): Promise<Fake> {
	const folder = await mkdtemp(path.join(tmpdir(), 'fake-engine-'));
	const socketPath = path.join(folder, 'engine.sock');
	const server = createServer(listener);
	const asked = record(server);
	endTogether(context, server, folder);
	server.listen(socketPath);
	await once(server, 'listening');
	return {endpoint: unixEndpoint(socketPath), server, asked};
}

/** A server on a TCP port, with TLS when it is given a key and a certificate. */
export async function fakeOnPort(context: TestContext, listener: RequestListener, secure?: {readonly key: string; readonly cert: string; readonly ca?: string; readonly requestCert?: boolean}): Promise<Fake> {
	const server = secure ? createSecureServer({...secure, rejectUnauthorized: secure.requestCert ?? false}, listener) : createServer(listener);
	const asked = record(server);
	endTogether(context, server);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	return {endpoint: tcpEndpoint(port, secure && {verify: true, ca: secure.cert}), server, asked};
}
