import test from 'node:test';
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {listEndpoints} from '../../../source/engine/endpoint/list-endpoints.ts';
import {resolveEndpoint} from '../../../source/engine/endpoint/resolve-endpoint.ts';
import {surroundingsOf, temporaryHome} from './fixture.ts';

const hasDocker = spawnSync('docker', ['--version']).status === 0;

test('the docker CLI\'s own contexts are read, and the same one is chosen', {skip: hasDocker ? false : 'there is no docker CLI here'}, async context => {
	const home = await temporaryHome(context);
	const docker = (commandArguments: readonly string[], environment: Record<string, string> = {}) => execFileSync('docker', commandArguments, {
		env: {PATH: process.env.PATH, HOME: home, ...environment}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
	}).trim();
	docker(['context', 'create', 'remote', '--description', 'far away', '--docker', 'host=tcp://127.0.0.1:4,skip-tls-verify=true']);
	docker(['context', 'create', 'socket', '--docker', 'host=unix:///tmp/other.sock']);
	docker(['context', 'create', 'ship', '--docker', 'host=ssh://me@ship']);
	docker(['context', 'use', 'socket']);
	const environments: ReadonlyArray<Record<string, string>> = [{}, {DOCKER_CONTEXT: 'remote'}, {DOCKER_HOST: 'tcp://127.0.0.1:9'}, {DOCKER_HOST: 'tcp://127.0.0.1:9', DOCKER_CONTEXT: 'remote'}, {DOCKER_CONTEXT: 'default'}, {DOCKER_CONFIG: path.join(home, 'none')}];
	for (const environment of environments) {
		const endpoint = await resolveEndpoint(surroundingsOf(home, {environment, sockets: {'/var/run/docker.sock': 'answers'}}));
		const name = docker(['context', 'show'], environment);
		assert.equal(endpoint.context, name, JSON.stringify(environment));
		assert.equal(endpoint.url, docker(['context', 'inspect', name, '--format', '{{.Endpoints.docker.Host}}'], environment), JSON.stringify(environment));
	}

	const {address} = await resolveEndpoint({...surroundingsOf(home), context: 'remote'});
	assert.deepEqual(address, {
		kind: 'tcp', host: '127.0.0.1', port: 4, tls: {verify: false},
	});
	const listed = docker(['context', 'ls', '--format', '{{.Name}}|{{.Description}}|{{.DockerEndpoint}}']).split('\n').filter(line => !line.startsWith('default|'));
	const choices = await listEndpoints(surroundingsOf(home));
	assert.deepEqual(choices.filter(({name}) => name !== 'default').map(({name, description, url}) => [name, description, url].join('|')), listed);
});
