import assert from 'node:assert/strict';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {startDemoEngine} from '../../source/demo/main.ts';
import {configFile, contextFiles, writeFiles} from '../engine/endpoint/fixture.ts';
import {shipshape, temporaryFolder} from './shipshape.ts';

/** The facts of an output, by name. */
function factsOf(output: string): Readonly<Record<string, string>> {
	return Object.fromEntries(output.trimEnd().split('\n').map(line => [line.slice(0, 16).trim(), line.slice(16)]));
}

test('--version is one line, and asks no engine', async () => {
	assert.deepEqual(await shipshape(['--version'], {environment: {DOCKER_HOST: 'unix:///nonexistent/engine.sock'}}), {code: 0, stdout: 'development\n', stderr: ''});
});

test('--version --verbose tells which engine, why this one, and who answers', async context => {
	const demo = await startDemoEngine({lively: false});
	context.after(async () => demo.stop());
	const home = await temporaryFolder(context);
	await writeFiles(home, {...contextFiles('harbour', demo.address), ...configFile({currentContext: 'harbour'})});
	const {code, stdout, stderr} = await shipshape(['--version', '--verbose'], {environment: {HOME: home, DOCKER_API_VERSION: '1.44'}});
	assert.deepEqual([code, stderr], [0, '']);
	assert.deepEqual(factsOf(stdout), {
		shipshape: 'development',
		Node: process.versions.node,
		endpoint: demo.address,
		context: 'harbour',
		'chosen by': 'the current context “harbour”',
		'pinned API': '1.44',
		engine: 'Docker 27.3.1',
		API: '1.44',
		system: 'Debian GNU/Linux 12 (bookworm)',
		architecture: 'x86_64',
		'storage driver': 'overlay2',
	});
	assert.deepEqual(demo.requests.map(request => request.path), ['/version', '/info']);
});

test('what is known is told even when nobody answers', async context => {
	const folder = await temporaryFolder(context);
	const host = `unix://${path.join(folder, 'engine.sock')}`;
	const {code, stdout, stderr} = await shipshape(['--version', '--verbose'], {environment: {DOCKER_HOST: host}});
	assert.equal(code, 3);
	assert.deepEqual(Object.keys(factsOf(stdout)), ['shipshape', 'Node', 'endpoint', 'context', 'chosen by']);
	assert.deepEqual([factsOf(stdout)['endpoint'], factsOf(stdout)['chosen by']], [host, 'DOCKER_HOST']);
	assert.match(stderr, /^shipshape: there is no socket at unix:.*\n.*-H or -c chooses one\.\n$/);
});
