import assert from 'node:assert/strict';
import test from 'node:test';
import {connect} from '../../source/engine/connect.ts';
import {readDiskUsage} from '../../source/engine/read/disk.ts';
import type {DiskLine} from '../../source/model/disk.ts';
import {decimalSize} from '../../source/model/size.ts';
import {skipReason} from '../support/availability.ts';
import {startDockerd} from '../support/dockerd.ts';
import {busyboxImage, layeredImage} from '../support/images.ts';
import {unixEndpoint} from './fake-engine.ts';

const titles = {
	images: 'Images', containers: 'Containers', volumes: 'Local Volumes', cache: 'Build Cache',
} as const;

/** A line as `docker system df --format '{{json .}}'` prints it: the percentage is whole and rounded down, and the cache has none. */
function asDockerPrints({kind, count, active, size, reclaimable}: DiskLine): object {
	const bytes = decimalSize(reclaimable).replace(' ', '');
	const percentage = kind !== 'cache' && size > 0 ? ` (${Math.trunc(reclaimable * 100 / size)}%)` : '';
	return {
		Type: titles[kind], TotalCount: String(count), Active: String(active), Size: decimalSize(size).replace(' ', ''), Reclaimable: `${bytes}${percentage}`,
	};
}

test('the four lines are those of docker system df, to the byte that it prints', {skip: skipReason()}, async context => {
	const dockerd = await startDockerd();
	context.after(dockerd.stop);
	await busyboxImage(dockerd);
	await layeredImage(dockerd);
	const engine = await connect(unixEndpoint(dockerd.socketPath));
	context.after(() => {
		engine.close();
	});

	const compare = async (): Promise<readonly DiskLine[]> => {
		const printed = await dockerd.docker(['system', 'df', '--format', '{{json .}}']);
		const {lines} = await engine.system.diskUsage();
		assert.deepEqual(lines.map(line => asDockerPrints(line)), printed.split('\n').map(line => JSON.parse(line) as unknown));
		return lines;
	};

	await compare();
	await dockerd.docker(['volume', 'create', 'unused']);
	await dockerd.docker(['run', '--network', 'none', '-v', 'used:/data', '-v', 'unused:/other', '--name', 'ended', 'busybox', 'sh', '-c', 'head -c 300000 /dev/zero > /data/a; head -c 70000 /dev/zero > /other/b; head -c 123456 /dev/zero > /own']);
	await dockerd.docker(['run', '-d', '--network', 'none', '-v', '/anonymous', '--name', 'running', 'shipshape/layered:1', 'sh', '-c', 'head -c 54321 /dev/zero > /own; sleep 1000']);
	await dockerd.docker(['run', '-d', '--network', 'none', '--name', 'paused', 'busybox', 'sh', '-c', 'head -c 1000 /dev/zero > /own; sleep 1000']);
	await dockerd.docker(['pause', 'paused']);
	await dockerd.docker(['create', '--network', 'none', '--name', 'new', 'busybox', 'true']);
	await dockerd.docker(['commit', 'ended', 'committed:1']);
	await dockerd.docker(['commit', 'ended']);
	const [images, containers, volumes] = await compare();
	assert.deepEqual([images?.active, containers?.active, volumes?.count], [2, 2, 3]);
	assert.ok((containers?.reclaimable ?? 0) >= 123_456);

	await dockerd.docker(['rm', '-f', 'ended', 'running', 'paused', 'new']);
	const [, none, left] = await compare();
	assert.deepEqual([none?.count, none?.size, left?.active], [0, 0, 0]);
	assert.ok((left?.reclaimable ?? 0) >= 370_000);
});

test('an image that an unmeasured number of containers use is not reclaimable; shared parts always are', () => {
	const {lines} = readDiskUsage({
		LayersSize: 1000,
		Images: [
			{
				Id: 'a', Size: 600, SharedSize: 200, Containers: 1,
			},
			{
				Id: 'b', Size: 300, SharedSize: 200, Containers: 0,
			},
			{
				Id: 'c', Size: 100, SharedSize: 0, Containers: -1,
			},
			{
				Id: 'd', Size: -1, SharedSize: -1, Containers: 2,
			},
		],
	}, 0);
	assert.deepEqual(lines[0], {
		kind: 'images', count: 4, active: 2, size: 1000, reclaimable: 500,
	});
});

test('build cache: what images share is theirs, what is in use stays', () => {
	const usage = readDiskUsage({
		BuildCache: [
			{
				ID: 'a', Parent: 'p', Type: 'regular', Size: 10, InUse: false, Shared: false, CreatedAt: '2024-01-02T03:04:05Z', LastUsedAt: null, UsageCount: 2,
			},
			{
				ID: 'b', Parents: ['p', 'q'], Type: 'source.local', Size: 20, InUse: true, Shared: false,
			},
			{
				ID: 'c', Size: 40, InUse: false, Shared: true,
			},
			{
				ID: 'd', Size: 80, InUse: true, Shared: true,
			},
		],
	}, 7);
	assert.deepEqual(usage.lines[3], {
		kind: 'cache', count: 4, active: 2, size: 30, reclaimable: 10,
	});
	assert.equal(usage.measuredAt, 7);
	assert.deepEqual(usage.cache[0], {
		id: 'a', parents: ['p'], type: 'regular', description: '', inUse: false, shared: false, size: 10, created: Date.UTC(2024, 0, 2, 3, 4, 5), lastUsed: undefined, usageCount: 2,
	});
	assert.deepEqual(usage.cache[1]?.parents, ['p', 'q']);
});

test('volumes: one whose size is unknown is counted, but not its size', () => {
	const usage = readDiskUsage({Volumes: [{Name: 'a', UsageData: {Size: -1, RefCount: 0}}, {Name: 'b', UsageData: {Size: 5, RefCount: 0}}, {Name: 'c', UsageData: {Size: 7, RefCount: 2}}, {Name: 'd'}]}, 0);
	assert.deepEqual(usage.lines[2], {
		kind: 'volumes', count: 4, active: 1, size: 12, reclaimable: 5,
	});
	assert.deepEqual(usage.volumes.get('d'), {size: -1, references: -1});
});

test('Podman tells no sum of its layers: the images\' own parts stand in', () => {
	const {lines} = readDiskUsage({LayersSize: 0, Images: [{Id: 'b'.repeat(64), Size: 500, SharedSize: 100, Containers: 1}, {Id: 'c'.repeat(64), Size: 300, SharedSize: 100, Containers: 0}]}, 0);
	assert.deepEqual(lines[0], {
		kind: 'images', count: 2, active: 1, size: 600, reclaimable: 200,
	});
});
