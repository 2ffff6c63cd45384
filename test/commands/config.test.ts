import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import {startDemoEngine} from '../../source/demo/main.ts';
import {startShipshape, temporaryFolder} from './shipshape.ts';

test('what carries a label of the configuration is never offered for removal', async t => {
	const engine = await startDemoEngine({lively: false});
	t.after(async () => engine.stop());
	const folder = await temporaryFolder(t);
	const list = async (environment: Record<string, string>) => {
		const {stdout, code} = await startShipshape(['clean', '--only', 'containers', '-H', engine.address], {environment}).ending;
		assert.equal(code, 0);
		return stdout;
	};

	assert.match(await list({}), /blog-db-1/v);
	await mkdir(path.join(folder, 'shipshape'));
	await writeFile(path.join(folder, 'shipshape', 'config.yml'), 'cleanUp:\n  keep: [com.docker.compose.project=blog]\n');
	const kept = await list({XDG_CONFIG_HOME: folder});
	assert.doesNotMatch(kept, /blog-/v);
	assert.match(kept, /batch-import/v);
});

test('a broken configuration is wrong usage, and is told with its file', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'mine.yml');
	await writeFile(file, 'theme: pink\n');
	const {code, stderr, stdout} = await startShipshape(['ps', '--config', file]).ending;
	assert.deepEqual([code, stdout], [2, '']);
	assert.match(stderr, /mine\.yml: theme must be one of/v);
});
