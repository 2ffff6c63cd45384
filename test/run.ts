import {spawn} from 'node:child_process';
import {glob} from 'node:fs/promises';
import process from 'node:process';
import {engineAvailability} from './support/availability.ts';

/**
Runs every test with node's own runner; arguments name other patterns of files. The size of the terminal is told to ink,
which asks a program for it at every layout when it is not.
*/
const patterns = process.argv.slice(2);
const found = await Array.fromAsync(glob(patterns.length > 0 ? patterns : ['test/**/*.test.ts', 'test/**/*.test.tsx']));
const files = found.toSorted();
const availability = engineAvailability();
if (!availability.available) {
	process.stdout.write(`Tests against a real Docker engine are skipped: ${availability.reason}.\nThe runner counts them below.\n\n`);
}

const runner = spawn(process.execPath, ['--import=tsx', '--import=./test/support/configure-properties.ts', '--test', '--test-concurrency=2', '--test-timeout=600000', '--test-reporter=spec', ...files], {
	stdio: 'inherit',
	env: {...process.env, COLUMNS: '100', LINES: '40', NODE_ENV: 'production', FORCE_COLOR: '0'},
});
runner.on('exit', code => {
	process.exitCode = code ?? 1;
});
