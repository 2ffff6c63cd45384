import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from './availability.ts';
import {runForText} from './run-program.ts';

/** Asks in a process of its own, where no program is in PATH. */
const askWithoutPrograms = async (environment: NodeJS.ProcessEnv): Promise<string> => {
	const script = `
		import {engineAvailability} from ${JSON.stringify(path.join(import.meta.dirname, 'availability.ts'))};
		process.stdout.write(JSON.stringify(engineAvailability()));
	`;
	return runForText(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
		environment: {...process.env, PATH: '/nonexistent', SHIPSHAPE_REQUIRE_ENGINE: undefined, ...environment},
	});
};

test('without an engine the reason is told', async () => {
	const answer = JSON.parse(await askWithoutPrograms({})) as {readonly available: boolean; readonly reason: string};
	assert.equal(answer.available, false);
	assert.match(answer.reason, /not installed: dockerd, docker|by root only|on Linux only/v);
	assert.equal(skipReason({available: false, reason: 'none'}), 'no real engine (none)');
	assert.equal(skipReason({available: true}), false);
});

test('where an engine is required its absence is an error', async () => {
	await assert.rejects(askWithoutPrograms({SHIPSHAPE_REQUIRE_ENGINE: '1'}), /SHIPSHAPE_REQUIRE_ENGINE is set, but/v);
});
