import test from 'node:test';
import assert from 'node:assert/strict';
import {containersPane} from '../../../source/panes/containers/pane.ts';
import {
	container,
	idOf,
	live,
	network,
	now,
	volume,
} from './samples.ts';

const anonymous = idOf('f1');

test('what a container uses and what uses it', () => {
	const row = container({
		attachments: [{networkId: idOf('a1'), networkName: 'shop', aliases: []}, {networkId: '', networkName: 'never-started', aliases: []}, {networkId: 'gone', networkName: 'gone', aliases: []}],
		mounts: [{type: 'volume', source: 'pgdata', destination: '/d', readOnly: false}, {type: 'volume', source: anonymous, destination: '/e', readOnly: false}, {type: 'bind', source: 'pgdata', destination: '/f', readOnly: false}],
	});
	const sidecar = container({id: idOf('c2'), name: 'sidecar', networkMode: `container:${row.id}`});
	const picture = {
		...live({containers: [row, sidecar], networks: [network(), network({id: idOf('a2'), name: 'never-started'})], volumes: [volume(), volume({id: anonymous, name: anonymous, anonymous: true})]}),
		images: {items: [{id: row.imageId, parentId: '', tags: ['nginx:1.27'], digests: [], created: now, size: 1, labels: {}, unreadable: []}], loaded: true},
	};
	assert.deepEqual(containersPane.related(row, picture), [
		{pane: 'images', id: row.imageId, title: 'image nginx:1.27'},
		{pane: 'networks', id: idOf('a1'), title: 'network shop'},
		{pane: 'networks', id: idOf('a2'), title: 'network never-started'},
		{pane: 'volumes', id: 'pgdata', title: 'volume pgdata'},
		{pane: 'volumes', id: anonymous, title: 'anonymous volume f10000000000'},
		{pane: 'containers', id: sidecar.id, title: 'container sidecar (running), in the same network namespace'},
	]);
	assert.deepEqual(containersPane.related(sidecar, picture).map(({id}) => id), [row.imageId, row.id]);
});

test('only what is there can be gone to', () => {
	assert.deepEqual(containersPane.related(container({attachments: [{networkId: 'x', networkName: 'x', aliases: []}]}), live()), []);
});

test('what can be copied from a running container', () => {
	const row = container({
		project: 'shop',
		attachments: [{networkId: 'n', networkName: 'front', ipv4: '172.20.0.2', aliases: []}],
		ports: [{hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp'}, {hostAddress: '127.0.0.1', hostPort: 5432, containerPort: 5432, protocol: 'tcp'}, {containerPort: 9000, protocol: 'tcp'}],
	});
	const copies = containersPane.copies(row, live());
	assert.deepEqual(copies.filter(({title}) => title.startsWith('ssh')).map(({title, text}) => [title, text.replace(/ \S+$/, '')]), [
		['ssh tunnel to 80/tcp', 'ssh -N -L 8080:localhost:8080'],
		['ssh tunnel to 5432/tcp', 'ssh -N -L 5432:localhost:5432'],
	]);
	assert.deepEqual(copies.filter(({title}) => !title.startsWith('ssh')), [
		{title: 'name', text: 'web'},
		{title: 'id', text: row.id},
		{title: 'short id', text: 'c10000000000'},
		{title: 'image', text: 'nginx:1.27'},
		{title: 'IP address in front', text: '172.20.0.2'},
		{title: 'address of 80/tcp', text: 'localhost:8080'},
		{title: 'URL of 80/tcp', text: 'http://localhost:8080'},
		{title: 'address of 5432/tcp', text: '127.0.0.1:5432'},
		{title: 'compose project', text: 'shop'},
		{title: 'docker command', text: 'docker logs -f web'},
		{title: 'docker command', text: 'docker exec -it web sh'},
		{title: 'docker command', text: 'docker stop web'},
		{title: 'docker command', text: 'docker inspect web'},
	]);
});

test('a port on all addresses of a far engine is reached at that machine', () => {
	const far = {...live(), endpoint: {address: {kind: 'tcp', host: 'build.example', port: 2376}, url: 'tcp://build.example:2376', context: 'default', chosenBy: 'DOCKER_HOST'} as const};
	const row = container({ports: [{hostAddress: '::', hostPort: 8443, containerPort: 443, protocol: 'tcp'}]});
	assert.deepEqual(containersPane.copies(row, far).filter(({title}) => title.includes('443')).map(({text}) => text), ['build.example:8443', 'https://build.example:8443', 'ssh -N -L 8443:[::1]:8443 build.example']);
});

test('a stopped container has no shell to offer', () => {
	const commands = containersPane.copies(container({state: 'exited'}), live()).filter(({title}) => title === 'docker command').map(({text}) => text);
	assert.deepEqual(commands, ['docker logs web', 'docker start web', 'docker inspect web']);
});
