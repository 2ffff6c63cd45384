import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from '../support/availability.ts';
import {askEngine} from '../support/engine-request.ts';
import {realEngine} from './engine.ts';
import {listRequests, openProgram, openProxy} from './program.ts';
import {cursorName, untilAt, untilConnected} from './screen.ts';

const many = 200;

test('two hundred containers made and removed by another client cost a handful of requests', {skip: skipReason()}, async t => {
	const dockerd = await realEngine();
	const create = async (name: string) => askEngine(dockerd.socketPath, 'POST', `/containers/create?name=${name}`, {Image: 'busybox:latest', HostConfig: {NetworkMode: 'none'}});
	await create('zz-stays');
	t.after(async () => dockerd.docker(['rm', 'zz-stays']));
	const proxy = await openProxy(t, dockerd.socketPath);
	const program = openProgram(t, {host: proxy.address});
	await untilConnected(program);
	await untilAt(program, 'zz-stays');

	proxy.forget();
	const names = Array.from({length: many}, (_, index) => `many-${String(index).padStart(3, '0')}`);
	for (let start = 0; start < many; start += 10) {
		await Promise.all(names.slice(start, start + 10).map(async name => create(name)));
	}

	const grown = await program.waitFor(`1 Containers ${many + 1}`);
	assert.equal(cursorName(grown), 'zz-stays');
	assert.ok(listRequests(proxy).containers <= 25, JSON.stringify(listRequests(proxy)));

	proxy.forget();
	await dockerd.docker(['rm', ...names]);
	const shrunk = await program.waitFor('1 Containers 1 ');
	assert.equal(cursorName(shrunk), 'zz-stays');
	await program.settle(300);
	const counts = listRequests(proxy);
	assert.ok(counts.containers <= 25, JSON.stringify(counts));
	assert.ok(counts.images + counts.networks + counts.volumes <= 5, JSON.stringify(counts));
});

test('what another client changes is on the screen at once', {skip: skipReason()}, async t => {
	const dockerd = await realEngine();
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.waitFor('no containers');
	await dockerd.docker(['run', '--detach', '--name', 'theirs', '--network', 'none', 'busybox', 'sleep', '1000']);
	await program.waitFor(/>theirs +busybox +running/v);
	await dockerd.docker(['rename', 'theirs', 'renamed']);
	await program.waitFor(/>renamed +busybox +running/v);
	await dockerd.docker(['kill', 'renamed']);
	await program.waitFor(/>renamed +busybox +exited 137/v);
	await dockerd.docker(['tag', 'busybox', 'copy:1']);
	await dockerd.docker(['volume', 'create', 'theirs']);
	await program.waitFor(/2 Images 1 .*4 Volumes 1/v);
	await program.press('2');
	await program.waitFor('>busybox:latest +1');
	await dockerd.docker(['rmi', 'copy:1']);
	await program.waitFor(/>busybox:latest +\w{12}/v);
	await dockerd.docker(['rm', 'renamed']);
	await dockerd.docker(['volume', 'rm', 'theirs']);
	await program.waitFor(/1 Containers 0 .*4 Volumes 0/v);
});
