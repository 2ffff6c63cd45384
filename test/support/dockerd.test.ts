import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from './availability.ts';
import {sharedDockerd, startDockerd} from './dockerd.ts';
import {requestEngine} from './engine-request.ts';
import {busyboxImage, layeredImage} from './images.ts';
import {runForText} from './run-program.ts';

const skip = skipReason();

test('a dockerd of one\'s own runs containers and leaves nothing behind', {skip}, async t => {
	const dockerd = await startDockerd();
	t.after(dockerd.stop);
	await busyboxImage(dockerd);
	assert.equal(await dockerd.docker(['run', '--rm', '--network', 'none', 'busybox', 'echo', 'hello']), 'hello');
	assert.equal(await dockerd.docker(['info', '--format', '{{.Name}}']), 'shipshape');
	await dockerd.docker(['run', '--detach', '--name', 'paused', '--network', 'none', 'busybox', 'sleep', '1000']);
	await dockerd.docker(['pause', 'paused']);
	await assert.rejects(dockerd.docker(['start', 'nosuch']), /start nosuch: .*No such container/v);
	const folder = path.dirname(dockerd.socketPath);
	assert.ok(existsSync(folder));
	await dockerd.stop();
	assert.equal(existsSync(folder), false);
	assert.equal(existsSync(`/sys/fs/cgroup/freezer/${path.basename(folder)}`), false);
	assert.equal(existsSync(`/sys/fs/cgroup/${path.basename(folder)}`), false);
	assert.doesNotMatch(readFileSync('/proc/mounts', 'utf8'), new RegExp(path.basename(folder), 'v'));
	await dockerd.stop();
});

test('a daemon can be frozen, killed and restarted, its containers known again', {skip}, async t => {
	const dockerd = await startDockerd();
	t.after(dockerd.stop);
	await busyboxImage(dockerd);
	await dockerd.docker(['run', '--detach', '--name', 'lasting', '--network', 'none', '--restart', 'always', 'busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait']);

	dockerd.pause();
	const answer = requestEngine(dockerd.socketPath, 'GET', '/_ping');
	const first = await Promise.race([answer.then(() => 'answered'), new Promise(resolve => {
		setTimeout(resolve, 150, 'silence');
	})]);
	assert.equal(first, 'silence');
	dockerd.resume();
	const {status} = await answer;
	assert.equal(status, 200);

	await dockerd.kill();
	await assert.rejects(requestEngine(dockerd.socketPath, 'GET', '/_ping'), /ECONNREFUSED|ENOENT/v);
	await dockerd.start();
	assert.equal(await dockerd.docker(['ps', '--format', '{{.Names}}']), 'lasting');
	await dockerd.restart();
	assert.equal(await dockerd.docker(['ps', '--format', '{{.Names}}']), 'lasting');
	assert.match(dockerd.log(), /API listen on/v);
});

test('a daemon with a network publishes ports in its own network', {skip}, async t => {
	const dockerd = await startDockerd({network: true});
	t.after(dockerd.stop);
	await busyboxImage(dockerd);
	await dockerd.docker(['run', '--detach', '--publish', '127.0.0.1:8080:80', 'busybox', 'httpd', '-f', '-h', '/etc']);
	const page = await dockerd.inside(['/bin/busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/passwd']);
	assert.match(page, /^root:/v);
});

test('images are made without a network, once', {skip}, async () => {
	const dockerd = await sharedDockerd();
	assert.equal(await sharedDockerd(), dockerd);
	const id = await layeredImage(dockerd);
	assert.equal(await layeredImage(dockerd), id);
	assert.equal(await dockerd.docker(['image', 'inspect', '--format', '{{len .RootFS.Layers}}', 'shipshape/layered:1']), '6');
	assert.equal(await dockerd.docker(['run', '--rm', '--network', 'none', 'shipshape/layered:1']), 'hello');
	assert.equal(await busyboxImage(dockerd, 'other/base:2'), await busyboxImage(dockerd, 'other/base:2'));
});

test('a daemon that cannot start says why and leaves nothing behind', {skip}, async () => {
	await assert.rejects(startDockerd({flags: ['--storage-driver=nosuch']}), /dockerd ended at once:[\s\S]*nosuch/v);
});

test('a dead test process takes its daemon along', {skip}, async () => {
	const script = `
		import {startDockerd} from ${JSON.stringify(new URL('dockerd.ts', import.meta.url).href)};
		const dockerd = await startDockerd();
		console.log(dockerd.socketPath);
		process.kill(process.pid, 'SIGKILL');
	`;
	const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {stdio: ['ignore', 'pipe', 'inherit']});
	const [socketPath] = await Array.fromAsync(createInterface({input: child.stdout}));
	const folder = path.dirname(socketPath ?? '');
	await runForText('sh', ['-c', 'while [ -e "$1" ]; do sleep 0.05; done', 'sh', folder]);
	assert.equal(existsSync(folder), false);
});
