import test from 'node:test';
import assert from 'node:assert/strict';
import {skipReason} from '../support/availability.ts';
import {busyboxImage} from '../support/images.ts';
import {makeContainer, realEngine} from './engine.ts';
import {openProgram} from './program.ts';
import {untilAt, untilConnected, untilFooter} from './screen.ts';

const options = {skip: skipReason()};

const withNetwork = async () => realEngine({network: true});

test('an image loses one of its names, then goes; one in use is explained', options, async t => {
	const dockerd = await withNetwork();
	await busyboxImage(dockerd, 'twice:1');
	await dockerd.docker(['tag', 'twice:1', 'another:2']);
	await makeContainer(t, dockerd, 'user');
	const program = openProgram(t, {host: dockerd.address, flags: ['images']});
	await untilConnected(program);
	await untilAt(program, 'another:2');

	// With two names it is not removed by a plain yes.
	await program.press('d');
	await program.waitFor(/left alone:[\s\S]*it has 2 names: f forces it[\s\S]*nothing to do here/v);
	await program.press('<esc> x /');
	await program.type('untag');
	await program.press('<enter>');
	await program.waitFor(/which name to take off[\s\S]*another:2[\s\S]*twice:1/v);
	await program.press('<enter>');
	await program.waitFor(/untag\? y\/N/v);
	await program.press('y');
	await untilFooter(program, /untagged another:2/v);
	await untilAt(program, 'twice:1');
	assert.equal(await dockerd.docker(['images', '--quiet', 'another:2']), '');

	await program.press('d');
	await program.waitFor(/lost for good:[\s\S]*remove\? y\/N/v);
	await program.press('y');
	await untilFooter(program, /removed twice:1/v);
	assert.equal(await dockerd.docker(['images', '--quiet', 'twice:1']), '');

	await untilAt(program, 'busybox:latest');
	await program.press('d');
	await untilFooter(program, /cannot remove busybox:latest: used by user/v);
});

test('networks are made, given containers, and removed when they are empty', options, async t => {
	const dockerd = await withNetwork();
	await dockerd.docker(['run', '--detach', '--name', 'member', 'busybox', 'sleep', '1000']);
	t.after(async () => dockerd.docker(['rm', '--force', 'member']));
	const program = openProgram(t, {host: dockerd.address, flags: ['networks']});
	await untilConnected(program);
	await untilAt(program, 'bridge');
	await program.press('d');
	await untilFooter(program, /cannot remove bridge: bridge is predefined/v);

	// Both keys at once: the second is meant for the prompt that the first opens.
	await program.type('nnet');
	await program.waitFor('Name of the new network');
	await program.type('-one');
	await program.waitFor('> net-one');
	await program.press('<enter>');
	await untilFooter(program, /created net-one/v);
	await program.press('G');
	await program.waitFor(/net-one +bridge +local +172\./v);
	await program.press('/');
	await program.type('net-one');
	await program.press('<enter>');
	await untilAt(program, 'net-one');

	await program.press('c');
	await program.waitFor(/Container to connect[\s\S]*> member \(running\)/v);
	await program.press('<enter>');
	await untilFooter(program, /connected a container to net-one/v);
	await program.waitFor(/CONTAINER[\s\S]*member/v);
	assert.match(await dockerd.docker(['inspect', '--format', '{{json .NetworkSettings.Networks}}', 'member']), /net-one/v);
	await program.press('d');
	await untilFooter(program, /cannot remove net-one: used by member/v);

	await program.press('<ctrl-x>');
	await program.waitFor(/Container to disconnect[\s\S]*> member/v);
	await program.press('<enter>');
	await program.waitFor('y/N');
	await program.press('y');
	await untilFooter(program, /disconnected a container from net-one/v);
	await program.waitFor('No container is in it.');
	await program.press('d');
	await program.waitFor('remove? y/N');
	await program.press('y');
	await untilFooter(program, /removed net-one/v);
	assert.equal(await dockerd.docker(['network', 'ls', '--quiet', '--filter', 'name=net-one']), '');
});

test('volumes are made, and removed only by typing; one in use stays', options, async t => {
	const dockerd = await withNetwork();
	await dockerd.docker(['volume', 'create', 'used']);
	await dockerd.docker(['create', '--name', 'holder', '--volume', 'used:/data', 'busybox']);
	t.after(async () => {
		await dockerd.docker(['rm', 'holder']);
		await dockerd.docker(['volume', 'rm', 'used']);
	});
	const program = openProgram(t, {host: dockerd.address, flags: ['volumes']});
	await untilConnected(program);
	await untilAt(program, 'used');
	await program.press('d');
	await untilFooter(program, /cannot remove used: used by holder/v);
	await program.press('n');
	await program.waitFor('name of the new volume');
	await program.type('fresh');
	await program.press('<enter>');
	await untilFooter(program, /created fresh/v);
	await program.waitFor(/fresh +local/v);
	await program.press('g');
	await untilAt(program, 'fresh');

	await program.press('d');
	await program.waitFor(/the data of volume fresh[\s\S]*type remove 1:/v);
	await program.press('y <enter>');
	await program.waitFor(/type remove 1: y/v);
	assert.equal(await dockerd.docker(['volume', 'ls', '--quiet', '--filter', 'name=fresh']), 'fresh');
	await program.press('<ctrl-u>');
	await program.type('remove 1');
	await program.press('<enter>');
	await untilFooter(program, /removed fresh/v);
	assert.equal(await dockerd.docker(['volume', 'ls', '--quiet', '--filter', 'name=fresh']), '');
});

test('the disk is measured when its pane is shown, and says what docker says', options, async t => {
	const dockerd = await withNetwork();
	const program = openProgram(t, {host: dockerd.address, flags: ['disk']});
	await program.waitFor(/measured \d+ s ago/v);
	const told = await dockerd.docker(['system', 'df', '--format', '{{.Type}}|{{.TotalCount}}|{{.Active}}|{{.Size}}']);
	const lines = program.screen().join('\n');
	for (const line of told.split('\n')) {
		const [type = '', total = '', active = '', size = ''] = line.split('|', 4);
		const shownSize = size.replace(/(?<=\d)(?=[A-Za-z])/v, ' ');
		assert.match(lines, new RegExp(`${type} +${total} +${active} +${RegExp.escape(shownSize)} `, 'v'));
	}
});
