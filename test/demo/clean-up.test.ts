import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import {
	assertRefused,
	clientOf,
	dial,
	diskUsageOf,
	eventsWhile,
	fieldsOf,
	historyOf,
	openDemo,
	removeImage,
} from './demo-engine.ts';

/** What is certainly there. */
const found = <Value>(value: Value | undefined): Value => {
	if (value === undefined) {
		throw new Error('It is not there.');
	}

	return value;
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test('the disk usage adds up: shared layers count once', async context => {
	const {docker, engine} = await openDemo(context);
	const usage = await diskUsageOf(docker);
	const layers = new Map<string, number>();
	for (const image of engine.world.images.values()) {
		let chain = '';
		for (const {diffId, size, empty} of image.layers) {
			chain += empty ? '' : diffId;
			layers.set(chain, empty ? layers.get(chain) ?? 0 : size);
		}
	}

	assert.equal(usage.LayersSize, sum([...layers.values()]));
	assert.ok(usage.LayersSize < sum(usage.Images.map(({Size}) => Size)));
	for (const image of usage.Images) {
		assert.ok(image.SharedSize >= 0 && image.SharedSize <= image.Size);
		const users = usage.Containers.filter(({ImageID}) => ImageID === image.Id);
		assert.equal(image.Containers, users.length);
	}

	const api = found(usage.Images.find(({RepoTags}) => RepoTags.includes('shop/api:1.4')));
	const node = found(usage.Images.find(({RepoTags}) => RepoTags.includes('node:22-bookworm-slim')));
	assert.ok(api.SharedSize >= node.Size);
	assert.equal(node.SharedSize, node.Size);
});

test('removing an image frees just what it did not share', async context => {
	const {docker} = await openDemo(context);
	const before = await diskUsageOf(docker);
	const image = found(before.Images.find(({RepoTags}) => RepoTags.includes('postgres:15-alpine')));
	await docker.getImage('postgres:15-alpine').remove();
	const after = await diskUsageOf(docker);
	assert.equal(before.LayersSize - after.LayersSize, image.Size - image.SharedSize);
});

test('volumes, containers and build cache have their sizes, and only the wanted types are computed', async context => {
	const {docker, engine} = await openDemo(context);
	const usage = await diskUsageOf(docker);
	const worker = found(usage.Containers.find(({Names}) => Names.includes('/shop-worker-1')));
	assert.equal(worker.SizeRw, 48_000_000);
	assert.ok(worker.SizeRootFs > worker.SizeRw);
	const data = found(usage.Volumes.find(({Name}) => Name === 'shop_pgdata'));
	assert.equal(data.UsageData.RefCount, 2);
	assert.ok(data.UsageData.Size > 1_000_000_000);
	assert.ok(usage.BuildCache.some(({InUse}) => InUse));
	assert.ok(usage.BuildCache.some(({Parents}) => (Parents ?? []).length > 0));
	const response = await fetchJson(engine.socketPath, '/v1.47/system/df?type=volume');
	assert.equal(response['Containers'], null);
	assert.ok(Array.isArray(response['Volumes']));
});

async function fetchJson(socketPath: string, path: string): Promise<Readonly<Record<string, unknown>>> {
	return new Promise((resolve, reject) => {
		http.get({socketPath, path}, response => {
			let text = '';
			response.on('data', piece => {
				text += String(piece);
			});
			response.on('end', () => {
				resolve(fieldsOf(JSON.parse(text)));
			});
		}).on('error', reject);
	});
}

test('removing images: by name, by id, forced, and why not', async context => {
	const {docker} = await openDemo(context);
	const idOf = async (name: string) => {
		const {Id} = await docker.getImage(name).inspect();
		return Id;
	};

	const untagged = await removeImage(docker, 'python:3.12-slim-bookworm');
	assert.deepEqual(untagged, [{Untagged: 'python:3.12-slim-bookworm'}]);
	await assertRefused(docker.getImage('python:3.12-slim').remove(), 409, /^conflict: unable to remove repository reference "python:3\.12-slim" \(must force\) - container [\da-f]{12} is using its referenced image [\da-f]{12}$/v);
	const nginx = await idOf('nginx:alpine');
	await assertRefused(docker.getImage(nginx).remove(), 409, /\(must be forced\) - image is referenced in multiple repositories$/v);
	await assertRefused(docker.getImage(await idOf('postgres:16')).remove({force: true}), 409, /\(cannot be forced\) - image is being used by running container/v);
	await assertRefused(docker.getImage(await idOf('debian:bookworm-slim')).remove(), 409, /\(must be forced\) - image is being used by stopped container/v);
	const forced = await removeImage(docker, nginx, {force: true});
	assert.ok(forced.some(({Deleted}) => Deleted === nginx));
	await assertRefused(docker.getImage(nginx).inspect(), 404, `No such image: ${nginx}`);
	const onlyUntagged = await removeImage(docker, 'postgres:16', {force: true});
	assert.ok(onlyUntagged.every(({Untagged}) => Untagged !== undefined));
	const [database] = await docker.listContainers({filters: {name: ['^/shop-db-1$']}});
	assert.match(database?.Image ?? '', /^sha256:/v);
});

test('an image others stand on cannot be removed, and goes with its last child', async context => {
	const {docker} = await openDemo(context);
	const history = await historyOf(docker, 'legacy/importer:0.3');
	const parent = found(history.slice(1).map(({Id}) => Id).find(id => id.startsWith('sha256:')));
	await assertRefused(docker.getImage(parent).remove({force: true}), 409, /\(cannot be forced\) - image has dependent child images$/v);
	await docker.getContainer('legacy-ftp').remove({force: true});
	await docker.getImage('legacy/importer:0.3').remove();
	await assertRefused(docker.getImage(parent).inspect(), 404);
});

test('tagging moves a name', async context => {
	const {docker, engine} = await openDemo(context);
	const {Id} = await docker.getImage('shop/api:1.3').inspect();
	assert.deepEqual(await eventsWhile(engine, async () => docker.getImage(Id).tag({repo: 'shop/api', tag: '1.4'})), ['image tag']);
	const tagged = await docker.getImage('shop/api:1.4').inspect();
	assert.equal(tagged.Id, Id);
	const [listed] = await docker.listContainers({filters: {name: ['^/shop-api-1$']}});
	assert.equal(listed?.Image, listed?.ImageID);
	await assertRefused(docker.getImage(Id).tag({repo: 'Shop'}), 400);
});

test('networks: made, joined, left, pruned, and refused', async context => {
	const {docker, engine} = await openDemo(context);
	await assertRefused(docker.getNetwork('bridge').remove(), 403, 'bridge is a pre-defined network and cannot be removed');
	await assertRefused(docker.getNetwork('shop_backend').remove(), 403, /network shop_backend has active endpoints/v);
	const network = await docker.createNetwork({Name: 'fresh', Labels: {a: 'b'}});
	await assertRefused(docker.createNetwork({Name: 'fresh'}), 409);
	assert.deepEqual(await eventsWhile(engine, async () => network.connect({Container: 'shop-db-1'})), ['network connect']);
	const {Containers} = await network.inspect();
	assert.deepEqual(Object.values(Containers ?? {}).map(member => fieldsOf(member)['IPv4Address']), ['172.24.0.2/16']);
	await assertRefused(network.remove(), 403);
	await network.disconnect({Container: 'shop-db-1'});
	await assertRefused(network.disconnect({Container: 'shop-db-1'}), 403);
	const {NetworksDeleted} = await docker.pruneNetworks({filters: {label: ['a=b']}});
	assert.deepEqual(NetworksDeleted, ['fresh']);
	assert.equal((await docker.pruneNetworks({filters: {label: ['a=b']}})).NetworksDeleted, null);
	await assertRefused(network.inspect(), 404);
});

test('volumes: made, in use, removed', async context => {
	const {docker, engine} = await openDemo(context);
	await assertRefused(docker.getVolume('shop_pgdata').remove(), 409, /^remove shop_pgdata: volume is in use - \[[\da-f]{64}, [\da-f]{64}\]$/v);
	await assertRefused(docker.getVolume('nothing').remove(), 404, 'get nothing: no such volume');
	await docker.createVolume({Name: 'fresh'});
	assert.deepEqual(await eventsWhile(engine, async () => docker.getVolume('fresh').remove()), ['volume destroy']);
	const {name} = fieldsOf(await docker.createVolume({}));
	assert.match(String(name), /^[\da-f]{64}$/v);
});

test('volumes without a name are pruned; named ones only by old clients or when all are meant', async context => {
	const {docker, engine} = await openDemo(context);
	const pruned = await docker.pruneVolumes();
	assert.equal(pruned.VolumesDeleted.length, 3);
	assert.ok(pruned.VolumesDeleted.every(name => /^[\da-f]{64}$/v.test(name)));
	const {Volumes} = await docker.listVolumes();
	assert.ok(Volumes.some(({Name}) => Name === 'old_pgdata'));
	await assertRefused(clientOf(engine, 'v1.41').pruneVolumes({filters: {all: ['true']}}), 400, 'invalid filter \'all\'');
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
	const again = await docker.pruneContainers();
	assert.equal(again.ContainersDeleted, null);
});

test('images are pruned: the nameless, or all that nobody uses', async context => {
	const {docker} = await openDemo(context);
	const before = await diskUsageOf(docker);
	const first = await docker.pruneImages();
	assert.equal(first.ImagesDeleted.filter(record => fieldsOf(record)['Deleted'] !== undefined).length, 4);
	const second = await docker.pruneImages({filters: {dangling: ['false']}});
	const after = await diskUsageOf(docker);
	assert.equal(first.SpaceReclaimed + second.SpaceReclaimed, before.LayersSize - after.LayersSize);
	assert.ok(after.Images.every(({Containers}) => Containers > 0));
});

test('build cache goes by id, children first, and not what is used', async context => {
	const {docker} = await openDemo(context);
	const {BuildCache} = await diskUsageOf(docker);
	const mount = found(BuildCache.find(({Type}) => Type === 'exec.cachemount'));
	const builder = clientPrune(docker);
	assert.deepEqual(await builder({all: true, filters: JSON.stringify({id: [mount.ID]})}), {CachesDeleted: [mount.ID], SpaceReclaimed: mount.Size});
	const parent = found(BuildCache.find(({Description}) => Description === '[4/5] RUN npm ci'));
	assert.deepEqual(await builder({all: true, filters: JSON.stringify({id: [parent.ID]})}), {CachesDeleted: null, SpaceReclaimed: 0});
	await builder({});
	const {BuildCache: left} = await diskUsageOf(docker);
	assert.ok(left.every(({InUse, Shared, Type}) => InUse || Shared || Type === 'frontend'));
	await builder({all: true});
	const {BuildCache: last} = await diskUsageOf(docker);
	assert.deepEqual(last.map(({InUse}) => InUse), [true]);
});

/** The client's own `pruneBuilder` takes no options. */
const clientPrune = (docker: ReturnType<typeof clientOf>) => async (options: object): Promise<unknown> => dial(docker, {path: '/build/prune?', method: 'POST', options: {_query: options, _body: {}}});
