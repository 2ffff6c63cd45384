import assert from 'node:assert/strict';
import test from 'node:test';
import type {ImageDetails} from '../../../../source/model/image.ts';
import {configTab} from '../../../../source/panes/images/details/config.ts';
import {usedByTab} from '../../../../source/panes/images/details/used-by.ts';
import {imageRows} from '../../../../source/panes/images/rows.ts';
import {
	container,
	digest,
	hour,
	image,
	imageIdOf,
	live,
	now,
	plain,
	tabContext,
} from '../samples.ts';

const details: ImageDetails = {
	id: imageIdOf('a1'), tags: ['shop/api:1.4'], digests: [], created: now - hour, size: 258_600_000, architecture: 'arm64', os: 'linux', author: '', comment: '',
	layers: [],
	config: {
		entrypoint: ['docker-entrypoint.sh'], command: ['node', 'a b.js'], env: ['PATH=/bin', 'DB_PASSWORD=hunter2'], user: '', workingDirectory: '/app',
		exposedPorts: ['10000/tcp', '3000/tcp'], volumes: ['/data'], labels: {b: '2', a: '1'}, healthcheck: ['CMD-SHELL', 'wget -q localhost || exit 1'], stopSignal: 'SIGQUIT',
	},
	raw: {},
};

const [row] = imageRows(live({images: [image()]}));

const told = (change: Parameters<typeof tabContext>[0] = {}, config: Partial<ImageDetails['config']> = {}) => plain(configTab.lines(row!, {...details, config: {...details.config, ...config}}, tabContext(change)));

test('the configuration is told in order, lists as a Dockerfile has them', () => {
	assert.deepEqual(told(), [
		'names        shop/api:1.4',
		`id           ${imageIdOf('a1')}`,
		'created      2026-11-21 09:00:00 UTC, 1 h ago',
		'size         259 MB',
		'platform     linux/arm64',
		'entrypoint   ["docker-entrypoint.sh"]',
		'command      ["node", "a b.js"]',
		'user         root (none is set)',
		'workdir      /app',
		'exposes      3000/tcp',
		'             10000/tcp',
		'volumes      /data',
		'stop signal  SIGQUIT',
		'healthcheck  wget -q localhost || exit 1',
		'env          PATH=/bin',
		'             DB_PASSWORD=********',
		'labels       a=1',
		'             b=2',
		'',
		'secrets are masked',
	]);
});

test('secrets are told when they are asked for', () => {
	const lines = told({unmasked: true});
	assert.ok(lines.includes('             DB_PASSWORD=hunter2'));
	assert.ok(!lines.includes('secrets are masked'));
	assert.ok(!told().join('\n').includes('hunter2'));
});

test('every kind of healthcheck has its words', () => {
	const line = (healthcheck: readonly string[]) => told({}, {healthcheck}).find(text => text.startsWith('healthcheck'));
	assert.equal(line([]), undefined);
	assert.equal(line(['NONE']), 'healthcheck  none');
	assert.equal(line(['CMD', 'curl', 'a b']), 'healthcheck  ["curl", "a b"]');
});

test('long values go on below, within the width', () => {
	const lines = told({width: 60}, {env: [`LONG=${'Z'.repeat(200)}`]});
	assert.ok(lines.every(text => text.length <= 60));
	assert.equal(lines.join('').replaceAll(/[^Z]/gv, '').length, 200);
});

test('the containers of an image are told with state and name, and what is built on it', () => {
	const picture = live({
		images: [image(), image({id: imageIdOf('a2'), tags: ['child:1'], parentId: imageIdOf('a1')})],
		containers: [container({id: digest('c2'), name: 'old', state: 'exited', exitCode: 137}), container()],
	});
	const [used] = imageRows(picture);
	assert.deepEqual(plain(usedByTab.lines(used!, undefined, tabContext({live: picture}))), [
		'CONTAINER  STATE       CREATED  AS',
		'web        running     1 h      shop/api:1.4',
		'old        exited 137  1 h      shop/api:1.4',
		'',
		'BUILT ON IT',
		'child:1',
	]);
	assert.deepEqual(plain(usedByTab.lines(row!, undefined, tabContext({live: live({images: [image()]})}))), ['no container uses it']);
});
