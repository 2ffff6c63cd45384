import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {EventEmitter, getEventListeners, once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {createClient, loadDockerode, type Client} from '../../source/engine/client.ts';
import {connect} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createTransport} from '../../source/engine/transport.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import {
	engineLike,
	fakeOnPort,
	fakeOnSocket,
	json,
	type Fake,
} from './fake-engine.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

async function engineAnswering(context: TestContext, answer: Answer, options: Parameters<typeof connect>[1] = {}): Promise<Fake & {readonly engine: Engine}> {
	const fake = await fakeOnSocket(context, engineLike(answer));
	const engine = await connect(fake.endpoint, options);
	context.after(() => {
		engine.close();
	});
	return {...fake, engine};
}

async function clientOf(context: TestContext, fake: Fake): Promise<Client> {
	const client = createClient({
		endpoint: fake.endpoint, transport: createTransport(fake.endpoint.address), docker: await loadDockerode(), readOnly: false, version: '1.41',
	});
	context.after(() => {
		client.close();
	});
	return client;
}

test('a name with a slash, an empty one or dots never reach the engine', async context => {
	const {engine, asked} = await engineAnswering(context, () => false);
	const before = asked.length;
	for (const id of ['', '/web', 'web/', '..', '.', 'a/b']) {
		await assert.rejects(engine.containers.inspect(id), {kind: 'not-found'});
		await assert.rejects(engine.containers.remove(id), {kind: 'not-found'});
		await assert.rejects(engine.networks.remove(id), {kind: 'not-found'});
		await assert.rejects(engine.volumes.remove(id), {kind: 'not-found'});
	}

	for (const reference of ['', '/', 'a//b', 'a/../b']) {
		await assert.rejects(engine.images.remove(reference), {kind: 'not-found'});
	}

	assert.equal(asked.length, before);
});

test('a redirect, which dockerd sends for a path that is wrong, is not followed', async context => {
	const {engine, asked} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		response.writeHead(301, {location: 'http://containers/web/json'});
		response.end();
		return true;
	});
	const before = asked.length;
	await assert.rejects(engine.containers.inspect('web'), {kind: 'bad-answer', message: /redirected to/v});
	assert.equal(asked.length, before + 1);
});

test('what is odd in a name is encoded, and cannot become a query or another path', async context => {
	const {engine, asked} = await engineAnswering(context, () => false);
	await assert.rejects(engine.containers.inspect('a b?c#d%2e'), {kind: 'unsupported'});
	await assert.rejects(engine.images.inspect('shop/web:1@sha256:00?x'), {kind: 'unsupported'});
	assert.deepEqual(asked.slice(-2), ['GET /v1.41/containers/a%20b%3Fc%23d%252e/json', 'GET /v1.41/images/shop/web:1@sha256:00%3Fx/json']);
});

test('DOCKER_HOST and its kin do not override the endpoint', async context => {
	const mine = await fakeOnSocket(context, engineLike(() => false));
	const other = await fakeOnPort(context, engineLike(() => false));
	assert.strictEqual(other.endpoint.address.kind, 'tcp');
	const names = ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY', 'DOCKER_CLIENT_TIMEOUT', 'DOCKER_PATH_PREFIX'] as const;
	const before = names.map(name => process.env[name]);
	context.after(() => {
		for (const [position, name] of names.entries()) {
			if (before[position] === undefined) {
				Reflect.deleteProperty(process.env, name);
			} else {
				process.env[name] = before[position];
			}
		}
	});
	Object.assign(process.env, {
		DOCKER_HOST: `tcp://127.0.0.1:${other.endpoint.address.port}`,
		DOCKER_CERT_PATH: '/nowhere',
		DOCKER_TLS_VERIFY: '1',
		DOCKER_CLIENT_TIMEOUT: '1',
		DOCKER_PATH_PREFIX: '/prefix',
	});

	const engine = await connect(mine.endpoint);
	engine.close();
	assert.deepEqual(mine.asked, ['GET /version', 'GET /v1.41/info']);
	assert.deepEqual(other.asked, []);
});

test('the headers of the config go with every request', async context => {
	const seen: unknown[] = [];
	const fake = await fakeOnSocket(context, engineLike(request => {
		seen.push(request.headers['x-meta']);
		return false;
	}));
	const engine = await connect({...fake.endpoint, headers: {'X-Meta': 'yes'}});
	await assert.rejects(engine.containers.start('web'), {kind: 'unsupported'});
	engine.close();
	assert.deepEqual(seen, ['yes', 'yes', 'yes']);
});

test('a connection that dies within an answer ends the call', async context => {
	const {engine} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		response.writeHead(200, {'content-type': 'application/json'});
		response.write('[{"Id": "a"}');
		setImmediate(() => {
			response.destroy();
		});
		return true;
	});
	await assert.rejects(engine.containers.list(), {kind: 'lost'});
	await assert.rejects(engine.containers.remove('web'), {kind: 'lost'});
});

test('an answer that begins and never ends meets the time limit, and its connection is let go', async context => {
	const closed = new EventEmitter();
	const {engine} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		request.socket.once('close', () => {
			closed.emit('close');
		});
		response.writeHead(200, {'content-type': 'application/json'});
		response.write('[');
		return true;
	});
	const gone = once(closed, 'close');
	await assert.rejects(engine.containers.list({timeout: 100}), {kind: 'timeout'});
	await gone;
});

test('a cancelled call ends at once, before and within its answer; one cancelled before is never sent', async context => {
	const started = new EventEmitter();
	const {engine, asked} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		if ((request.url ?? '').includes('/json')) {
			response.writeHead(200);
			response.write('[');
		}

		request.socket.once('close', () => {
			started.emit('gone');
		});
		setImmediate(() => {
			started.emit('asked');
		});
		return true;
	});
	for (const call of [async (signal: AbortSignal) => engine.containers.list({signal}), async (signal: AbortSignal) => engine.containers.stop('web', {signal})]) {
		const controller = new AbortController();
		const asking = once(started, 'asked');
		const gone = once(started, 'gone');
		const result = assert.rejects(call(controller.signal), {kind: 'cancelled'});
		await asking;
		controller.abort();
		await result;
		await gone;
	}

	const before = asked.length;
	await assert.rejects(engine.containers.list({signal: AbortSignal.abort()}), {kind: 'cancelled'});
	await assert.rejects(connect(engine.endpoint, {signal: AbortSignal.abort()}), {kind: 'cancelled'});
	assert.equal(asked.length, before);
});

test('a call lets go of the signal it was given', async context => {
	const {engine} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		json(response, []);
		return true;
	});
	const {signal} = new AbortController();
	await Promise.all(Array.from({length: 40}, async () => engine.containers.list({signal})));
	assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('closing the engine cancels what is under way', async context => {
	const started = new EventEmitter();
	const {engine} = await engineAnswering(context, request => {
		const isList = (request.url ?? '').includes('/containers');
		if (isList) {
			setImmediate(() => {
				started.emit('asked');
			});
		}

		return isList;
	});
	const asking = once(started, 'asked');
	const result = assert.rejects(engine.containers.list(), {kind: 'cancelled'});
	await asking;
	engine.close();
	await result;
	await assert.rejects(engine.containers.list(), {kind: 'cancelled'});
});

test('options are not lost on the way: a forced removal of a volume is forced', async context => {
	const {engine, asked} = await engineAnswering(context, (request, response) => {
		if (!/DELETE|POST/v.test(request.method ?? '')) {
			return false;
		}

		response.writeHead(204);
		response.end();
		return true;
	});
	const before = asked.length;
	await engine.volumes.remove('data', {force: true});
	await engine.containers.remove('web', {force: true, anonymousVolumes: true});
	await engine.images.remove('shop/web:1', {force: true});
	await engine.containers.stop('web', {seconds: 3});
	await engine.containers.stop('web');
	await engine.containers.kill('web', 'SIGHUP');
	await engine.containers.rename('web', 'other');
	assert.deepEqual(asked.slice(before), [
		'DELETE /v1.41/volumes/data?force=true',
		'DELETE /v1.41/containers/web?force=true&v=true',
		'DELETE /v1.41/images/shop/web:1?force=true',
		'POST /v1.41/containers/web/stop?t=3',
		'POST /v1.41/containers/web/stop',
		'POST /v1.41/containers/web/kill?signal=SIGHUP',
		'POST /v1.41/containers/web/rename?name=other',
	]);
});

test('what is created is told in the body, and not in the address where every log would keep it', async context => {
	const bodies: string[] = [];
	const {engine, asked} = await engineAnswering(context, (request, response) => {
		if (request.method !== 'POST') {
			return false;
		}

		let body = '';
		request.on('data', chunk => {
			body += String(chunk);
		});
		request.on('end', () => {
			bodies.push(body);
			json(response, {Id: 'n1', Name: 'v1'}, 201);
		});
		return true;
	});
	assert.equal(await engine.networks.create({name: 'web', subnet: '10.1.0.0/24', internal: true}), 'n1');
	assert.equal(await engine.volumes.create({labels: {secret: 'x'}}), 'v1');
	assert.deepEqual(asked.slice(-2), ['POST /v1.41/networks/create', 'POST /v1.41/volumes/create']);
	assert.deepEqual(bodies.map(body => JSON.parse(body) as unknown), [
		{
			Name: 'web', Driver: 'bridge', Internal: true, CheckDuplicate: true, IPAM: {Driver: 'default', Config: [{Subnet: '10.1.0.0/24'}]},
		},
		{Driver: 'local', Labels: {secret: 'x'}},
	]);
});

test('304 is no failure: it ran, or had stopped, already', async context => {
	const {engine} = await engineAnswering(context, (request, response) => {
		if (request.method !== 'POST') {
			return false;
		}

		response.writeHead((request.url ?? '').includes('again') ? 304 : 204);
		response.end();
		return true;
	});
	assert.deepEqual([await engine.containers.start('web'), await engine.containers.start('again'), await engine.containers.stop('web'), await engine.containers.stop('again')], [true, false, true, false]);
});

test('a kept connection that died meanwhile is no failure of a question, and no change is ever sent twice', async context => {
	const served = new WeakSet();
	let changes = 0;
	const {engine} = await engineAnswering(context, (request, response) => {
		if (request.method === 'POST') {
			changes++;
			request.socket.destroy();
			return true;
		}

		// As a proxy does that has just decided to drop an idle connection.
		if (served.has(request.socket)) {
			request.socket.destroy();
			return true;
		}

		served.add(request.socket);
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		json(response, []);
		return true;
	});
	for (let round = 0; round < 5; round++) {
		assert.deepEqual(await engine.containers.list(), []);
	}

	await assert.rejects(engine.containers.start('web'), {kind: 'lost'});
	assert.equal(changes, 1);
});

test('dockerode stumbling over an answer is a bad answer, not the end of the program', async context => {
	const {engine} = await engineAnswering(context, (request, response) => {
		if (request.method !== 'POST') {
			return false;
		}

		response.writeHead(201);
		response.end();
		return true;
	});
	await assert.rejects(engine.volumes.create({name: 'v'}), {kind: 'bad-answer'});
	await assert.rejects(engine.networks.create({name: 'n'}), {kind: 'bad-answer'});
});

/** An engine whose event stream is the test's to write. */
async function eventful(context: TestContext): Promise<Fake & {readonly engine: Engine; readonly stream: () => ServerResponse}> {
	let stream: ServerResponse | undefined;
	const fake = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/events')) {
			return false;
		}

		stream = response;
		response.writeHead(200, {'content-type': 'application/json'});
		response.flushHeaders();
		return true;
	});
	return {...fake, stream: () => stream ?? assert.fail('no stream')};
}

const line = (name: string): string => `${JSON.stringify({
	Type: 'container', Action: 'start', Actor: {ID: name}, time: 1,
})}\n`;

test('events: resolves when accepted; lines arrive however they are cut, within a character too', async context => {
	const {engine, stream, asked} = await eventful(context);
	const seen: EngineEvent[] = [];
	const arrived = new EventEmitter();
	await engine.events({
		onEvent(event) {
			seen.push(event);
			arrived.emit(event.id);
		},
		onEnd: () => undefined,
	}, new AbortController().signal);
	assert.match(decodeURIComponent(asked.at(-1) ?? ''), /^GET \/v1\.41\/events\?filters=\{"type":\["container",.*"event":\["create","start",/v);
	assert.doesNotMatch(asked.at(-1) ?? '', /exec_/v);

	const last = once(arrived, 'last');
	const bytes = Buffer.from(`${line('ünï→🚀')}\n{broken\n\u{1E}${line('two')}${line('last')}`);
	for (const byte of bytes) {
		stream().write(Buffer.of(byte));
	}

	await last;
	assert.deepEqual(seen.map(event => event.id), ['ünï→🚀', 'two', 'last']);
});

test('events are read however many come: the engine never has to wait for us', async context => {
	const {engine, stream} = await eventful(context);
	const count = 50_000;
	let seen = 0;
	const all = Promise.withResolvers<void>();
	await engine.events({
		onEvent() {
			seen++;
			if (seen === count) {
				all.resolve();
			}
		},
		onEnd: all.reject,
	}, new AbortController().signal);
	for (let written = 0; written < count; written++) {
		if (!stream().write(line(`c${written}`))) {
			await once(stream(), 'drain');
		}
	}

	await all.promise;
	assert.equal(seen, count);
});

test('events end once, with the connection\'s error; a stream that its owner ended is silent', async context => {
	const {engine, stream} = await eventful(context);
	for (const end of [() => stream().destroy(), () => stream().end()]) {
		const ended = Promise.withResolvers<Error>();
		let ends = 0;
		await engine.events({
			onEvent: () => undefined,
			onEnd(error) {
				ends++;
				ended.resolve(error);
			},
		}, new AbortController().signal);
		end();
		assert.equal(((await ended.promise) as Error & {readonly kind?: string}).kind, 'lost');
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		assert.equal(ends, 1);
	}

	const controller = new AbortController();
	await engine.events({
		onEvent: () => undefined,
		onEnd: () => assert.fail('it was we who ended it'),
	}, controller.signal);
	const closed = once(stream(), 'close');
	controller.abort();
	await closed;
	assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
});

test('events that an engine refuses reject, and nothing ends later', async context => {
	const {engine} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/events')) {
			return false;
		}

		json(response, {message: 'invalid filter'}, 400);
		return true;
	});
	await assert.rejects(engine.events({onEvent: () => undefined, onEnd: () => assert.fail('never began')}, new AbortController().signal), {kind: 'rejected', message: /invalid filter/v});
});

test('disk usage is measured once at a time, and shared; it is given up with its last asker', async context => {
	const asking = new EventEmitter();
	let running = 0;
	let answers: ServerResponse[] = [];
	const {engine, asked} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/system/df')) {
			return false;
		}

		running++;
		assert.equal(running, 1, 'Docker 20.10 refuses a second one');
		response.once('close', () => {
			running--;
			asking.emit('done');
		});
		answers = [...answers, response];
		setImmediate(() => {
			asking.emit('asked');
		});
		return true;
	});
	const measured = (): number => asked.filter(item => item.includes('/system/df')).length;

	const began = once(asking, 'asked');
	const impatient = new AbortController();
	const first = engine.system.diskUsage();
	const second = assert.rejects(engine.system.diskUsage({signal: impatient.signal}), {kind: 'cancelled'});
	const third = assert.rejects(engine.system.diskUsage({timeout: 20}), {kind: 'timeout'});
	await began;
	impatient.abort();
	await second;
	await third;
	const done = once(asking, 'done');
	json(answers[0] ?? assert.fail(), {LayersSize: 5, Images: null});
	assert.equal((await first).layersSize, 5);
	assert.equal(measured(), 1);
	await done;

	const again = once(asking, 'asked');
	const controller = new AbortController();
	const given = assert.rejects(engine.system.diskUsage({signal: controller.signal}), {kind: 'cancelled'});
	await again;
	const gone = once(asking, 'done');
	controller.abort();
	await given;
	await gone;
	assert.equal(measured(), 2);

	const anew = once(asking, 'asked');
	const last = engine.system.diskUsage();
	await anew;
	json(answers.at(-1) ?? assert.fail(), {LayersSize: 6});
	assert.equal((await last).layersSize, 6);
});

test('a stream is the caller\'s: its head has a time limit, its body has none, and the signal ends it', async context => {
	const fake = await fakeOnSocket(context, (request, response) => {
		if ((request.url ?? '').includes('/silent/')) {
			return;
		}

		response.writeHead(200);
		response.write('begun');
	});
	const client = await clientOf(context, fake);
	const open = async (id: string, options: {readonly signal?: AbortSignal; readonly timeout?: number}) => client.stream({operation: 'read the log of', object: 'container web'}, options, async docker => docker.getContainer(id).logs({follow: true, stdout: true}));

	await assert.rejects(open('silent', {timeout: 50}), {kind: 'timeout'});
	const controller = new AbortController();
	const stream = await open('web', {signal: controller.signal, timeout: 50});
	assert.equal(String((await once(stream, 'data'))[0]), 'begun');
	await new Promise(resolve => {
		setTimeout(resolve, 80);
	});
	assert.equal(stream.destroyed, false);
	const closed = new Promise(resolve => {
		stream.once('close', resolve);
	});
	controller.abort();
	await closed;
	assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
});

test('an attached connection is bare: nothing but our own bytes goes in, and what came with the head comes out', async context => {
	const fake = await fakeOnSocket(context, () => undefined);
	const received: Uint8Array[] = [];
	fake.server.on('upgrade', (request, socket, head) => {
		assert.equal(request.headers['content-length'] ?? '0', '0');
		assert.equal(request.headers['transfer-encoding'], undefined);
		received.push(head);
		socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nearly ');
		socket.on('data', (chunk: Uint8Array) => {
			received.push(chunk);
			socket.end('late');
		});
		context.after(() => {
			socket.destroy();
		});
	});
	const client = await clientOf(context, fake);
	const connection = await client.hijack({operation: 'attach to'}, {}, async docker => docker.getContainer('web').attach({
		stream: true, stdin: true, stdout: true, hijack: true,
	}));
	let heard = '';
	connection.on('data', chunk => {
		heard += String(chunk);
	});
	connection.write('typed');
	await once(connection, 'end');
	assert.equal(heard, 'early late');
	assert.equal(Buffer.concat(received).toString(), 'typed');
});

test('a list of no ids is empty and not asked for; one of very many is read whole', async context => {
	const {engine, asked} = await engineAnswering(context, (request, response) => {
		if (!(request.url ?? '').includes('/containers')) {
			return false;
		}

		json(response, [{Id: 'a'}, {Id: 'b'}]);
		return true;
	});
	const before = asked.length;
	assert.deepEqual(await engine.containers.list({ids: []}), []);
	assert.equal(asked.length, before);
	const many = ['b', ...Array.from({length: 500}, (_, position) => String(position).padStart(64, '0'))];
	assert.deepEqual((await engine.containers.list({ids: many})).map(({id}) => id), ['b']);
	assert.equal(asked.at(-1), 'GET /v1.41/containers/json?all=true');
	assert.deepEqual((await engine.containers.list({ids: ['a']})).map(({id}) => id), ['a']);
	assert.equal(asked.at(-1), 'GET /v1.41/containers/json?all=true&filters=%7B%22id%22%3A%5B%22a%22%5D%7D');
});
