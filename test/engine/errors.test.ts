import assert from 'node:assert/strict';
import {
	chmod,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {createServer as createRawServer} from 'node:net';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {connect} from '../../source/engine/connect.ts';
import {EngineError, isConnectionError, type EngineErrorKind} from '../../source/model/engine-error.ts';
import type {Endpoint} from '../../source/model/endpoint.ts';
import {selfSigned} from './certificate.ts';
import {
	engineLike,
	fakeOnPort,
	fakeOnSocket,
	info,
	json,
	tcpEndpoint,
	unixEndpoint,
	version,
} from './fake-engine.ts';

/** The error that connecting ends with; anything else fails the test. */
async function connectionError(endpoint: Endpoint, timeout = 5000): Promise<EngineError> {
	const [outcome] = await Promise.allSettled([connect(endpoint, {timeout})]);
	const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
	assert.ok(error instanceof EngineError, `an EngineError, not ${String(error)}`);
	return error;
}

async function failsWith(kind: EngineErrorKind, endpoint: Endpoint, words = /./v): Promise<EngineError> {
	const error = await connectionError(endpoint);
	assert.equal(error.kind, kind, error.message);
	assert.match(error.message, words);
	assert.equal(error.context.endpoint, endpoint.url);
	return error;
}

async function folderOf(context: TestContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'errors-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

test('no socket', async context => {
	const folder = await folderOf(context);
	const error = await failsWith('no-socket', unixEndpoint(path.join(folder, 'docker.sock')), /there is no socket at unix:/v);
	assert.match(error.context.hint ?? '', /docker context ls/v);
	assert.ok(isConnectionError(error));
	await failsWith('no-socket', unixEndpoint(path.join(folder, 'x'.repeat(300))));
});

test('a file that is no socket, and a socket that nobody serves any more', async context => {
	const folder = await folderOf(context);
	const file = path.join(folder, 'file');
	await writeFile(file, '');
	await failsWith('refused', unixEndpoint(file), /nothing listens/v);
});

test('no permission, with the group as a hint', {skip: process.getuid?.() === 0 && process.platform !== 'linux'}, async context => {
	const {endpoint} = await fakeOnSocket(context, engineLike(() => false));
	assert.strictEqual(endpoint.address.kind, 'unix');
	await chmod(endpoint.address.path, 0o000);
	const userId = process.getuid?.();
	if (userId === 0) {
		// Root may open everything: be nobody for the moment of connecting.
		process.seteuid?.('nobody');
	}

	try {
		const error = await failsWith('permission', endpoint, /permission denied/v);
		assert.match(error.context.hint ?? '', /usermod -aG docker/v);
	} finally {
		process.seteuid?.(userId ?? 0);
	}
});

test('nothing listens on the port', async context => {
	const {endpoint, server} = await fakeOnPort(context, () => undefined);
	server.close();
	await once(server, 'close');
	await failsWith('refused', endpoint, /nothing listens at tcp:/v);
});

test('a host that does not exist', async () => {
	const endpoint: Endpoint = {...tcpEndpoint(2375), address: {kind: 'tcp', host: 'no-such-host.invalid', port: 2375}};
	const error = await failsWith('unreachable', endpoint);
	assert.match(error.context.words ?? '', /no-such-host/v);
});

test('an engine that accepts and says nothing', async context => {
	const {endpoint} = await fakeOnSocket(context, () => undefined);
	const before = Date.now();
	const error = await connectionError(endpoint, 200);
	assert.equal(error.kind, 'timeout');
	assert.match(error.message, /no answer in time.*0\.2 s/v);
	assert.ok(Date.now() - before < 2000);
});

test('a connection that dies without an answer', async context => {
	const {endpoint} = await fakeOnSocket(context, request => {
		request.socket.destroy();
	});
	await failsWith('lost', endpoint);
});

test('something else answers', async context => {
	const answers = [
		[200, 'text/html', '<html>It works!</html>'],
		[404, 'text/html', '<html>Not found</html>'],
		[200, 'application/json', '{"name": "Elasticsearch"}'],
		[200, 'application/json', '[1, 2'],
		[200, 'application/json', '{"ApiVersion": 7}'],
		[404, 'application/json', '{"message": "page not found"}'],
		[400, 'text/plain', 'bad request'],
		[301, 'text/html', ''],
		[204, '', ''],
	] as const;
	for (const [status, type, body] of answers) {
		const {endpoint} = await fakeOnPort(context, (_request, response) => {
			response.writeHead(status, {...(type !== '' && {'content-type': type}), ...(status === 301 && {location: 'http://elsewhere/'})});
			response.end(body);
		});
		const error = await failsWith('not-an-engine', endpoint, /does not answer like a container engine/v);
		assert.doesNotMatch(error.message, /[<>]/v);
	}
});

test('something that is not HTTP at all', async context => {
	const server = createRawServer(socket => {
		socket.end('SSH-2.0-OpenSSH_9.2\r\n');
	});
	context.after(() => {
		server.close();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	assert.ok(address !== null && typeof address !== 'string');
	await failsWith('not-an-engine', tcpEndpoint(address.port));
});

test('a proxy that forbids, and one whose engine is away', async context => {
	const forbidding = await fakeOnPort(context, (_request, response) => {
		response.writeHead(403, {'content-type': 'text/html'});
		response.end('<html>403 Forbidden</html>');
	});
	await failsWith('rejected', forbidding.endpoint, /Forbidden/v);
	const away = await fakeOnPort(context, (_request, response) => {
		response.writeHead(503);
		response.end();
	});
	await failsWith('failed', away.endpoint, /Service Unavailable/v);
});

test('an engine of old, and a version pinned too low', async context => {
	const old = await fakeOnSocket(context, (_request, response) => {
		json(response, {...version, ApiVersion: '1.20'});
	});
	await failsWith('api-too-old', old.endpoint, /too old.*1\.20/v);
	const {endpoint} = await fakeOnSocket(context, engineLike(() => false));
	await failsWith('api-too-old', {...endpoint, pinnedVersion: '1.12'});
});

test('an engine whose oldest version is newer than ours says so in its words', async context => {
	const {endpoint} = await fakeOnSocket(context, engineLike((request, response) => {
		if (request.url === '/version') {
			json(response, {...version, ApiVersion: '2.0'});
			return true;
		}

		json(response, {message: 'client version 1.51 is too old. Minimum supported API version is 1.60, please upgrade your client to a newer version'}, 400);
		return true;
	}));
	await failsWith('unsupported', endpoint, /Minimum supported API version is 1\.60/v);
});

test('TLS: no trust, plain text to a TLS port, TLS to a plain port, certificates that are none', async context => {
	const certificate = await selfSigned();
	const secure = await fakeOnPort(context, engineLike(() => false), certificate);
	assert.strictEqual(secure.endpoint.address.kind, 'tcp');
	const {port} = secure.endpoint.address;

	const engine = await connect(secure.endpoint);
	assert.equal(engine.info.name, 'fake');
	engine.close();

	await failsWith('tls', tcpEndpoint(port, {verify: true}), /self-signed certificate/v);
	const careless = await connect(tcpEndpoint(port, {verify: false}));
	assert.equal(careless.info.name, 'fake');
	careless.close();
	await failsWith('tls', tcpEndpoint(port, {
		verify: true, ca: 'rubbish', cert: 'rubbish', key: 'rubbish',
	}));

	const plain = await fakeOnPort(context, engineLike(() => false));
	assert.strictEqual(plain.endpoint.address.kind, 'tcp');
	await failsWith('tls', tcpEndpoint(plain.endpoint.address.port, {verify: false}), /TLS connection/v);

	const goLike = await fakeOnPort(context, (_request, response) => {
		response.writeHead(400);
		response.end('Client sent an HTTP request to an HTTPS server.\n');
	});
	await failsWith('tls', goLike.endpoint, /HTTPS server/v);
});

test('TLS: a server that asks for a certificate which we have not', async context => {
	const certificate = await selfSigned();
	const {endpoint} = await fakeOnPort(context, engineLike(() => false), {...certificate, ca: certificate.cert, requestCert: true});
	assert.strictEqual(endpoint.address.kind, 'tcp');
	const {port} = endpoint.address;
	const error = await connectionError(endpoint);
	assert.ok(['tls', 'lost'].includes(error.kind), error.message);
	const engine = await connect(tcpEndpoint(port, {verify: true, ca: certificate.cert, ...certificate}));
	assert.equal(engine.info.name, 'fake');
	engine.close();
});

test('the engine\'s status and words, told apart', async context => {
	const answers: ReadonlyArray<readonly [number, unknown, EngineErrorKind, string]> = [
		[404, {message: 'No such container: web'}, 'not-found', 'No such container: web'],
		[404, 'Not Found', 'unsupported', 'Not Found'],
		[409, {message: 'container is \u{1B}[31mrunning'}, 'conflict', 'container is ␛[31mrunning'],
		[400, {message: 'invalid name'}, 'rejected', 'invalid name'],
		[403, {message: 'network has active endpoints'}, 'rejected', 'network has active endpoints'],
		[500, {message: 'driver failed'}, 'failed', 'driver failed'],
		[500, {cause: 'x', message: 'of podman', response: 500}, 'failed', 'of podman'],
		[501, {message: 'not implemented'}, 'unsupported', 'not implemented'],
		[503, '<html>proxy</html>', 'failed', 'Service Unavailable'],
		[500, {}, 'failed', '{}'],
		[302, '', 'bad-answer', 'Found'],
	];
	let next = 0;
	const {endpoint} = await fakeOnSocket(context, engineLike((request, response) => {
		if (!(request.url ?? '').includes('/containers/')) {
			return false;
		}

		const [status, body] = answers[next] ?? [500, ''];
		response.writeHead(status, {'content-type': typeof body === 'string' ? 'text/plain' : 'application/json'});
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
		return true;
	}));
	const engine = await connect(endpoint);
	context.after(() => {
		engine.close();
	});
	for (const [status, , kind, words] of answers) {
		await assert.rejects(engine.containers.inspect('web'), (error: unknown) => {
			assert.ok(error instanceof EngineError);
			assert.deepEqual([error.kind, error.context.status, error.context.words], [kind, status, words]);
			assert.equal(error.context.operation, 'inspect');
			assert.equal(error.context.object, 'container web');
			assert.equal(isConnectionError(error), false);
			return true;
		});
		next++;
	}
});

test('an answer of the wrong shape is a bad answer, never an empty list', async context => {
	const bodies = ['{"not": "a list"}', '"text"', '[{"Id": "a"', '7', 'OK'];
	let body = '';
	const {endpoint} = await fakeOnSocket(context, engineLike((request, response) => {
		if (!/containers|images|networks|volumes/v.test(request.url ?? '')) {
			return false;
		}

		response.writeHead(200, {'content-type': 'application/json'});
		response.end(body);
		return true;
	}));
	const engine = await connect(endpoint);
	context.after(() => {
		engine.close();
	});
	for (body of bodies) {
		await assert.rejects(engine.containers.list(), {kind: 'bad-answer'}, body);
		await assert.rejects(engine.images.list(), {kind: 'bad-answer'});
		await assert.rejects(engine.networks.list(), {kind: 'bad-answer'});
	}

	body = 'null';
	assert.deepEqual(await engine.containers.list(), []);
	body = '{"Volumes": null, "Warnings": null}';
	assert.deepEqual(await engine.volumes.list(), []);
	body = '[]';
	await assert.rejects(engine.volumes.list(), {kind: 'bad-answer'});
});

test('the version spoken is the lower one, unless pinned', async context => {
	const spoken = async (apiVersion: string, pinnedVersion?: string): Promise<string> => {
		const {endpoint, asked} = await fakeOnSocket(context, (request, response) => {
			json(response, request.url === '/version' ? {...version, ApiVersion: apiVersion} : info);
		});
		const engine = await connect({...endpoint, pinnedVersion});
		engine.close();
		assert.deepEqual(asked, ['GET /version', `GET /v${engine.info.apiVersion}/info`]);
		return engine.info.apiVersion;
	};

	assert.equal(await spoken('1.41'), '1.41');
	assert.equal(await spoken('1.24'), '1.24');
	assert.equal(await spoken('1.55'), '1.51');
	assert.equal(await spoken('2.3'), '1.51');
	assert.equal(await spoken('1.51', '1.43'), '1.43');
	assert.equal(await spoken('1.51', 'v1.44'), '1.44');
	assert.equal(await spoken('1.41', ''), '1.41');
});

test('read-only: every change is refused before a byte leaves, every question is asked', async context => {
	const {endpoint, asked} = await fakeOnSocket(context, engineLike((request, response) => {
		if (!/json|networks|volumes/v.test(request.url ?? '')) {
			return false;
		}

		json(response, []);
		return true;
	}));
	const engine = await connect(endpoint, {readOnly: true});
	context.after(() => {
		engine.close();
	});
	assert.equal(engine.readOnly, true);
	const before = asked.length;
	const {containers, images, networks, volumes} = engine;
	const changes = [
		containers.start('a'),
		containers.stop('a'),
		containers.restart('a'),
		containers.kill('a', 'SIGTERM'),
		containers.pause('a'),
		containers.unpause('a'),
		containers.rename('a', 'bb'),
		containers.remove('a'),
		images.remove('a'),
		networks.create({name: 'n'}),
		networks.remove('n'),
		networks.connect('n', 'a'),
		networks.disconnect('n', 'a'),
		volumes.create({name: 'v'}),
		volumes.remove('v'),
	];
	for (const result of await Promise.allSettled(changes)) {
		assert.equal(result.status, 'rejected');
		assert.ok(result.reason instanceof EngineError);
		assert.equal(result.reason.kind, 'read-only');
		assert.match(result.reason.message, /--read-only/v);
	}

	assert.equal(asked.length, before);
	assert.deepEqual(await containers.list(), []);
	assert.equal(asked.length, before + 1);
});
