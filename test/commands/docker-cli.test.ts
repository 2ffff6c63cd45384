import assert from 'node:assert/strict';
import test from 'node:test';
import type {OverviewJson} from '../../source/commands/overview-json.ts';
import {skipReason} from '../support/availability.ts';
import {startDockerd, type Dockerd} from '../support/dockerd.ts';
import {busyboxImage, layeredImage} from '../support/images.ts';
import {printedLists} from './overview-lists.ts';
import {shipshape} from './shipshape.ts';

type DockerRow = Readonly<Record<string, string>>;

async function rowsOf(dockerd: Dockerd, commandArguments: readonly string[]): Promise<readonly DockerRow[]> {
	const output = await dockerd.docker([...commandArguments, '--format', '{{json .}}']);
	return output === '' ? [] : output.split('\n').map(line => JSON.parse(line) as DockerRow);
}

/** A size as docker writes it, without our space. */
const compact = (size = '') => size.replaceAll(' ', '');

/** Containers in every state that does not end by itself, volumes with and without a name, images used and not. */
async function populate(dockerd: Dockerd): Promise<void> {
	await layeredImage(dockerd);
	await busyboxImage(dockerd, 'other/base:2');
	const run = async (name: string, options: readonly string[], command: readonly string[]) => dockerd.docker(['run', '--network', 'none', '--name', name, ...options, 'busybox', ...command]);
	await dockerd.docker(['volume', 'create', 'unused']);
	await run('writer', ['--volume', 'data:/data', '--volume', '/anonymous'], ['sh', '-c', 'head -c 300000 /dev/zero > /data/file; head -c 70000 /dev/zero > /layer']);
	await run('steady', ['--detach', '--volume', 'data:/data'], ['sleep', '1000']);
	await run('halted', ['--detach'], ['sleep', '1000']);
	await dockerd.docker(['pause', 'halted']);
	await run('killed', ['--detach'], ['sleep', '1000']);
	await dockerd.docker(['kill', 'killed']);
	await dockerd.docker(['create', '--network', 'none', '--name', 'waiting', 'shipshape/layered:1']);
}

test('a real engine\'s overview says what docker\'s CLI says', {skip: skipReason()}, async context => {
	const dockerd = await startDockerd();
	context.after(dockerd.stop);
	await populate(dockerd);
	// One after the other: Docker 20.10 measures the disk for one client at a time.
	const text = await shipshape(['-H', dockerd.address]);
	const json = await shipshape(['-H', dockerd.address, '--json']);
	assert.deepEqual([text.code, text.stderr, json.code, json.stderr], [0, '', 0, '']);
	const {engine, lists} = printedLists(text.stdout);
	const [containers, images, networks, volumes, disk] = lists;
	const overview = JSON.parse(json.stdout) as OverviewJson;

	await context.test('docker ps', async () => {
		const rows = await rowsOf(dockerd, ['ps', '--all', '--no-trunc']);
		assert.deepEqual(overview.containers?.map(({id, name, image, state, command}) => [id, name, image, state, command]), rows.map(row => [row['ID'], row['Names'], row['Image'], row['State'], row['Command']?.replaceAll('"', '')]));
		assert.deepEqual(containers!.rows.map(row => [row['NAME'], row['IMAGE'], row['STATE']]), [
			['halted', 'busybox', 'paused'],
			['killed', 'busybox', 'exited 137'],
			['steady', 'busybox', 'running'],
			['waiting', 'shipshape/layered:1', 'created'],
			['writer', 'busybox', 'exited 0'],
		]);
	});

	await context.test('docker images', async () => {
		const rows = await rowsOf(dockerd, ['images']);
		assert.deepEqual(images!.rows.map(row => [row['REPOSITORY:TAG'], row['ID'], compact(row['SIZE'])].join(' ')), rows.map(row => [`${row['Repository']}:${row['Tag']}`, row['ID'], row['Size']].join(' ')).toSorted());
	});

	await context.test('docker network ls, docker volume ls', async () => {
		const networkRows = await rowsOf(dockerd, ['network', 'ls']);
		assert.deepEqual(networks!.rows.map(row => [row['NAME'], row['DRIVER'], row['SCOPE']].join(' ')), networkRows.map(row => [row['Name'], row['Driver'], row['Scope']].join(' ')).toSorted());
		const volumeRows = await rowsOf(dockerd, ['volume', 'ls']);
		assert.deepEqual(new Set(overview.volumes?.map(({name}) => name)), new Set(volumeRows.map(row => row['Name'])));
		assert.deepEqual(volumes!.rows.map(row => [row['NAME']?.replace(/^[\da-f]{12} /, ''), row['USED BY']]), [['data', 'steady, writer'], ['unused', 'unused'], ['(anonymous)', 'writer']]);
	});

	await context.test('docker system df', async () => {
		const rows = await rowsOf(dockerd, ['system', 'df']);
		assert.deepEqual(disk!.rows.map(row => [row['TYPE'], row['TOTAL'], row['ACTIVE'], compact(row['SIZE']), compact(row['RECLAIMABLE'])]), rows.map(row => [row['Type'], row['TotalCount'], row['Active'], row['Size'], compact(row['Reclaimable'])]));
	});

	await context.test('docker version, docker info', async () => {
		assert.ok(engine.includes(await dockerd.docker(['info', '--format', '  Docker {{.ServerVersion}} · {{.NCPU}} CPU · '])), engine);
		const {id, storageDriver, memory} = overview.engine;
		assert.equal([id, storageDriver, memory].join('|'), await dockerd.docker(['info', '--format', '{{.ID}}|{{.Driver}}|{{.MemTotal}}']));
	});
});
