import assert from 'node:assert/strict';
import test from 'node:test';
import {
	assertRefused,
	clientOf,
	dial,
	fieldsOf,
	historyOf,
	openDemo,
} from './demo-engine.ts';

test('it greets like an engine of version 27', async context => {
	const {docker} = await openDemo(context);
	assert.equal(String(await docker.ping()), 'OK');
	const version = await docker.version();
	assert.equal(version.ApiVersion, '1.47');
	assert.equal(version.MinAPIVersion, '1.24');
	const info = fieldsOf(await docker.info());
	assert.equal(info['Driver'], 'overlay2');
	assert.equal(info['Containers'], Number(info['ContainersRunning']) + Number(info['ContainersPaused']) + Number(info['ContainersStopped']));
});

test('the ping carries the headers by which versions are agreed on', async context => {
	const {docker} = await openDemo(context);
	const response = await dial(docker, {path: '/_ping', method: 'GET', isStream: true});
	const headers = fieldsOf(fieldsOf(response)['headers']);
	assert.equal(headers['api-version'], '1.47');
	assert.equal(headers['ostype'], 'linux');
	assert.match(String(headers['server']), /^Docker\/27/v);
});

test('versions that are too new or too old are refused', async context => {
	const {engine} = await openDemo(context);
	await assertRefused(clientOf(engine, 'v1.99').info(), 400, 'client version 1.99 is too new. Maximum supported API version is 1.47');
	await assertRefused(clientOf(engine, 'v1.20').info(), 400);
});

test('the world has every state a container can be found in', async context => {
	const {docker} = await openDemo(context);
	const running = await docker.listContainers();
	const all = await docker.listContainers({all: true});
	const states = new Set(all.map(({State}) => State));
	assert.deepEqual([...states].toSorted(), ['created', 'dead', 'exited', 'paused', 'restarting', 'running']);
	assert.ok(running.length < all.length);
	const statusOf = (name: string) => all.find(({Names}) => Names.includes(`/${name}`))?.Status;
	assert.equal(statusOf('shop-api-1'), 'Up 3 hours (healthy)');
	assert.equal(statusOf('shop-mailer-1'), 'Up 5 hours (unhealthy)');
	assert.equal(statusOf('shop-worker-1'), 'Exited (137) 12 minutes ago');
	assert.equal(statusOf('nightly-backup'), 'Up 9 hours (Paused)');
	assert.match(statusOf('payments-sync') ?? '', /^Restarting \(3\)/v);
});

test('ports are told as the engine tells them', async context => {
	const {docker} = await openDemo(context);
	const all = await docker.listContainers({all: true});
	const portsOf = (name: string) => all.find(({Names}) => Names.includes(`/${name}`))?.Ports;
	assert.deepEqual(portsOf('monitoring-prometheus-1'), [
		{
			IP: '0.0.0.0', PrivatePort: 9090, PublicPort: 9090, Type: 'tcp',
		},
		{
			IP: '::', PrivatePort: 9090, PublicPort: 9090, Type: 'tcp',
		},
	]);
	assert.deepEqual(portsOf('shop-cache-1'), [{PrivatePort: 6379, Type: 'tcp'}]);
	assert.deepEqual(portsOf('monitoring-node-exporter-1'), []);
	assert.deepEqual(portsOf('shop-worker-1'), []);
	assert.deepEqual(portsOf('ipv6-echo')?.[0], {
		IP: '::1', PrivatePort: 7777, PublicPort: 7777, Type: 'tcp',
	});
	const {NetworkSettings} = await docker.getContainer('shop-cache-1').inspect();
	assert.deepEqual(NetworkSettings.Ports, {'6379/tcp': null});
});

const named = async (promise: Promise<ReadonlyArray<{readonly Names: readonly string[]}>>) => (await promise).map(({Names}) => Names[0]).toSorted();

test('containers are filtered as the engine does it', async context => {
	const {docker} = await openDemo(context);
	const list = async (filters: Record<string, string[]>) => named(docker.listContainers({all: true, filters}));
	assert.deepEqual(await list({health: ['unhealthy']}), ['/shop-mailer-1']);
	assert.deepEqual(await list({status: ['paused', 'dead']}), ['/half-removed', '/nightly-backup']);
	assert.deepEqual(await list({exited: ['143']}), ['/blog-db-1']);
	assert.deepEqual(await list({name: ['^/shop-(api|db)']}), ['/shop-api-1', '/shop-db-1']);
	assert.deepEqual(await list({network: ['lab_net']}), ['/ipv6-echo', '/scratchpad']);
	assert.deepEqual(await list({volume: ['shop_pgdata']}), ['/nightly-backup', '/shop-db-1']);
	assert.deepEqual(await list({label: ['com.docker.compose.project=blog']}), ['/blog-db-1', '/blog-wordpress-1']);
	assert.deepEqual(await list({ancestor: ['node:22-bookworm-slim']}), ['/shop-api-1']);
	const newest = await docker.listContainers({limit: 3});
	assert.equal(newest.length, 3);
	await assertRefused(list({colour: ['red']}), 400, 'invalid filter \'colour\'');
	await assertRefused(list({status: ['asleep']}), 400);
});

test('a container is found by id, by its beginning and by name', async context => {
	const {docker} = await openDemo(context, {containers: 300});
	const {Id} = await docker.getContainer('shop-api-1').inspect();
	for (const reference of [Id, Id.slice(0, 12)]) {
		const found = await docker.getContainer(reference).inspect();
		assert.equal(found.Id, Id);
	}

	await assertRefused(docker.getContainer('nobody').inspect(), 404, 'No such container: nobody');
	await assertRefused(docker.getContainer('a').inspect(), 400);
});

test('inspect agrees with the list', async context => {
	const {docker} = await openDemo(context);
	for (const listed of await docker.listContainers({all: true})) {
		const inspected = await docker.getContainer(listed.Id).inspect();
		assert.equal(inspected.Name, listed.Names[0]);
		assert.equal(inspected.State.Status, listed.State);
		assert.equal(inspected.Image, listed.ImageID);
		assert.deepEqual(inspected.Config.Labels, listed.Labels);
		assert.deepEqual(Object.keys(inspected.NetworkSettings.Networks), Object.keys(listed.NetworkSettings.Networks));
	}
});

test('images have names, histories and layers that add up', async context => {
	const {docker} = await openDemo(context);
	const images = await docker.listImages();
	assert.ok(images.length >= 25);
	assert.ok(images.some(({RepoTags}) => (RepoTags ?? []).length >= 3));
	for (const image of images) {
		const inspected = await docker.getImage(image.Id).inspect();
		const history = await historyOf(docker, image.Id);
		assert.equal(inspected.Size, image.Size);
		assert.equal(history.reduce((sum, {Size}) => sum + Size, 0), image.Size);
		assert.equal(history[0]?.Id, image.Id);
	}

	const classic = await historyOf(docker, 'legacy/importer:0.3');
	assert.ok(classic.some(({CreatedBy}) => CreatedBy.includes('#(nop)')));
	assert.ok(classic.filter(({Id}) => Id.startsWith('sha256:')).length > 1);
});

test('dangling images and steps on the way are told apart', async context => {
	const {docker} = await openDemo(context);
	const dangling = await docker.listImages({filters: {dangling: ['true']}});
	assert.equal(dangling.length, 3);
	assert.ok(dangling.every(({RepoTags}) => RepoTags?.length === 0));
	const all = await docker.listImages({all: true});
	const tops = await docker.listImages();
	assert.equal(all.length - tops.length, 4);
	assert.ok(tops.every(({Containers, SharedSize}) => Containers === -1 && SharedSize === -1));
});

test('networks and volumes', async context => {
	const {docker} = await openDemo(context);
	const networks = await docker.listNetworks();
	assert.ok(networks.every(({Containers}) => Object.keys(Containers ?? {}).length === 0));
	const backend = await docker.getNetwork('shop_backend').inspect();
	const members = Object.values(backend.Containers ?? {}).map(member => String(fieldsOf(member)['Name'])).toSorted();
	assert.deepEqual(members, ['shop-api-1', 'shop-cache-1', 'shop-db-1']);
	const {Volumes} = await docker.listVolumes();
	assert.equal(Volumes.length, 13);
	const {Volumes: free} = await docker.listVolumes({filters: {dangling: ['true']}});
	assert.ok(free.some(({Name}) => Name === 'old_pgdata'));
	assert.ok(free.every(({Name}) => Name !== 'shop_pgdata'));
});

test('what is no part of the API is said to be none, and there is no swarm', async context => {
	const {docker} = await openDemo(context);
	await assertRefused(dial(docker, {path: '/nothing', method: 'GET'}), 404, 'page not found');
	await assertRefused(docker.listServices(), 503);
	await assertRefused(docker.listNodes(), 503, /^This node is not a swarm manager/v);
});

test('the same seed makes the same world', async context => {
	const now = () => 1_800_000_000_000;
	const {docker: one} = await openDemo(context, {now, seed: 7});
	const {docker: other} = await openDemo(context, {now, seed: 7});
	const {docker: third} = await openDemo(context, {now, seed: 8});
	const list = await one.listContainers({all: true});
	assert.deepEqual(await other.listContainers({all: true}), list);
	assert.notDeepEqual(await third.listContainers({all: true}), list);
});

test('five thousand containers are listed quickly', async context => {
	const {docker} = await openDemo(context, {containers: 5000});
	await docker.listContainers({all: true});
	const begin = performance.now();
	const all = await docker.listContainers({all: true});
	const milliseconds = performance.now() - begin;
	assert.equal(all.length, 5021);
	assert.equal(new Set(all.map(({Id}) => Id)).size, 5021);
	// The list itself takes under 300 ms; a busy machine gets some room.
	assert.ok(milliseconds < 1500, `${milliseconds} ms`);
});
