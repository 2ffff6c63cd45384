import assert from 'node:assert/strict';
import test from 'node:test';
import {
	assertRefused,
	assertState,
	eventsWhile,
	fieldsOf,
	openDemo,
	pieceOf,
	readText,
	refusalOf,
} from './demo-engine.ts';

test('stop, start and restart change the world and tell it in the engine\'s order', async context => {
	const {docker, engine} = await openDemo(context);
	const database = docker.getContainer('shop-db-1');
	assert.deepEqual(await eventsWhile(engine, async () => database.stop()), ['container kill', 'container die', 'network disconnect', 'volume unmount', 'container stop']);
	const stopped = await database.inspect();
	assert.equal(stopped.State.Status, 'exited');
	assert.equal(stopped.State.Pid, 0);
	assert.deepEqual(stopped.NetworkSettings.Ports, {});
	assert.deepEqual(await eventsWhile(engine, async () => database.start()), ['network connect', 'volume mount', 'container start']);
	await assertState(database, {Running: true});
	assert.deepEqual(await eventsWhile(engine, async () => database.restart()), ['container kill', 'container die', 'network disconnect', 'volume unmount', 'container stop', 'network connect', 'volume mount', 'container start', 'container restart']);
});

test('what is done already is 304', async context => {
	const {docker} = await openDemo(context);
	await assertRefused(docker.getContainer('shop-db-1').start(), 304);
	await assertRefused(docker.getContainer('shop-worker-1').stop(), 304);
});

test('events carry labels, image, name, exit code and an exact time', async context => {
	const {docker} = await openDemo(context);
	const stream = await docker.getEvents({filters: {type: ['container'], event: ['die']}});
	const heard = pieceOf(stream);
	await docker.getContainer('shop-api-1').stop();
	const line = await heard;
	const event = fieldsOf(JSON.parse(String(line)));
	const attributes = fieldsOf(fieldsOf(event['Actor'])['Attributes']);
	assert.equal(event['Action'], 'die');
	assert.equal(event['status'], 'die');
	assert.equal(event['from'], 'shop/api:1.4');
	assert.equal(attributes['name'], 'shop-api-1');
	assert.equal(attributes['exitCode'], '143');
	assert.equal(attributes['com.docker.compose.service'], 'api');
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
	const text = await readText(stream);
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
	await assertState(web, {Status: 'running'});
	await web.pause();
	await assertState(web, {Status: 'paused'});
	await assertRefused(web.pause(), 409);
	await web.unpause();
	await assertRefused(web.unpause(), 500);
	assert.deepEqual(await eventsWhile(engine, async () => web.rename({name: 'front'})), ['container rename']);
	await assertRefused(docker.getContainer('front').rename({name: 'toolbox'}), 409, /^Error when allocating new name: Conflict\. The container name "\/toolbox" is already in use/v);
	await assertRefused(docker.getContainer('front').rename({name: 'x'}), 400);
	assert.deepEqual(await eventsWhile(engine, async () => docker.getContainer('front').kill()), ['container kill', 'container die', 'network disconnect']);
	const {State} = await docker.getContainer('front').inspect();
	assert.equal(State.ExitCode, 137);
	assert.equal(State.OOMKilled, false);
	await assertRefused(docker.getContainer('front').kill(), 409);
	await assertRefused(docker.getContainer('toolbox').kill({signal: 'SIGNONE'}), 400, 'invalid signal: SIGNONE');
});

test('a program that ignores its signal is killed after the timeout', async context => {
	const {docker, engine} = await openDemo(context);
	const stubborn = docker.getContainer('stuck-job');
	await stubborn.start();
	const events = await eventsWhile(engine, async () => stubborn.stop({t: 1}));
	assert.deepEqual(events, ['container kill', 'container kill', 'container die', 'network disconnect', 'container stop']);
	await assertState(stubborn, {ExitCode: 137});
});

test('a port that is taken keeps a container from starting', async context => {
	const {docker} = await openDemo(context);
	const blog = docker.getContainer('blog-wordpress-1');
	const {status, message} = await refusalOf(blog.start());
	assert.equal(status, 500);
	assert.match(message, /^driver failed programming external connectivity on endpoint blog-wordpress-1 \([\da-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/v);
	const {State} = await blog.inspect();
	assert.equal(State.Status, 'created');
	assert.equal(State.ExitCode, 128);
	assert.equal(State.Error, message);
	await docker.getContainer('shop-web-1').stop();
	await blog.start();
	await assertState(blog, {Error: ''});
	await assertRefused(docker.getContainer('shop-web-1').start(), 500);
	await assertState(docker.getContainer('shop-web-1'), {Status: 'exited'});
});

test('removal is refused, forced, and takes anonymous volumes only when asked', async context => {
	const {docker, engine} = await openDemo(context);
	const web = docker.getContainer('shop-web-1');
	await assertRefused(web.remove(), 409, 'cannot remove container "/shop-web-1": container is running: stop the container before removing or force remove');
	assert.deepEqual(await eventsWhile(engine, async () => web.remove({force: true})), ['container kill', 'container die', 'network disconnect', 'container destroy']);
	await assertRefused(web.inspect(), 404);
	const database = docker.getContainer('blog-db-1');
	const {Mounts} = await database.inspect();
	const [{Name: volume = ''} = {}] = Mounts;
	await database.remove({v: true});
	await assertRefused(docker.getVolume(volume).inspect(), 404);
	await docker.getContainer('half-removed').remove();
	await assertRefused(docker.getContainer('half-removed').start(), 404);
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
	await assertRefused(docker.createContainer({Image: 'alpine', name: 'once'}), 409, `Conflict. The container name "/once" is already in use by container "${container.id}". You have to remove (or rename) that container to be able to reuse that name.`);
	await assertRefused(docker.createContainer({Image: 'nothing:1', name: 'other'}), 404, 'No such image: nothing:1');
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
	await assertRefused(container.inspect(), 404);
});

test('published ports without a number get one, and limits can be changed', async context => {
	const {docker, engine} = await openDemo(context);
	const container = await docker.createContainer({
		Image: 'nginx:alpine', name: 'extra', Labels: {a: 'b'}, HostConfig: {PortBindings: {'80/tcp': [{HostIp: '', HostPort: ''}]}, Binds: ['fresh:/data:ro']},
	});
	await container.start();
	const before = await container.inspect();
	const [first] = before.NetworkSettings.Ports['80/tcp'] ?? [];
	assert.equal(first?.HostPort, '32768');
	assert.equal(before.Mounts[0]?.RW, false);
	assert.deepEqual(await eventsWhile(engine, async () => container.update({Memory: 64 * 1024 * 1024, MemorySwap: -1, RestartPolicy: {Name: 'always'}})), ['container update']);
	const {HostConfig} = await container.inspect();
	assert.equal(HostConfig.Memory, 64 * 1024 * 1024);
	assert.equal(HostConfig.RestartPolicy?.Name, 'always');
});

test('top and changes', async context => {
	const {docker} = await openDemo(context);
	const {Titles, Processes} = await docker.getContainer('shop-db-1').top() as {Titles: string[]; Processes: string[][]};
	assert.equal(Titles.at(-1), 'CMD');
	assert.ok(Processes.length > 1);
	assert.ok(Processes.every(process => process.length === Titles.length));
	await assertRefused(docker.getContainer('shop-worker-1').top(), 409);
	const changes = await docker.getContainer('shop-db-1').changes() as Array<{Kind: number}>;
	assert.deepEqual(new Set(changes.map(({Kind}) => Kind)), new Set([0, 1, 2]));
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
	const loop = engine.world.containers.values().find(({name}) => name === 'payments-sync');
	assert.equal(loop?.state.exitCode, 3);
	assert.equal(loop?.restartCount, 42);
});
