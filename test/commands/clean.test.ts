import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {CleanJson} from '../../source/commands/clean-json.ts';
import type {DfJson} from '../../source/commands/df.ts';
import {startDemoEngine, type DemoEngine} from '../../source/demo/main.ts';
import {shipshape} from './shipshape.ts';

async function demoEngine(context: TestContext): Promise<DemoEngine> {
	const demo = await startDemoEngine({lively: false});
	context.after(async () => demo.stop());
	return demo;
}

const changes = ({requests}: DemoEngine) => requests.filter(({method}) => method !== 'GET' && method !== 'HEAD');

test('without a terminal it only lists: nothing that changes anything is asked', async context => {
	const demo = await demoEngine(context);
	for (const flags of [[], ['--dry-run', '--yes'], ['--read-only', '--yes']]) {
		const {code, stdout, stderr} = await shipshape(['clean', '-H', demo.address, ...flags]);
		assert.deepEqual([code, stderr], [0, '']);
		assert.match(stdout, /^KIND +NAME +WHY +SIZE +FREES +AGE\n/);
		assert.match(stdout, /\nLost for good:\n/);
		assert.match(stdout, /\n\d+ objects, frees about [\d.]+ GB\nNothing was removed: /);
		assert.doesNotMatch(stdout, /shop-api-1|half-finished/);
	}

	assert.deepEqual(changes(demo), []);
});

test('--yes removes exactly what a dry run lists, by id, and never by a prune but for build cache', async context => {
	const demo = await demoEngine(context);
	const listed = JSON.parse((await shipshape(['clean', '--json', '-H', demo.address, '--dry-run'])).stdout) as CleanJson;
	assert.deepEqual([listed.dryRun, listed.freed, new Set(listed.objects.map(({status}) => status))], [true, null, new Set(['listed'])]);
	assert.ok(listed.objects.every(({group}) => group !== 'volumes' && group !== 'images'), 'by default nothing with a name of its own');
	const {code, stdout} = await shipshape(['clean', '--json', '--yes', '-H', demo.address]);
	const done = JSON.parse(stdout) as CleanJson;
	assert.equal(code, done.objects.every(({status}) => status === 'removed') ? 0 : 1);
	assert.deepEqual(done.objects.map(({id}) => id), listed.objects.map(({id}) => id));
	const removed = done.objects.filter(({status}) => status === 'removed');
	assert.ok(removed.length > 20);
	const asked: readonly string[] = changes(demo).map(({method, path}) => `${method} ${path}`);
	const byCache = asked.filter(request => request === 'POST /build/prune');
	assert.equal(byCache.length, done.objects.filter(({kind}) => kind === 'cache').length);
	assert.ok(asked.filter(request => request !== 'POST /build/prune').every(request => request.startsWith('DELETE /')));
	assert.equal(asked.length, done.objects.length);
	assert.ok(removed.every(({id}) => !demo.world.containers.has(id) && !demo.world.cache.has(id)));
});

test('--only, --older-than and --label narrow it down; what there is not is wrong usage', async context => {
	const demo = await demoEngine(context);
	const list = async (...flags: string[]): Promise<readonly string[]> => {
		const {stdout} = await shipshape(['clean', '--json', '-H', demo.address, ...flags]);
		return (JSON.parse(stdout) as CleanJson).objects.map(({kind}) => kind);
	};

	assert.deepEqual(new Set(await list('--only', 'containers,networks')), new Set(['container', 'network']));
	const all = await list('--only', 'containers');
	const old = await list('--only', 'containers', '--older-than', '7d');
	assert.ok(old.length > 0 && old.length < all.length);
	const labelled = await list('--only', 'containers', '--label', 'com.docker.compose.project=blog');
	const others = await list('--only', 'containers', '--label', '!com.docker.compose.project=blog');
	assert.ok(labelled.length > 0);
	assert.equal(labelled.length + others.length, all.length);
	for (const flags of [['--only', 'everything'], ['--older-than', 'yesterday']]) {
		const {code, stdout, stderr} = await shipshape(['clean', '-H', demo.address, ...flags]);
		assert.deepEqual([code, stdout], [2, '']);
		assert.match(stderr, /^shipshape: ".*" is no (?:kind|time)/);
	}
});

test('what could not be removed is told, with exit code 1; so is a list that could not be read', async context => {
	const demo = await demoEngine(context);
	demo.faults.set({status: 500, match: '^DELETE /containers/'});
	const {code, stdout} = await shipshape(['clean', '--yes', '--only', 'containers', '-H', demo.address]);
	assert.equal(code, 1);
	assert.match(stdout, /\nremoved 0 objects, \d+ left\n {2}container \S+: failed: .*\n[\s\S]*\nexpected 0 B, freed 0 B\n$/);
	demo.faults.set({status: 500, match: '^GET /containers/json$'});
	const blind = await shipshape(['clean', '--only', 'containers,images,volumes', '-H', demo.address]);
	assert.deepEqual([blind.code, blind.stdout], [1, 'There is nothing to remove.\n']);
	assert.match(blind.stderr, /list containers/);
});

test('df tells what docker system df tells, and all of it to machines', async context => {
	const demo = await demoEngine(context);
	const {code, stdout} = await shipshape(['df', '-H', demo.address]);
	assert.equal(code, 0);
	assert.deepEqual(stdout.split('\n').map(line => line.slice(0, 13).trim()), ['TYPE', 'Images', 'Containers', 'Local Volumes', 'Build Cache', '']);
	const json = await shipshape(['df', '--json', '-H', demo.address]);
	const {lines, volumes} = JSON.parse(json.stdout) as DfJson;
	assert.deepEqual(lines.map(({kind}) => kind), ['images', 'containers', 'volumes', 'cache']);
	assert.equal(volumes.length, demo.world.volumes.size);
});
