import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import assert from 'node:assert/strict';
import {podmanAvailability, skipReason} from './availability.ts';
import {askEngine, requestEngine} from './engine-request.ts';
import {busyboxImage} from './images.ts';
import {startPodman} from './podman.ts';

test('a Podman service of one\'s own runs containers and leaves nothing behind', {skip: skipReason(podmanAvailability())}, async t => {
	const service = await startPodman();
	t.after(service.stop);
	await busyboxImage(service);
	const {Id: id} = await askEngine(service.socketPath, 'POST', '/containers/create?name=lasting', {
		Image: 'busybox', Cmd: ['sleep', '1000'], HostConfig: {NetworkMode: 'none'},
	}) as {readonly Id: string};
	await askEngine(service.socketPath, 'POST', `/containers/${id}/start`);
	assert.equal(await service.podman(['ps', '--format', '{{.Names}}']), 'lasting');

	await service.kill();
	await assert.rejects(requestEngine(service.socketPath, 'GET', '/_ping'), /ECONNREFUSED|ENOENT/v);
	await service.start();
	const running = await askEngine(service.socketPath, 'GET', '/containers/json') as ReadonlyArray<{readonly Names: readonly string[]}>;
	assert.deepEqual(running.map(({Names: names}) => names), [['/lasting']]);
	await askEngine(service.socketPath, 'POST', `/containers/${id}/pause`);

	const folder = path.dirname(service.socketPath);
	await service.stop();
	assert.equal(existsSync(folder), false);
	assert.doesNotMatch(readFileSync('/proc/mounts', 'utf8'), new RegExp(path.basename(folder), 'v'));
	assert.equal(existsSync(`/sys/fs/cgroup/freezer/libpod_parent/libpod-${id}`), false);
});
