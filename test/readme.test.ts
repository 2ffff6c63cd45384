import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import test from 'node:test';
import {withKeys} from '../source/generate.ts';

test('the readme has the keys that the program has (npm run generate)', async () => {
	const readme = await readFile('readme.md', 'utf8');
	assert.equal(readme, withKeys(readme));
});
