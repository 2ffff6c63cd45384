import {once} from 'node:events';
import {
	createServer,
	request,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import {mkdtempSync, rmSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import test, {type TestContext} from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from './availability.ts';
import {sharedDockerd} from './dockerd.ts';
import {requestEngine} from './engine-request.ts';
import {startProxy, type Proxy} from './proxy.ts';

/** A server that answers with what it was asked, streams letters, and echoes on upgraded connections. */
const startTarget = async (t: TestContext): Promise<Proxy> => {
	const folder = mkdtempSync(path.join(tmpdir(), 'shipshape-target-'));
	const socketPath = path.join(folder, 'target.sock');
	const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
		if (incoming.url === '/stream') {
			response.write('first');
			return;
		}

		response.setHeader('x-target', 'yes');
		response.end(JSON.stringify({method: incoming.method, url: incoming.url, body: await text(incoming)}));
	};

	const server = createServer((incoming, response) => {
		void answer(incoming, response);
	});
	server.on('upgrade', (_incoming, connection: Socket, head) => {
		connection.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
		connection.write(head);
		connection.pipe(connection);
	});
	server.listen(socketPath);
	await once(server, 'listening');
	const proxy = await startProxy(socketPath);
	t.after(async () => {
		await proxy.stop();
		server.closeAllConnections();
		server.close();
		rmSync(folder, {recursive: true});
	});
	return proxy;
};

const get = async (proxy: Proxy, target: string): Promise<IncomingMessage> => {
	const outgoing = request({socketPath: proxy.socketPath, path: target, agent: false});
	outgoing.end();
	const [response] = await once(outgoing, 'response') as [IncomingMessage];
	return response;
};

test('requests pass and are counted', async t => {
	const proxy = await startTarget(t);
	const next = proxy.nextRequest(/^POST/v);
	const answer = await requestEngine(proxy.socketPath, 'POST', '/create?name=a', {deep: [1]});
	assert.deepEqual(answer, {status: 200, body: {method: 'POST', url: '/create?name=a', body: '{"deep":[1]}'}});
	const {path: arrivedPath} = await next;
	assert.equal(arrivedPath, '/create?name=a');
	await requestEngine(proxy.socketPath, 'GET', '/list');
	assert.deepEqual(proxy.requests().map(each => `${each.method} ${each.path}`), ['POST /create?name=a', 'GET /list']);
	assert.equal(proxy.count(/^GET \/list$/v), 1);
	proxy.forget();
	assert.equal(proxy.count(/./v), 0);
});

test('headers of a stream come at once, and leaving it reaches the target', async t => {
	const proxy = await startTarget(t);
	const response = await get(proxy, '/stream');
	const [first] = await once(response, 'data') as [Uint8Array];
	assert.equal(new TextDecoder().decode(first), 'first');
	assert.equal(proxy.connectionCount(), 1);
	const aborted = once(response, 'error');
	proxy.cutAll();
	await aborted;
	assert.equal(proxy.connectionCount(), 0);
});

test('answers are made up, garbled, delayed, for so many requests', async t => {
	const proxy = await startTarget(t);
	proxy.inject({match: /GET \/x/v, fault: {kind: 'answer', status: 500, body: '{"message":"no"}'}, times: 1});
	assert.deepEqual(await requestEngine(proxy.socketPath, 'GET', '/x'), {status: 500, body: {message: 'no'}});
	const second = await requestEngine(proxy.socketPath, 'GET', '/x');
	assert.equal(second.status, 200);

	const restore = proxy.inject({match: /\/y/v, fault: {kind: 'garble', body: '{"half'}});
	assert.deepEqual(await requestEngine(proxy.socketPath, 'GET', '/y'), {status: 200, body: '{"half'});
	restore();
	const restored = await requestEngine(proxy.socketPath, 'GET', '/y');
	assert.equal((restored.body as {readonly url: string}).url, '/y');

	proxy.inject({match: /\/late/v, fault: {kind: 'delay', milliseconds: 50}});
	const before = Date.now();
	await requestEngine(proxy.socketPath, 'GET', '/late');
	assert.ok(Date.now() - before >= 49);
});

test('connections are cut at the start, after the headers and in the middle of a body', async t => {
	const proxy = await startTarget(t);
	proxy.inject({match: /\/start/v, fault: {kind: 'cut', at: 'start'}});
	await assert.rejects(requestEngine(proxy.socketPath, 'GET', '/start'), /socket hang up|ECONNRESET/v);

	proxy.inject({match: /\/headers/v, fault: {kind: 'cut', at: 'headers'}});
	const headersOnly = await get(proxy, '/headers');
	assert.equal(headersOnly.headers['x-target'], 'yes');
	await assert.rejects(text(headersOnly), /aborted/v);

	proxy.inject({match: /\/middle/v, fault: {kind: 'cut', at: 10}});
	const half = await get(proxy, '/middle');
	const chunks: string[] = [];
	half.setEncoding('utf8').on('data', (chunk: string) => {
		chunks.push(chunk);
	});
	await once(half, 'error');
	assert.equal(chunks.join(''), '{"method":');
});

test('a hanging request hangs until it is cut', async t => {
	const proxy = await startTarget(t);
	proxy.inject({match: /\/hang/v, fault: {kind: 'hang'}});
	const arrival = proxy.nextRequest(/\/hang/v);
	const hanging = assert.rejects(requestEngine(proxy.socketPath, 'GET', '/hang'), /socket hang up/v);
	await arrival;
	assert.equal(proxy.connectionCount(), 1);
	proxy.cutAll();
	await hanging;
});

test('upgraded connections are passed on, half closed too', async t => {
	const proxy = await startTarget(t);
	const socket = connect({path: proxy.socketPath, allowHalfOpen: true});
	socket.write('POST /attach HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
	socket.end('typed');
	const received = await text(socket);
	assert.match(received, /^HTTP\/1\.1 101 UPGRADED[\s\S]*\r\n\r\ntyped$/v);
	assert.equal(proxy.count(/^POST \/attach$/v), 1);
});

test('an absent engine looks absent', async t => {
	const proxy = await startProxy('/nonexistent/engine.sock');
	t.after(proxy.stop);
	await assert.rejects(requestEngine(proxy.socketPath, 'GET', '/_ping'), /socket hang up/v);
});

test('a real engine answers through it', {skip: skipReason()}, async t => {
	const dockerd = await sharedDockerd();
	const proxy = await startProxy(dockerd.socketPath);
	t.after(proxy.stop);
	assert.deepEqual(await requestEngine(proxy.socketPath, 'GET', '/_ping'), {status: 200, body: 'OK'});
});
