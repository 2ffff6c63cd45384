import test from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import {endpointOfChoice, listEndpoints} from '../../../source/engine/endpoint/list-endpoints.ts';
import {resolveEndpoint} from '../../../source/engine/endpoint/resolve-endpoint.ts';
import {
	configFile,
	contextFiles,
	identityOf,
	surroundingsOf,
	temporaryHome,
	writeFiles,
} from './fixture.ts';

test('everything that can be named, and why something cannot be used', async context => {
	const home = await temporaryHome(context);
	const colima = path.join(home, '.colima/default/docker.sock');
	const desktop = path.join(home, '.docker/desktop/docker.sock');
	await writeFiles(home, {
		...contextFiles('prod', 'tcp://prod:1', {description: 'the real \u{1B}[31mone'}),
		...contextFiles('far', 'ssh://me@far'),
		...contextFiles('desktop-linux', `unix://${desktop}`),
		[`.docker/contexts/meta/${identityOf('broken')}/meta.json`]: '{',
		'.docker/contexts/meta/.DS_Store': '',
	});
	const surroundings = surroundingsOf(home, {
		environment: {DOCKER_HOST: 'tcp://environment:1'},
		sockets: {[colima]: 'answers', [desktop]: 'answers', '/run/podman/podman.sock': 'permission'},
	});
	const current = await resolveEndpoint({...surroundings, context: 'prod'});
	const choices = await listEndpoints({...surroundings, host: 'tcp://flag:1', current});
	assert.deepEqual(choices.map(({name, url, source}) => [name, url, source]), [
		['--host', 'tcp://flag:1', 'flag'],
		['DOCKER_HOST', 'tcp://environment:1', 'environment'],
		['default', 'unix:///var/run/docker.sock', 'context'],
		['desktop-linux', `unix://${desktop}`, 'context'],
		[identityOf('broken').slice(0, 12), '', 'context'],
		['far', 'ssh://me@far', 'context'],
		['prod', 'tcp://prod:1', 'context'],
		['Colima', `unix://${colima}`, 'socket'],
		['Podman', 'unix:///run/podman/podman.sock', 'socket'],
	]);
	assert.deepEqual(choices.filter(choice => choice.current).map(({name}) => name), ['prod']);
	const problem = (name: string) => choices.find(choice => choice.name === name)?.problem;
	assert.equal(problem('default'), 'there is no socket');
	assert.match(problem('far') ?? '', /ssh:\/\/ are not supported yet/);
	assert.match(problem(identityOf('broken').slice(0, 12)) ?? '', /meta\.json/);
	assert.equal(problem('Podman'), 'permission denied');
	assert.equal(problem('prod'), undefined);
	assert.equal(choices.find(({name}) => name === 'prod')?.description, 'the real ␛[31mone');
});

test('a choice leads to its endpoint and to no other', async context => {
	const home = await temporaryHome(context);
	await writeFiles(home, {...contextFiles('prod', 'tcp://prod:1', {skipVerify: true}), ...configFile({HttpHeaders: {A: 'b'}})});
	const socket = path.join(home, '.rd/docker.sock');
	const surroundings = surroundingsOf(home, {environment: {DOCKER_HOST: 'tcp://environment:1'}, sockets: {[socket]: 'answers'}});
	for (const choice of await listEndpoints({...surroundings, host: 'tcp://flag:1'})) {
		const endpoint = await endpointOfChoice(choice, surroundings);
		assert.equal(endpoint.url, choice.url);
		assert.equal(endpoint.context, choice.name === 'prod' ? 'prod' : 'default');
		assert.equal(endpoint.chosenBy, `chosen here: ${choice.name}`);
		assert.deepEqual(endpoint.headers, {A: 'b'});
		const again = await listEndpoints({...surroundings, host: 'tcp://flag:1', current: endpoint});
		assert.deepEqual(again.filter(({current}) => current).map(({name}) => name), [choice.name]);
	}

	await assert.rejects(endpointOfChoice({
		name: 'demo', url: '', description: '', source: 'demo', current: false,
	}, surroundings), /--demo/);
	await assert.rejects(endpointOfChoice({
		name: 'gone', url: '', description: '', source: 'context', current: false,
	}, surroundings), {kind: 'not-found'});
});

test('an empty machine lists the default alone', async context => {
	const home = await temporaryHome(context);
	const choices = await listEndpoints(surroundingsOf(home));
	assert.deepEqual(choices.map(({name}) => name), ['default']);
});
