import assert from 'node:assert/strict';
import test from 'node:test';
import {skipReason} from '../support/availability.ts';
import {makeContainer, realEngine} from './engine.ts';
import {openProgram} from './program.ts';
import {footer, untilConnected, untilFooter} from './screen.ts';

const options = {skip: skipReason()};
const idle = {started: false} as const;

test('P shows one kind with what is safe marked; the review names exactly what goes, and exactly that goes', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'up');
	await makeContainer(t, dockerd, 'old-a', idle);
	await makeContainer(t, dockerd, 'old-b', idle);
	const program = openProgram(t, {host: dockerd.address});
	await untilConnected(program);
	await program.press('P');
	await untilFooter(program, /2 marked, frees 0 B.*\/state=container 2\/\d+/v);
	await program.waitFor(/^ measured /mv);
	await program.press('<enter>');
	await program.waitFor(/these go:[\s\S]*container +old-a[\s\S]*container +old-b[\s\S]*2 objects, frees 0 B[\s\S]*type remove 2:/v);
	assert.ok(program.screen().every(line => !line.includes('container  up')));
	await program.type('remove 3');
	await program.press('<enter>');
	await program.press('<backspace>');
	await program.type('2');
	await program.press('<enter>');
	await program.waitFor(/removed 2 objects[\s\S]*expected 0 B, the engine freed 0 B[\s\S]*enter, esc close/v);
	assert.equal(await dockerd.docker(['ps', '--all', '--format', '{{.Names}}']), 'up');
	await program.press('<enter>');
	await untilFooter(program, /removed 2 objects, freed 0 B|all of it is used|enter review/v);
	await program.press('!');
	await program.waitFor(/docker rm [\da-f]{12}[\s\S]*docker rm [\da-f]{12}/v);
});

test('what a stopped container holds is offered with it; what became used meanwhile stays, and says why', options, async t => {
	const dockerd = await realEngine();
	await dockerd.docker(['commit', await makeContainer(t, dockerd, 'maker', idle), 'held:1']);
	await dockerd.docker(['rm', 'maker']);
	await dockerd.docker(['create', '--network', 'none', '--name', 'holder', 'held:1', 'sleep', '1000']);
	await dockerd.docker(['run', '--rm', '--network', 'none', '--volume', 'data:/data', 'busybox', 'sh', '-c', 'echo kept > /data/kept']);
	t.after(async () => {
		await dockerd.docker(['rm', '--force', 'holder', 'thief']).catch(() => undefined);
		await dockerd.docker(['rmi', 'held:1']).catch(() => undefined);
		await dockerd.docker(['volume', 'rm', 'data']).catch(() => undefined);
	});
	const program = openProgram(t, {host: dockerd.address, flags: ['disk']});
	await untilConnected(program);
	await program.waitFor(/image +held:1 +only stopped holder has it/v);
	await program.press('/');
	await program.type('held:1');
	await program.press('<enter> <space> <enter>');
	await program.waitFor(/left alone:[\s\S]*held:1 +first must go: container holder[\s\S]*nothing of it can go now/v);
	await program.press('<ctrl+a>');
	await program.waitFor(/these go:[\s\S]*holder[\s\S]*held:1[\s\S]*type remove 2:/v);
	await program.press('<esc> <esc> <esc>');
	await untilFooter(program, /enter review/v);

	await program.press('/');
	await program.type('volume data');
	await program.press('<enter> d');
	await program.waitFor(/lost for good:[\s\S]*the data of volume data[\s\S]*type remove 1:/v);
	await dockerd.docker(['run', '--detach', '--network', 'none', '--name', 'thief', '--volume', 'data:/data', 'busybox', 'sleep', '1000']);
	await program.type('remove 1');
	await program.press('<enter>');
	await program.waitFor(/removed 0 objects, 1 left[\s\S]*volume +data +left: .*in use/v);
	assert.equal(await dockerd.docker(['volume', 'ls', '--quiet', '--filter', 'name=data']), 'data');
});

test('a clean-up is cancelled between objects, and tells what was left', options, async t => {
	const dockerd = await realEngine();
	await Promise.all(Array.from({length: 40}, async (_, number) => makeContainer(t, dockerd, `many-${number}`, idle)));
	const program = openProgram(t, {host: dockerd.address, flags: ['disk']});
	await untilConnected(program);
	await program.waitFor(/^ measured /mv);
	await program.press('/');
	// The image that they hold has their names in its row too.
	await program.type('state=container many-');
	await program.press('<enter> * <enter>');
	await program.waitFor('type remove 40:');
	await program.type('remove 40');
	await program.press('<enter> <esc>');
	const screen = await program.waitFor(/removed \d+ objects?, \d+ left \(cancelled\)[\s\S]*enter, esc close/v);
	const removed = Number(/removed (?<count>\d+) object/v.exec(screen.join('\n'))!.groups!['count']);
	const left = await dockerd.docker(['ps', '--all', '--quiet', '--filter', 'name=many-']);
	assert.equal(left.split('\n').length, 40 - removed);
	assert.ok(removed < 40);
	await program.press('<esc>');
	await program.waitFor(lines => footer(lines).includes(`${40 - removed} marked`));
});

test('with --read-only the list is there and nothing removes', options, async t => {
	const dockerd = await realEngine();
	await makeContainer(t, dockerd, 'kept', idle);
	const program = openProgram(t, {host: dockerd.address, flags: ['disk', '--read-only']});
	await untilConnected(program);
	await program.waitFor(/container +kept/v);
	assert.ok(!footer(program.screen()).includes('review'));
	await program.press('d');
	await untilFooter(program, /--read-only/v);
});
