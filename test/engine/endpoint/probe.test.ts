import test from 'node:test';
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import {probeSocket} from '../../../source/engine/endpoint/probe.ts';
import {temporaryHome} from './fixture.ts';

test('a socket that answers, one that is missing, one that nobody listens at', async context => {
	const home = await temporaryHome(context);
	const socket = path.join(home, 'engine.sock');
	const server = net.createServer(connection => {
		connection.resume();
	});
	server.listen(socket);
	await once(server, 'listening');
	assert.equal(await probeSocket(socket), 'answers');
	server.close();
	await once(server, 'close');
	assert.equal(await probeSocket(socket), 'missing');

	const file = path.join(home, 'file');
	await writeFile(file, '');
	assert.equal(await probeSocket(file), 'refused');
	assert.equal(await probeSocket(path.join(file, 'below')), 'missing');
	assert.equal(await probeSocket(path.join(home, 'x'.repeat(200))), 'missing');
});
