import assert from 'node:assert/strict';
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {shipshape, temporaryFolder} from './shipshape.ts';

/** Sockets and what is wrong with them. */
async function deadPlaces(context: TestContext) {
	const folder = await temporaryFolder(context);
	const place = (name: string) => path.join(folder, name);
	const foreign = createServer((_request, response) => {
		response.end('<html>a web server</html>');
	});
	foreign.listen(place('foreign'));
	await once(foreign, 'listening');
	context.after(() => {
		foreign.close();
	});
	await writeFile(place('file'), '');
	return {missing: `unix://${place('missing')}`, file: `unix://${place('file')}`, foreign: `unix://${place('foreign')}`};
}

test('3: no engine could be reached, with the endpoint, the reason and what to try on standard error', async context => {
	const {missing, file, foreign} = await deadPlaces(context);
	const cases: ReadonlyArray<readonly [host: string, reason: string, hint: RegExp]> = [
		[missing, `there is no socket at ${missing}`, /docker context ls/],
		[file, `nothing listens at ${file}`, /Is the engine running\?/],
		[foreign, `${foreign} does not answer like a container engine`, /Something else answers there/],
		['tcp://127.0.0.1:1', 'nothing listens at tcp://127.0.0.1:1', /Is the engine running/],
	];
	for (const [host, reason, hint] of cases) {
		const {code, stdout, stderr} = await shipshape(['--json'], {environment: {DOCKER_HOST: host}});
		assert.deepEqual([code, stdout], [3, ''], host);
		const [sentence, advice] = stderr.split('\n', 2);
		assert.ok(sentence?.startsWith(`shipshape: ${reason}`), stderr);
		assert.match(advice ?? '', hint);
	}
});

test('3: an engine that was asked for is not replaced by the demo or by another', async context => {
	const home = await temporaryFolder(context);
	const {code, stdout, stderr} = await shipshape(['-c', 'nowhere'], {environment: {HOME: home}});
	assert.deepEqual([code, stdout], [3, '']);
	assert.match(stderr, /^shipshape: there is no context “nowhere”/);
});

test('2: wrong usage, before anything is asked', async context => {
	const {missing} = await deadPlaces(context);
	const cases: ReadonlyArray<readonly [commandArguments: readonly string[], told: RegExp]> = [
		[['-H', missing, '-c', 'harbour'], /--host and --context exclude each other/],
		[['-H', 'nonsense://x'], /the flag --host asks for “nonsense:\/\/x”, which is not an engine's address/],
		[['sails'], /"sails" is no pane: containers, images, networks, volumes, disk/],
		[['images', 'volumes'], /is no pane/],
		[['--sails'], /^shipshape: there is no option --sails\nshipshape --help tells more\.\n$/v],
		[['--theme', 'mauve'], /Unknown value for flag `--theme`/],
	];
	for (const [commandArguments, told] of cases) {
		const {code, stdout, stderr} = await shipshape(commandArguments);
		assert.deepEqual([code, stdout], [2, ''], commandArguments.join(' '));
		assert.match(stderr, told);
	}
});
