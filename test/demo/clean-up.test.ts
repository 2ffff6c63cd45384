import assert from 'node:assert/strict';
import test from 'node:test';
import {
	clientOf, eventsWhile, openDemo, refusalOf,
} from './demo-engine.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('the disk usage adds up: shared layers count once', async context => {
	const {docker, engine} = await openDemo(context);
	const usage = await docker.df();
	const layers = new Map<string, number>();
	for (const image of engine.world.images.values()) {
		let chain = '';
		for (const {diffId, size} of image.layers.filter(layer => !layer.empty)) {
			chain += diffId;
			layers.set(chain, size);
		}
	}

	assert.equal(usage.LayersSize, sum([...layers.values()]));
	assert.ok(usage.LayersSize < sum(usage.Images.map(({Size}: {Size: number}) => Size)));
	for (const image of usage.Images) {
		assert.ok(image.SharedSize >= 0 && image.SharedSize <= image.Size);
		const users = usage.Containers.filter(({ImageID}: {ImageID: string}) => ImageID === image.Id);
		assert.equal(image.Containers, users.length);
	}

	const api = usage.Images.find(({RepoTags}: {RepoTags: string[]}) => RepoTags.includes('shop/api:1.4'));
	const node = usage.Images.find(({RepoTags}: {RepoTags: string[]}) => RepoTags.includes('node:22-bookworm-slim'));
	assert.ok(api.SharedSize >= node.Size);
	assert.equal(node.SharedSize, node.Size);
});

test('removing an image frees just what it did not share', async context => {
	const {docker} = await openDemo(context);
	const before = await docker.df();
	const image = before.Images.find(({RepoTags}: {RepoTags: string[]}) => RepoTags.includes('postgres:15-alpine'));
	await docker.getImage('postgres:15-alpine').remove();
	const after = await docker.df();
	assert.equal(before.LayersSize - after.LayersSize, image.Size - image.SharedSize);
});

test('volumes, containers and build cache have their sizes, and only the wanted types are computed', async context => {
	const {docker, engine} = await openDemo(context);
	const usage = await docker.df();
	const worker = usage.Containers.find(({Names}: {Names: string[]}) => Names.includes('/shop-worker-1'));
	assert.equal(worker.SizeRw, 48_000_000);
	assert.ok(worker.SizeRootFs > worker.SizeRw);
	const data = usage.Volumes.find(({Name}: {Name: string}) => Name === 'shop_pgdata');
	assert.equal(data.UsageData.RefCount, 2);
	assert.ok(data.UsageData.Size > 1_000_000_000);
	assert.ok(usage.BuildCache.some(({InUse}: {InUse: boolean}) => InUse));
	assert.ok(usage.BuildCache.some(({Parents}: {Parents?: string[]}) => (Parents ?? []).length > 0));
	const response = await fetchJson(engine.socketPath, '/v1.47/system/df?type=volume');
	assert.equal(response['Containers'], null);
	assert.ok(Array.isArray(response['Volumes']));
});

async function fetchJson(socketPath: string, path: string): Promise<Readonly<Record<string, unknown>>> {
	const http = await import('node:http');
	return new Promise((resolve, reject) => {
		http.get({socketPath, path}, response => {
			let text = '';
			response.on('data', piece => {
				text += String(piece);
			});
			response.on('end', () => {
				resolve(JSON.parse(text));
			});
		}).on('error', reject);
	});
}

test('removing images: by name, by id, forced, and why not', async context => {
	const {docker} = await openDemo(context);
	const idOf = async (name: string) => (await docker.getImage(name).inspect()).Id;
	const untagged = await docker.getImage('python:3.12-slim-bookworm').remove();
	assert.deepEqual(untagged, [{Untagged: 'python:3.12-slim-bookworm'}]);
	assert.match(String((await refusalOf(docker.getImage('python:3.12-slim').remove())).message), /^conflict: unable to remove repository reference "python:3\.12-slim" \(must force\) - container [\da-f]{12} is using its referenced image [\da-f]{12}$/v);
	const nginx = await idOf('nginx:alpine');
	assert.match(String((await refusalOf(docker.getImage(nginx).remove())).message), /\(must be forced\) - image is referenced in multiple repositories$/v);
	assert.match(String((await refusalOf(docker.getImage(await idOf('postgres:16')).remove({force: true}))).message), /\(cannot be forced\) - image is being used by running container/v);
	assert.match(String((await refusalOf(docker.getImage(await idOf('debian:bookworm-slim')).remove())).message), /\(must be forced\) - image is being used by stopped container/v);
	const forced: Array<{Deleted?: string}> = await docker.getImage(nginx).remove({force: true});
	assert.ok(forced.some(({Deleted}) => Deleted === nginx));
	assert.deepEqual(await refusalOf(docker.getImage(nginx).inspect()), {status: 404, message: `No such image: ${nginx}`});
	const onlyUntagged = await docker.getImage('postgres:16').remove({force: true});
	assert.ok(onlyUntagged.every((record: {Untagged?: string}) => record.Untagged !== undefined));
	assert.equal((await docker.listContainers({filters: {name: ['^/shop-db-1$']}}))[0]?.Image.startsWith('sha256:'), true);
});

test('an image others stand on cannot be removed, and goes with its last child', async context => {
	const {docker} = await openDemo(context);
	const history = await docker.getImage('legacy/importer:0.3').history();
	const parent = history.map(({Id}: {Id: string}) => Id).find((id: string, position: number) => position > 0 && id.startsWith('sha256:'));
	assert.match(String((await refusalOf(docker.getImage(parent).remove({force: true}))).message), /\(cannot be forced\) - image has dependent child images$/v);
	await docker.getContainer('legacy-ftp').remove({force: true});
	await docker.getImage('legacy/importer:0.3').remove();
	assert.equal((await refusalOf(docker.getImage(parent).inspect())).status, 404);
});

test('tagging moves a name', async context => {
	const {docker, engine} = await openDemo(context);
	const {Id} = await docker.getImage('shop/api:1.3').inspect();
	assert.deepEqual(await eventsWhile(engine, async () => docker.getImage(Id).tag({repo: 'shop/api', tag: '1.4'})), ['image tag']);
	assert.equal((await docker.getImage('shop/api:1.4').inspect()).Id, Id);
	const [listed] = await docker.listContainers({filters: {name: ['^/shop-api-1$']}});
	assert.equal(listed?.Image, listed?.ImageID);
	assert.equal((await refusalOf(docker.getImage(Id).tag({repo: 'Shop'}))).status, 400);
});

test('networks: made, joined, left, pruned, and refused', async context => {
	const {docker, engine} = await openDemo(context);
	assert.deepEqual(await refusalOf(docker.getNetwork('bridge').remove()), {status: 403, message: 'bridge is a pre-defined network and cannot be removed'});
	const busy = await refusalOf(docker.getNetwork('shop_backend').remove());
	assert.equal(busy.status, 403);
	assert.match(String(busy.message), /network shop_backend has active endpoints/v);
	const network = await docker.createNetwork({Name: 'fresh', Labels: {a: 'b'}});
	assert.equal((await refusalOf(docker.createNetwork({Name: 'fresh'}))).status, 409);
	assert.deepEqual(await eventsWhile(engine, async () => network.connect({Container: 'shop-db-1'})), ['network connect']);
	const {Containers} = await network.inspect();
	assert.deepEqual(Object.values(Containers).map(member => Object(member).IPv4Address), ['172.24.0.2/16']);
	assert.equal((await refusalOf(network.remove())).status, 403);
	await network.disconnect({Container: 'shop-db-1'});
	assert.equal((await refusalOf(network.disconnect({Container: 'shop-db-1'}))).status, 403);
	const {NetworksDeleted} = await docker.pruneNetworks({filters: {label: ['a=b']}});
	assert.deepEqual(NetworksDeleted, ['fresh']);
	assert.deepEqual((await docker.pruneNetworks({filters: {label: ['a=b']}})).NetworksDeleted, null);
	assert.equal((await refusalOf(network.inspect())).status, 404);
});

test('volumes: made, in use, removed', async context => {
	const {docker, engine} = await openDemo(context);
	assert.match(String((await refusalOf(docker.getVolume('shop_pgdata').remove())).message), /^remove shop_pgdata: volume is in use - \[[\da-f]{64}, [\da-f]{64}\]$/v);
	assert.deepEqual(await refusalOf(docker.getVolume('nothing').remove()), {status: 404, message: 'get nothing: no such volume'});
	await docker.createVolume({Name: 'fresh'});
	assert.deepEqual(await eventsWhile(engine, async () => docker.getVolume('fresh').remove()), ['volume destroy']);
	const {name} = Object(await docker.createVolume({}));
	assert.match(String(name), /^[\da-f]{64}$/v);
});

test('volumes without a name are pruned; named ones only by old clients or when all are meant', async context => {
	const {docker, engine} = await openDemo(context);
	const pruned = await docker.pruneVolumes();
	assert.equal(pruned.VolumesDeleted.length, 3);
	assert.ok(pruned.VolumesDeleted.every(name => /^[\da-f]{64}$/v.test(name)));
	assert.ok((await docker.listVolumes()).Volumes.some(({Name}) => Name === 'old_pgdata'));
	assert.deepEqual(await refusalOf(clientOf(engine, 'v1.41').pruneVolumes({filters: {all: ['true']}})), {status: 400, message: 'invalid filter \'all\''});
	const old = await clientOf(engine, 'v1.41').pruneVolumes();
	assert.deepEqual(old.VolumesDeleted.toSorted(), ['backup-2025', 'old_pgdata', 'scratch']);
});

test('containers are pruned with an event each and one for all', async context => {
	const {docker, engine} = await openDemo(context);
	const events = await eventsWhile(engine, async () => {
		const {ContainersDeleted, SpaceReclaimed} = await docker.pruneContainers();
		assert.equal(ContainersDeleted.length, 8);
		assert.ok(SpaceReclaimed > 400_000_000);
	});
	assert.equal(events.filter(event => event === 'container destroy').length, 8);
	assert.equal(events.at(-1), 'container prune');
	assert.equal((await docker.pruneContainers()).ContainersDeleted, null);
});

test('images are pruned: the nameless, or all that nobody uses', async context => {
	const {docker} = await openDemo(context);
	const before = await docker.df();
	const first = await docker.pruneImages();
	assert.equal(first.ImagesDeleted.filter(record => Object(record).Deleted !== undefined).length, 4);
	const second = await docker.pruneImages({filters: {dangling: ['false']}});
	const after = await docker.df();
	assert.equal(first.SpaceReclaimed + second.SpaceReclaimed, before.LayersSize - after.LayersSize);
	assert.ok(after.Images.every(({Containers}: {Containers: number}) => Containers > 0));
});

test('build cache goes by id, children first, and not what is used', async context => {
	const {docker} = await openDemo(context);
	const {BuildCache} = await docker.df();
	const mount = BuildCache.find(({Type}: {Type: string}) => Type === 'exec.cachemount');
	const builder = clientPrune(docker);
	assert.deepEqual(await builder({all: true, filters: JSON.stringify({id: [mount.ID]})}), {CachesDeleted: [mount.ID], SpaceReclaimed: mount.Size});
	const parent = BuildCache.find(({Description}: {Description: string}) => Description === '[4/5] RUN npm ci');
	assert.deepEqual(await builder({all: true, filters: JSON.stringify({id: [parent.ID]})}), {CachesDeleted: null, SpaceReclaimed: 0});
	await builder({});
	const {BuildCache: left} = await docker.df();
	assert.ok(left.every(({InUse, Shared, Type}: {InUse: boolean; Shared: boolean; Type: string}) => InUse || Shared || Type === 'frontend'));
	await builder({all: true});
	const {BuildCache: last} = await docker.df();
	assert.deepEqual(last.map(({InUse}: {InUse: boolean}) => InUse), [true]);
});

/** The client's own `pruneBuilder` takes no options. */
const clientPrune = (docker: ReturnType<typeof clientOf>) => async (options: object): Promise<unknown> => new Promise((resolve, reject) => {
	docker.modem.dial({
		path: '/build/prune?', method: 'POST', options: {_query: options, _body: {}}, statusCodes: {200: true},
	}, (error: unknown, data: unknown) => {
		if (error) {
			reject(error);
		} else {
			resolve(data);
		}
	});
});
