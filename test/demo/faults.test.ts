import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {stat} from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {assertRefused, assertState, fieldsOf, openDemo} from './demo-engine.ts';

async function post(socketPath: string, target: string, body: object): Promise<number> {
	return new Promise((resolve, reject) => {
		const request = http.request({
			socketPath, path: target, method: 'POST', headers: {'Content-Type': 'application/json'},
		}, response => {
			response.resume();
			response.on('end', () => {
				resolve(response.statusCode ?? 0);
			});
		});
		request.on('error', reject);
		request.end(JSON.stringify(body));
	});
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
	try {
		await promise;
	} catch (error) {
		return String(fieldsOf(error)['code']);
	}

	return 'fine';
}

test('a fault hits what it matches, as often as it is told', async context => {
	const {docker, engine} = await openDemo(context);
	engine.faults.set({status: 500, match: '^GET /containers/json', times: 2});
	await assertRefused(docker.listContainers(), 500);
	await docker.listImages();
	await assertRefused(docker.listContainers(), 500);
	await docker.listContainers();
});

test('broken connections, broken answers, refusals', async context => {
	const {docker, engine} = await openDemo(context);
	engine.faults.set({cut: 'before-headers', times: 1});
	assert.equal(await codeOf(docker.listContainers()), 'ECONNRESET');
	engine.faults.set({status: 401, times: 1});
	await assertRefused(docker.listContainers(), 401);
	engine.faults.set({garbage: true, times: 1});
	assert.ok(Buffer.isBuffer(await docker.listContainers()));
	assert.ok(Array.isArray(await docker.listContainers()));
});

test('an answer that breaks off in its middle', async context => {
	const {engine} = await openDemo(context);
	const cutAt = async (cut: 'after-headers' | 'mid-body') => {
		engine.faults.set({cut, times: 1});
		const request = http.get({socketPath: engine.socketPath, path: '/containers/json?all=1'});
		const [response] = await once(request, 'response') as [http.IncomingMessage];
		let length = 0;
		response.on('data', (piece: Buffer) => {
			length += piece.length;
		});
		const [error] = await once(response, 'error') as unknown[];
		return {code: fieldsOf(error)['code'], length};
	};

	assert.deepEqual(await cutAt('after-headers'), {code: 'ECONNRESET', length: 0});
	const middle = await cutAt('mid-body');
	assert.equal(middle.code, 'ECONNRESET');
	assert.ok(middle.length > 0);
});

test('an answer that comes late, and one that never comes', async context => {
	const {docker, engine} = await openDemo(context);
	engine.faults.set({delay: 80, times: 1});
	const begin = performance.now();
	await docker.ping();
	assert.ok(performance.now() - begin >= 75);
	engine.faults.set({hang: true, match: '/info$', times: 1});
	const hanging = http.get({socketPath: engine.socketPath, path: '/info', signal: AbortSignal.timeout(60)});
	await assert.rejects(once(hanging, 'response'), {name: 'AbortError'});
	await docker.info();
});

test('faults are set and cleared over HTTP too', async context => {
	const {docker, engine} = await openDemo(context);
	assert.equal(await post(engine.socketPath, '/demo/faults', {status: 503, match: '/volumes'}), 204);
	await assertRefused(docker.listVolumes(), 503);
	assert.deepEqual(engine.faults.list(), [{status: 503, match: '/volumes'}]);
	engine.faults.clear();
	await docker.listVolumes();
});

test('the demo\'s own switches: more containers, ends, health, logs', async context => {
	const {docker, engine} = await openDemo(context);
	await post(engine.socketPath, '/demo/containers?count=5', {});
	const all = await docker.listContainers({all: true});
	assert.equal(all.length, 26);
	await post(engine.socketPath, '/demo/end?id=shop-cache-1', {exitCode: 137, oomKilled: true});
	assert.deepEqual(engine.world.events.past().map(({action}) => action).slice(0, 2), ['oom', 'die']);
	await assertState(docker.getContainer('shop-cache-1'), {OOMKilled: true});
	for (const passes of [false, false, false]) {
		await post(engine.socketPath, '/demo/health?id=shop-api-1', {passes});
	}

	assert.equal(engine.world.events.past().at(-1)?.action, 'health_status: unhealthy');
	const {State} = await docker.getContainer('shop-api-1').inspect();
	assert.equal(State.Health?.FailingStreak, 3);
	await post(engine.socketPath, '/demo/logs?id=shop-db-1', {lines: ['one', {text: 'two', stream: 'stderr'}]});
	const log = await docker.getContainer('shop-db-1').logs({stdout: true, stderr: true, tail: 2});
	assert.match(String(log), /one\n[\s\S]*two\n$/v);
});

test('requests are counted', async context => {
	const {docker, engine} = await openDemo(context);
	await docker.listContainers({all: true});
	await docker.getContainer('shop-db-1').inspect();
	assert.deepEqual(engine.requests.map(({method, path: target}) => `${method} ${target}`), ['GET /containers/json', 'GET /containers/shop-db-1/json']);
	assert.match(engine.requests[0]?.url ?? '', /^\/v1\.47\/containers\/json\?all=true/v);
});

test('a restart breaks the streams and forgets the events, not the containers', async context => {
	const {docker, engine} = await openDemo(context);
	await docker.getContainer('shop-db-1').stop();
	const stream = await docker.getEvents();
	const broken = once(stream, 'error');
	const restarted = engine.restart(20);
	const [error] = await broken as unknown[];
	assert.equal(fieldsOf(error)['code'], 'ECONNRESET');
	assert.match(await codeOf(docker.ping()), /^(?:ENOENT|ECONNREFUSED|ECONNRESET)$/v);
	await restarted;
	assert.equal(engine.world.events.past().length, 0);
	await assertState(docker.getContainer('shop-db-1'), {Status: 'exited'});
});

test('the socket is private, and gone after the end, with its folder', async context => {
	const {engine} = await openDemo(context);
	const folder = path.dirname(engine.socketPath);
	const {mode} = await stat(folder);
	assert.equal(mode % 0o1000, 0o700);
	assert.equal(engine.address, `unix://${engine.socketPath}`);
	await engine.stop();
	await assert.rejects(stat(folder), {code: 'ENOENT'});
});

test('as a process of its own it tells its address, serves, and goes with who started it', async () => {
	const child = spawn(process.execPath, ['--import=tsx', 'source/demo/serve.ts', '--quiet', '--containers', '3'], {stdio: ['pipe', 'pipe', 'inherit']});
	const [line] = await once(child.stdout, 'data') as [Buffer];
	const socketPath = String(line).trim().replace('unix://', '');
	assert.equal(await post(socketPath, '/demo/containers?count=1', {}), 200);
	child.stdin.end();
	const [code] = await once(child, 'exit') as unknown[];
	assert.equal(code, 0);
	await assert.rejects(stat(socketPath), {code: 'ENOENT'});
});
