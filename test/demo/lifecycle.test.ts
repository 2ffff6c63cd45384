import assert from 'node:assert/strict';
import {once} from 'node:events';
import test from 'node:test';
import {eventsWhile, openDemo, refusalOf} from './demo-engine.ts';

test('stop, start and restart change the world and tell it in the engine\'s order', async context => {
	const {docker, engine} = await openDemo(context);
	const database = docker.getContainer('shop-db-1');
	assert.deepEqual(await eventsWhile(engine, async () => database.stop()), ['container kill', 'container die', 'network disconnect', 'volume unmount', 'container stop']);
	const stopped = await database.inspect();
	assert.equal(stopped.State.Status, 'exited');
	assert.equal(stopped.State.Pid, 0);
	assert.deepEqual(stopped.NetworkSettings.Ports, {});
	assert.deepEqual(await eventsWhile(engine, async () => database.start()), ['network connect', 'volume mount', 'container start']);
	assert.equal((await database.inspect()).State.Running, true);
	assert.deepEqual(await eventsWhile(engine, async () => database.restart()), ['container kill', 'container die', 'network disconnect', 'volume unmount', 'container stop', 'network connect', 'volume mount', 'container start', 'container restart']);
});

test('what is done already is 304', async context => {
	const {docker} = await openDemo(context);
	assert.equal((await refusalOf(docker.getContainer('shop-db-1').start())).status, 304);
	assert.equal((await refusalOf(docker.getContainer('shop-worker-1').stop())).status, 304);
});

test('events carry labels, image, name, exit code and an exact time', async context => {
	const {docker} = await openDemo(context);
	const stream = await docker.getEvents({filters: {type: ['container'], event: ['die']}});
	const heard = once(stream, 'data');
	await docker.getContainer('shop-api-1').stop();
	const [line] = await heard;
	const event = JSON.parse(String(line));
	assert.equal(event.Action, 'die');
	assert.equal(event.status, 'die');
	assert.equal(event.from, 'shop/api:1.4');
	assert.equal(event.Actor.Attributes.name, 'shop-api-1');
	assert.equal(event.Actor.Attributes.exitCode, '143');
	assert.equal(event.Actor.Attributes['com.docker.compose.service'], 'api');
	assert.match(String(line), /"timeNano":\d{19}\}/v);
});

test('past events are remembered, 256 of them', async context => {
	const {docker, engine} = await openDemo(context);
	const toolbox = docker.getContainer('toolbox');
	for (let round = 0; round < 130; round++) {
		await toolbox.pause();
		await toolbox.unpause();
	}

	const now = Math.ceil(Date.now() / 1000) + 1;
	const stream = await docker.getEvents({since: now - 3600, until: now});
	let text = '';
	stream.on('data', piece => {
		text += String(piece);
	});
	await once(stream, 'end');
	assert.equal(text.trim().split('\n').length, 256);
	assert.equal(engine.world.events.past().length, 256);
});

test('a quiet world tells nothing by itself', async context => {
	const {engine, docker} = await openDemo(context);
	assert.deepEqual(await eventsWhile(engine, async () => {
		await docker.listContainers({all: true});
		await docker.df();
		await docker.getContainer('shop-db-1').inspect();
	}), []);
});

test('kill, pause, unpause and rename', async context => {
	const {docker, engine} = await openDemo(context);
	const web = docker.getContainer('shop-web-1');
	assert.deepEqual(await eventsWhile(engine, async () => web.kill({signal: 'SIGHUP'})), ['container kill']);
	assert.equal((await web.inspect()).State.Status, 'running');
	await web.pause();
	assert.equal((await web.inspect()).State.Status, 'paused');
	assert.equal((await refusalOf(web.pause())).status, 409);
	await web.unpause();
	assert.equal((await refusalOf(web.unpause())).status, 500);
	assert.deepEqual(await eventsWhile(engine, async () => web.rename({name: 'front'})), ['container rename']);
	assert.match(String((await refusalOf(docker.getContainer('front').rename({name: 'toolbox'}))).message), /^Error when allocating new name: Conflict\. The container name "\/toolbox" is already in use/v);
	assert.equal((await refusalOf(docker.getContainer('front').rename({name: 'x'}))).status, 400);
	assert.deepEqual(await eventsWhile(engine, async () => docker.getContainer('front').kill()), ['container kill', 'container die', 'network disconnect']);
	const {State} = await docker.getContainer('front').inspect();
	assert.equal(State.ExitCode, 137);
	assert.equal(State.OOMKilled, false);
	assert.equal((await refusalOf(docker.getContainer('front').kill())).status, 409);
	assert.deepEqual(await refusalOf(docker.getContainer('toolbox').kill({signal: 'SIGNONE'})), {status: 400, message: 'invalid signal: SIGNONE'});
});

test('a program that ignores its signal is killed after the timeout', async context => {
	const {docker, engine} = await openDemo(context);
	const stubborn = docker.getContainer('stuck-job');
	await stubborn.start();
	const events = await eventsWhile(engine, async () => stubborn.stop({t: 1}));
	assert.deepEqual(events, ['container kill', 'container kill', 'container die', 'network disconnect', 'container stop']);
	assert.equal((await stubborn.inspect()).State.ExitCode, 137);
});

test('a port that is taken keeps a container from starting', async context => {
	const {docker} = await openDemo(context);
	const blog = docker.getContainer('blog-wordpress-1');
	const {status, message} = await refusalOf(blog.start());
	assert.equal(status, 500);
	assert.match(String(message), /^driver failed programming external connectivity on endpoint blog-wordpress-1 \([\da-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/v);
	const {State} = await blog.inspect();
	assert.equal(State.Status, 'created');
	assert.equal(State.ExitCode, 128);
	assert.equal(State.Error, message);
	await docker.getContainer('shop-web-1').stop();
	await blog.start();
	assert.equal((await blog.inspect()).State.Error, '');
	const refused = await refusalOf(docker.getContainer('shop-web-1').start());
	assert.equal(refused.status, 500);
	assert.equal((await docker.getContainer('shop-web-1').inspect()).State.Status, 'exited');
});

test('removal is refused, forced, and takes anonymous volumes only when asked', async context => {
	const {docker, engine} = await openDemo(context);
	const web = docker.getContainer('shop-web-1');
	assert.deepEqual(await refusalOf(web.remove()), {status: 409, message: 'cannot remove container "/shop-web-1": container is running: stop the container before removing or force remove'});
	assert.deepEqual(await eventsWhile(engine, async () => web.remove({force: true})), ['container kill', 'container die', 'network disconnect', 'container destroy']);
	assert.equal((await refusalOf(web.inspect())).status, 404);
	const database = docker.getContainer('blog-db-1');
	const {Mounts} = await database.inspect();
	const [{Name: volume = ''} = {}] = Mounts;
	await database.remove({v: true});
	assert.equal((await refusalOf(docker.getVolume(volume).inspect())).status, 404);
	await docker.getContainer('half-removed').remove();
	assert.equal((await refusalOf(docker.getContainer('half-removed').start())).status, 404);
});

test('create, run to the end, wait, read, remove', async context => {
	const {docker, engine} = await openDemo(context);
	const container = await docker.createContainer({Image: 'alpine', name: 'once', Cmd: ['sh', '-c', 'echo hello; exit 4']});
	const ended = container.wait({condition: 'next-exit'});
	await container.start();
	assert.deepEqual(await ended, {StatusCode: 4});
	const {State} = await container.inspect();
	assert.equal(State.Status, 'exited');
	assert.equal(State.ExitCode, 4);
	assert.deepEqual(await refusalOf(docker.createContainer({Image: 'alpine', name: 'once'})), {
		status: 409, message: `Conflict. The container name "/once" is already in use by container "${container.id}". You have to remove (or rename) that container to be able to reuse that name.`,
	});
	assert.deepEqual(await refusalOf(docker.createContainer({Image: 'nothing:1', name: 'other'})), {status: 404, message: 'No such image: nothing:1'});
	assert.deepEqual(await eventsWhile(engine, async () => container.remove()), ['container destroy']);
});

test('a container that removes itself is gone after its end', async context => {
	const {docker, engine} = await openDemo(context);
	const container = await docker.createContainer({Image: 'alpine', Cmd: ['true'], HostConfig: {AutoRemove: true}});
	const removed = container.wait({condition: 'removed'});
	const events = await eventsWhile(engine, async () => {
		await container.start();
		await removed;
	});
	assert.deepEqual(events, ['network connect', 'container start', 'container die', 'network disconnect', 'container destroy']);
	assert.equal((await refusalOf(container.inspect())).status, 404);
});

test('published ports without a number get one, and limits can be changed', async context => {
	const {docker, engine} = await openDemo(context);
	const container = await docker.createContainer({
		Image: 'nginx:alpine', name: 'extra', Labels: {a: 'b'}, HostConfig: {PortBindings: {'80/tcp': [{HostIp: '', HostPort: ''}]}, Binds: ['fresh:/data:ro']},
	});
	await container.start();
	const before = await container.inspect();
	const [{HostPort = ''} = {}] = before.NetworkSettings.Ports['80/tcp'] ?? [];
	assert.equal(HostPort, '32768');
	assert.equal(before.Mounts[0]?.RW, false);
	assert.deepEqual(await eventsWhile(engine, async () => container.update({Memory: 64 * 1024 * 1024, MemorySwap: -1, RestartPolicy: {Name: 'always'}})), ['container update']);
	const {HostConfig} = await container.inspect();
	assert.equal(HostConfig.Memory, 64 * 1024 * 1024);
	assert.equal(HostConfig.RestartPolicy?.Name, 'always');
});

test('top and changes', async context => {
	const {docker} = await openDemo(context);
	const {Titles, Processes} = await docker.getContainer('shop-db-1').top();
	assert.equal(Titles.at(-1), 'CMD');
	assert.ok(Processes.length > 1);
	assert.ok(Processes.every((process: string[]) => process.length === Titles.length));
	assert.equal((await refusalOf(docker.getContainer('shop-worker-1').top())).status, 409);
	const changes = await docker.getContainer('shop-db-1').changes();
	assert.deepEqual(new Set(changes.map(({Kind}: {Kind: number}) => Kind)), new Set([0, 1, 2]));
});

test('a restart loop goes on by itself in a lively world', async context => {
	const {engine} = await openDemo(context, {lively: true});
	const heard: string[] = [];
	await new Promise<void>(resolve => {
		engine.world.events.listen(event => {
			heard.push(event.action);
			if (event.action === 'die') {
				resolve();
			}
		});
	});
	assert.deepEqual(heard, ['connect', 'start', 'die', 'disconnect']);
	const loop = [...engine.world.containers.values()].find(({name}) => name === 'payments-sync');
	assert.equal(loop?.state.exitCode, 3);
	assert.equal(loop?.restartCount, 42);
});
