import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {sourceStack} from '../../source/terminal/source-stack.ts';

test('a trace of the bundle tells places of the source; what has no map stays', async t => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'shipshape-stack-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	writeFileSync(path.join(folder, 'thrower.ts'), '// first line\nexport function fail(): never {\n\tthrow new Error("here");\n}\n');
	const outfile = path.join(folder, 'bundle.js');
	await build({entryPoints: [path.join(folder, 'thrower.ts')], outfile, format: 'esm', minify: true, sourcemap: true, logLevel: 'silent'});
	const {fail} = await import(pathToFileURL(outfile).href) as {fail: () => never};
	assert.throws(fail, (error: Error) => /thrower\.ts:3:\d+/v.test(sourceStack(error.stack ?? '')));
	assert.equal(sourceStack('at run (file:///nowhere/at/all.js:1:2)'), 'at run (file:///nowhere/at/all.js:1:2)');
	assert.equal(sourceStack('no trace'), 'no trace');
});
