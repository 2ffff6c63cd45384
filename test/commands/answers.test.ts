import assert from 'node:assert/strict';
import test from 'node:test';
import type {DoctorJson} from '../../source/commands/doctor.ts';
import type {LayersJson} from '../../source/commands/layers.ts';
import type {PortJson} from '../../source/commands/ports.ts';
import type {PsJson} from '../../source/commands/ps.ts';
import {startDemoEngine} from '../../source/demo/main.ts';
import {skipReason, podmanAvailability} from '../support/availability.ts';
import {startDockerd, type Dockerd} from '../support/dockerd.ts';
import {busyboxImage, layeredImage} from '../support/images.ts';
import {startPodman} from '../support/podman.ts';
import {shipshape} from './shipshape.ts';

async function json<Document>(commandArguments: readonly string[]): Promise<Document> {
	const {code, stdout, stderr} = await shipshape([...commandArguments, '--json']);
	assert.equal(code, 0, stderr);
	return JSON.parse(stdout) as Document;
}

test('the demo engine: ps, ports, layers, doctor', async context => {
	const engine = await startDemoEngine({lively: false});
	context.after(engine.stop);
	const at = ['-H', engine.address];

	await context.test('ps prints what is up, with --all everything', async () => {
		const [up, all] = [await json<PsJson>(['ps', ...at]), await json<PsJson>(['ps', '--all', ...at])];
		assert.ok(up.length > 0 && up.length < all.length);
		assert.ok(up.every(({state}) => ['running', 'paused', 'restarting'].includes(state)));
		const {stdout} = await shipshape(['ps', ...at]);
		assert.equal(stdout.trimEnd().split('\n').length, up.length + 1);
	});

	await context.test('who has 8080? The one that runs, and who waits for it', async () => {
		const {code, stdout} = await shipshape(['ports', '8080', ...at]);
		assert.equal(code, 0);
		assert.match(stdout, /^0\.0\.0\.0:8080 +→ 80\/tcp +shop-web-1 +running/m);
		assert.match(stdout, /^blog-wordpress-1 could not start: 8080 is shop-web-1's$/m);
	});

	await context.test('1: nobody has it', async () => {
		const {code, stdout, stderr} = await shipshape(['ports', '8081', ...at]);
		assert.deepEqual([code, stdout, stderr], [1, '', 'shipshape: 8081 is free: no container has it\n']);
	});

	await context.test('2: no port, no image, a flag of another command', async () => {
		const cases: ReadonlyArray<readonly [readonly string[], RegExp]> = [
			[['ports', 'http'], /"http" is no port/],
			[['ports', '80', '81'], /"81" is too much for "ports"/],
			[['layers'], /"layers" wants IMAGE/],
			[['ps', '--run'], /--run means nothing to "ps"/],
			[['--run'], /--run means nothing without a command/],
			[['doctor', '--run', '--read-only'], /--read-only forbids/],
		];
		for (const [words, told] of cases) {
			const {code, stdout, stderr} = await shipshape([...words, ...at]);
			assert.deepEqual([code, stdout], [2, ''], words.join(' '));
			assert.match(stderr, told);
		}
	});

	await context.test('ports for machines have every fact', async () => {
		const ports = await json<readonly PortJson[]>(['ports', ...at]);
		const conflict = ports.find(({container}) => container?.name === 'blog-wordpress-1');
		assert.deepEqual(conflict && {...conflict, container: conflict.container?.state}, {
			kind: 'wanted', addresses: [''], hostPort: 8080, containerPort: 80, count: 1, protocol: 'tcp', allInterfaces: true, container: 'created', service: null, image: 'wordpress:6-apache', project: 'blog',
			url: 'http://localhost:8080', conflicts: [{with: 'shop-web-1', holds: true, ports: [8080], words: 'blog-wordpress-1 could not start: 8080 is shop-web-1\'s'}],
		});
		assert.ok(ports.some(({kind, hostPort}) => kind === 'host' && hostPort === 9100));
		assert.ok(ports.some(({count}) => count === 6), 'a range is one');
		assert.ok(ports.every(({kind}) => kind !== 'exposed'));
		const all = await json<readonly PortJson[]>(['ports', '--all', ...at]);
		assert.ok(all.some(({kind, hostPort}) => kind === 'exposed' && hostPort === null));
	});

	await context.test('the layers of an image add up to it', async () => {
		const document = await json<LayersJson>(['layers', 'shop/api:1.4', ...at]);
		assert.equal(document.layersSize, document.size);
		assert.equal(document.steps.at(-1)?.cumulative, document.size);
		assert.equal(document.base?.name, 'node:22-bookworm-slim');
		assert.ok(document.sharedSize > 0 && document.sharedSize < document.size);
		const {code, stderr} = await shipshape(['layers', 'nope', ...at]);
		assert.equal(code, 1);
		assert.match(stderr, /nope/);
	});

	await context.test('1: the doctor finds what is wrong', async () => {
		const {code, stdout} = await shipshape(['doctor', ...at]);
		assert.equal(code, 1);
		for (const line of [/^ok +server +Docker/m, /^fail +out of memory +shop-worker-1:/m, /^warn +killed +stuck-job:/m, /^fail +restart loop +payments-sync:/m, /^fail +unhealthy +shop-mailer-1:/m, /^warn +ports +blog-wordpress-1 could not start/m]) {
			assert.match(stdout, line);
		}

		const {stdout: document} = await shipshape(['doctor', '--json', ...at]);
		assert.ok((JSON.parse(document) as DoctorJson).checks.some(({title, status}) => title === 'restart loop' && status === 'fail'));
	});
});

test('3: the doctor says which engine cannot be reached, and why', async () => {
	const {code, stdout} = await shipshape(['doctor', '-H', 'unix:///nonexistent/engine.sock']);
	assert.equal(code, 3);
	assert.match(stdout, /^fail +server +there is no socket at unix:\/\/\/nonexistent\/engine\.sock$|^fail +server +.*there is no socket/m);
});

/** Ids of everything an engine has. */
async function inventory(dockerd: Dockerd): Promise<readonly string[]> {
	const [containers, images] = [await dockerd.docker(['ps', '-aq', '--no-trunc']), await dockerd.docker(['images', '-aq', '--no-trunc'])];
	return `${containers}\n${images}`.split('\n').toSorted();
}

/** As `docker port` has them, with the container's name. */
function bindings({container, addresses, hostPort, containerPort, count, protocol}: PortJson): readonly string[] {
	const steps = Array.from({length: count}, (_, step) => step);
	return addresses.map(address => address.includes(':') ? `[${address}]` : address)
		.flatMap(address => steps.map(step => `${container?.name} ${containerPort + step}/${protocol} -> ${address}:${hostPort! + step}`));
}

test('a real engine with published ports', {skip: skipReason()}, async context => {
	const dockerd = await startDockerd({network: true});
	context.after(dockerd.stop);
	await layeredImage(dockerd);
	const at = ['-H', dockerd.address];
	await dockerd.docker(['run', '-d', '--name', 'web', '-p', '8080:80', '-p', '127.0.0.1:9000-9002:9000-9002', 'busybox', 'sleep', '1000']);
	await dockerd.docker(['run', '-d', '--name', 'random', '-p', '81', 'busybox', 'sleep', '1000']);
	await dockerd.docker(['run', '-d', '--name', 'hosted', '--network', 'host', '--expose', '7000', 'busybox', 'sleep', '1000']);
	await dockerd.docker(['create', '--name', 'never-started', '-p', '8080:80', 'busybox', 'sleep', '1']);
	await assert.rejects(dockerd.docker(['start', 'never-started']), /port is already allocated/);
	await dockerd.docker(['create', '--name', 'waiting', '-p', '127.0.0.1:9001:1', 'busybox', 'sleep', '1']);

	await context.test('every port is told as docker port tells it', async () => {
		const ports = await json<readonly PortJson[]>(['ports', ...at]);
		const told = ports.filter(({kind}) => kind === 'published').flatMap(port => bindings(port));
		const lines = await Promise.all(['web', 'random'].map(async name => {
			const text = await dockerd.docker(['port', name]);
			return text.split('\n').map(line => `${name} ${line.replace(/-> :::/, '-> [::]:')}`);
		}));
		assert.deepEqual(told.toSorted(), lines.flat().toSorted());
		assert.equal(ports.find(({kind}) => kind === 'host')?.hostPort, 7000);
	});

	await context.test('who could not start, who cannot, and whose the ports are', async () => {
		const {code, stdout} = await shipshape(['ports', '8080', ...at]);
		assert.equal(code, 0);
		assert.match(stdout, /^never-started could not start: 8080 is web's$/m);
		const range = await shipshape(['ports', '9001', ...at]);
		assert.match(range.stdout, /^waiting cannot start now: 9001 is web's$/m);
		const free = await shipshape(['ports', '9003', ...at]);
		assert.equal(free.code, 1);
	});

	await context.test('what the doctor predicts is what the engine does', async () => {
		await assert.rejects(dockerd.docker(['start', 'waiting']), /9001/);
		const {stdout} = await shipshape(['doctor', ...at]);
		assert.match(stdout, /^warn +ports +waiting could not start: 9001 is web's$/m);
	});

	await context.test('layers are those of docker history', async () => {
		const {steps} = await json<LayersJson>(['layers', 'shipshape/layered:1', ...at]);
		const history = await dockerd.docker(['history', '--no-trunc', '--human=false', '--format', '{{.Size}}', 'shipshape/layered:1']);
		assert.deepEqual(steps.map(({size}) => String(size)), history.split('\n').toReversed());
	});

	await context.test('the trial runs a container of its own and leaves nothing', async () => {
		const before = await inventory(dockerd);
		const {checks} = await json<DoctorJson>(['doctor', '--run', ...at]);
		assert.deepEqual(checks.slice(-7).map(({title, status}) => [title, status]), [['make an image', 'ok'], ['create', 'ok'], ['start', 'ok'], ['exit code', 'ok'], ['output', 'ok'], ['remove the container', 'ok'], ['remove the image', 'ok']]);
		assert.deepEqual(await inventory(dockerd), before);
	});
});

test('Podman: ports that are published and wanted, and the trial', {skip: skipReason(podmanAvailability())}, async context => {
	const podman = await startPodman();
	context.after(podman.stop);
	await busyboxImage(podman);
	const at = ['-H', podman.address];
	await podman.podman(['create', '--name', 'waiting', '-p', '127.0.0.1:8080:80', 'busybox', 'sleep', '1']);
	const {code, stdout, stderr} = await shipshape(['ports', '8080', ...at]);
	assert.deepEqual([code, stderr], [1, 'shipshape: 8080 is free: waiting wants it when started\n']);
	assert.match(stdout, /^127\.0\.0\.1:8080 +→ 80\/tcp +waiting/m);
	const {checks} = await json<DoctorJson>(['doctor', '--run', ...at]);
	assert.ok(checks.every(({status}) => status !== 'fail'), JSON.stringify(checks));
	assert.equal(checks.at(-1)?.title, 'remove the image');
	assert.equal(await podman.podman(['ps', '-aq']), (await podman.podman(['ps', '-aq', '--filter', 'name=waiting'])));
});
