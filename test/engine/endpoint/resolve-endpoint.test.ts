import test from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import {EndpointError} from '../../../source/engine/endpoint/endpoint-error.ts';
import {resolveEndpoint} from '../../../source/engine/endpoint/resolve-endpoint.ts';
import {EngineError} from '../../../source/model/engine-error.ts';
import {
	configFile,
	contextFiles,
	identityOf,
	surroundingsOf,
	temporaryHome,
	writeFiles,
} from './fixture.ts';

const listening = {'/var/run/docker.sock': 'answers'} as const;

test('the flags, the environment, the contexts and the default, in docker\'s order', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, {
		...configFile({currentContext: 'prod'}),
		...contextFiles('prod', 'tcp://prod:1'),
		...contextFiles('test', 'tcp://test:1'),
	});
	const everything = {DOCKER_HOST: 'tcp://environment:1', DOCKER_CONTEXT: 'test'};
	const choose = async (flags: {host?: string; context?: string}, environment: Record<string, string>) => {
		const {url, context: name, chosenBy} = await resolveEndpoint({...surroundingsOf(home, {environment, sockets: listening}), ...flags});
		return [url, name, chosenBy];
	};

	assert.deepEqual(await choose({context: 'prod'}, everything), ['tcp://prod:1', 'prod', 'the flag --context']);
	assert.deepEqual(await choose({host: 'tcp://flag:1'}, everything), ['tcp://flag:1', 'default', 'the flag --host']);
	assert.deepEqual(await choose({context: 'default'}, everything), ['tcp://environment:1', 'default', 'DOCKER_HOST']);
	assert.deepEqual(await choose({}, everything), ['tcp://environment:1', 'default', 'DOCKER_HOST']);
	assert.deepEqual(await choose({}, {DOCKER_CONTEXT: 'test'}), ['tcp://test:1', 'test', 'DOCKER_CONTEXT']);
	assert.deepEqual(await choose({}, {DOCKER_CONTEXT: 'default'}), ['unix:///var/run/docker.sock', 'default', 'DOCKER_CONTEXT']);
	assert.deepEqual(await choose({}, {DOCKER_HOST: '', DOCKER_CONTEXT: ''}), ['tcp://prod:1', 'prod', 'the current context “prod”']);
	assert.deepEqual(await choose({context: 'default'}, {}), ['unix:///var/run/docker.sock', 'default', 'the flag --context']);
	assert.deepEqual(await choose({}, {DOCKER_CONFIG: path.join(home, 'elsewhere')}), ['unix:///var/run/docker.sock', 'default', 'the default socket']);
});

test('a host and a context together are wrong usage', async context => {
	const home = await temporaryHome(context);
	await assert.rejects(resolveEndpoint({...surroundingsOf(home), host: 'tcp://a', context: 'b'}), error => error instanceof EndpointError && error.isUsage);
});

test('what was asked for is never replaced by what happens to answer', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, contextFiles('gone', 'unix:///gone.sock'));
	const sockets = {[path.join(home, '.colima/default/docker.sock')]: 'answers'} as const;
	const urls = await Promise.all([
		resolveEndpoint({...surroundingsOf(home, {sockets}), host: 'unix:///dead.sock'}),
		resolveEndpoint({...surroundingsOf(home, {sockets}), context: 'gone'}),
		resolveEndpoint({...surroundingsOf(home, {sockets}), context: 'default'}),
		resolveEndpoint(surroundingsOf(home, {sockets, environment: {DOCKER_HOST: 'unix:///dead.sock'}})),
		resolveEndpoint(surroundingsOf(home, {sockets, environment: {DOCKER_CONTEXT: 'default'}})),
	]);
	assert.deepEqual(urls.map(({url}) => url), ['unix:///dead.sock', 'unix:///gone.sock', 'unix:///var/run/docker.sock', 'unix:///dead.sock', 'unix:///var/run/docker.sock']);
});

test('a default socket that refuses this user or is slow stays the choice', async context => {
	const home = await temporaryHome(context);
	for (const result of ['permission', 'silent', 'answers'] as const) {
		const sockets = {'/var/run/docker.sock': result, [path.join(home, '.colima/default/docker.sock')]: 'answers' as const};
		const {url} = await resolveEndpoint(surroundingsOf(home, {sockets}));
		assert.equal(url, 'unix:///var/run/docker.sock');
	}
});

test('without a default socket the well-known ones are looked for, and the one used is named', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, {'.colima/work/x': '', '.colima/_lima/x': ''});
	const work = path.join(home, '.colima/work/docker.sock');
	const found = await resolveEndpoint(surroundingsOf(home, {sockets: {[work]: 'answers', '/run/podman/podman.sock': 'answers'}}));
	assert.deepEqual(found, {
		address: {kind: 'unix', path: work}, url: `unix://${work}`, context: 'default', chosenBy: `found at ${work} (Colima “work”), because the default socket is missing`,
	});

	const rootless = await resolveEndpoint(surroundingsOf(home, {userId: 1000, sockets: {'/run/user/1000/docker.sock': 'answers', '/var/run/docker.sock': 'refused', [work]: 'answers'}}));
	assert.equal(rootless.chosenBy, 'found at /run/user/1000/docker.sock (rootless Docker), because nothing listens at the default socket');

	const runtime = await resolveEndpoint(surroundingsOf(home, {environment: {XDG_RUNTIME_DIR: '/run/mine'}, sockets: {'/run/mine/podman/podman.sock': 'answers'}}));
	assert.match(runtime.chosenBy, /^found at \/run\/mine\/podman\/podman\.sock \(rootless Podman\)/);

	const orbstack = await resolveEndpoint(surroundingsOf(home, {platform: 'darwin', sockets: {[path.join(home, '.orbstack/run/docker.sock')]: 'answers'}}));
	assert.match(orbstack.chosenBy, /OrbStack/);

	const pipe = await resolveEndpoint(surroundingsOf(home, {platform: 'win32', sockets: {'//./pipe/dockerDesktopLinuxEngine': 'answers'}}));
	assert.deepEqual(pipe.address, {kind: 'npipe', path: '//./pipe/dockerDesktopLinuxEngine'});
});

test('where nothing answers, every place is named', async context => {
	const home = await temporaryHome(context);
	await assert.rejects(resolveEndpoint(surroundingsOf(home, {userId: 7, sockets: {'/run/podman/podman.sock': 'permission'}})), error => {
		assert.ok(error instanceof EngineError);
		assert.equal(error.kind, 'no-socket');
		assert.equal(error.context.endpoint, 'unix:///var/run/docker.sock');
		for (const place of ['/run/user/7/docker.sock', '.docker/desktop/docker.sock', '.colima/default/docker.sock', '.rd/docker.sock', '/run/user/7/podman/podman.sock', '/run/podman/podman.sock (permission denied)']) {
			assert.ok(error.message.includes(place), place);
		}

		return true;
	});
	await assert.rejects(resolveEndpoint(surroundingsOf(home, {sockets: {'/var/run/docker.sock': 'refused'}})), {kind: 'refused'});
});

test('a missing or broken context names its file', async context => {
	const home = await temporaryHome(context);
	const broken = `.docker/contexts/meta/${identityOf('broken')}/meta.json`;
	await writeFiles(home, {
		[broken]: '{oops',
		[`.docker/contexts/meta/${identityOf('other')}/meta.json`]: '{"Name":"somebody"}',
		[`.docker/contexts/meta/${identityOf('cluster')}/meta.json`]: '{"Name":"cluster","Endpoints":{"kubernetes":{}}}',
	});
	const rejects = async (name: string, message: RegExp) => assert.rejects(resolveEndpoint({...surroundingsOf(home, {sockets: listening}), context: name}), error => error instanceof EndpointError && message.test(error.message));
	await rejects('nope', new RegExp(`there is no context “nope”: no such file: .*${identityOf('nope')}/meta.json`));
	await rejects('broken', new RegExp(`cannot read .*${identityOf('broken')}/meta.json: .*JSON`));
	await rejects('other', /belongs to another context, “somebody”/);
	await rejects('cluster', /the context “cluster” names no engine/);
	await rejects('../../etc', /there is no context “\.\.\/\.\.\/etc”/);
	await rejects('bad\u001B[2J', /there is no context “bad␛\[2J”/);
});

test('a broken configuration is an error that names it, never another engine', async context => {
	const home = await temporaryHome(context);
	for (const content of ['{oops', '[]', '"x"', '']) {
		await writeFiles(home, {'.docker/config.json': content});
		await assert.rejects(resolveEndpoint(surroundingsOf(home, {sockets: listening})), error => error instanceof EndpointError && error.message.includes(path.join(home, '.docker/config.json')), content);
	}

	await writeFiles(home, {'folder/config.json/x': ''});
	await assert.rejects(resolveEndpoint(surroundingsOf(home, {environment: {DOCKER_CONFIG: path.join(home, 'folder')}})), /config\.json: it is a folder/);
});

test('headers and the pinned version go with every endpoint', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, configFile({HttpHeaders: {'X-Meta': 'a b'}}));
	const choose = async (environment: Record<string, string>) => resolveEndpoint({...surroundingsOf(home, {environment}), host: 'tcp://a:1'});
	const plain = await choose({});
	assert.deepEqual(plain.headers, {'X-Meta': 'a b'});
	const custom = await choose({DOCKER_CUSTOM_HEADERS: 'A=1,"B=2,3",C="'});
	assert.deepEqual(custom.headers, {A: '1', B: '2,3', C: ''});
	const pinned = await choose({DOCKER_API_VERSION: 'v1.44'});
	assert.equal(pinned.pinnedVersion, '1.44');
	assert.ok(!('pinnedVersion' in await choose({DOCKER_API_VERSION: ''})));
	await assert.rejects(choose({DOCKER_API_VERSION: '1.44/../x'}), /DOCKER_API_VERSION/);
	await assert.rejects(choose({DOCKER_CUSTOM_HEADERS: 'A b=1'}), /HTTP header/);
	await writeFiles(home, configFile({HttpHeaders: {X: 'a\r\nHost: b'}}));
	await assert.rejects(choose({}), /HTTP header/);
});
