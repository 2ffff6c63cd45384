import test from 'node:test';
import assert from 'node:assert/strict';
import {openProgram, openProxy, quietEngine} from './program.ts';
import {untilConnected, untilFooter} from './screen.ts';

const inspections = /^GET \S*\/containers\/[\da-f]{64}\/json/v;

test('the pane of ports: who has what, who is in whose way, and where it leads', async t => {
	const engine = await quietEngine(t);
	const program = openProgram(t, {host: engine.address, columns: 150, rows: 44});
	await untilConnected(program);
	await program.press('6');
	const lines = await program.waitFor(/conflict: 8080 is shop-web-1's/v);
	const screen = lines.join('\n');
	assert.match(screen, /0\.0\.0\.0:8080 +→ 80\/tcp +shop-web-1 +running.* +conflict: blog-wordpress-1/v);
	assert.match(screen, /\*:9100 +→ 9100\/tcp +monitoring-node-exporter-1 +running +host network/v);
	assert.match(screen, /0\.0\.0\.0:21000-21005/v);
	assert.match(screen, /6 not published hidden/v);

	await program.press('A');
	await program.waitFor(/3306\/tcp +blog-db-1 .*not published/v);
	await program.press('A');

	await program.press('#');
	await program.waitFor('which port of the host?');
	await program.type('4444');
	await program.waitFor('4444 is free: no container has it');
	await program.press('<enter>');
	await untilFooter(program, /4444 is free/v);

	await program.press('#');
	await program.waitFor('which port of the host?');
	await program.type('21003');
	await program.press('<enter>');
	await untilFooter(program, /21003 is legacy-ftp's/v);
	await program.press('f');
	await program.waitFor(/^>0\.0\.0\.0:21000 /mv);
	await program.press('f');
	await program.waitFor(/^>0\.0\.0\.0:21000-21005 /mv);

	await program.press('#');
	await program.waitFor('which port of the host?');
	await program.type('8080');
	await program.press('<enter>');
	await program.waitFor(/^>0\.0\.0\.0:8080 /mv);
	await program.press('w');
	await untilFooter(program, /http:\/\/localhost:8080 \(copied/v);
	await program.press('y');
	await program.waitFor(/ssh tunnel +ssh -N -L 8080:localhost:8080/v);
	await program.press('<esc>');
	await program.waitFor(shown => !shown.join('\n').includes('copy from'));
	await program.press('<enter>');
	await program.waitFor(/^>shop-web-1 /mv);
	await program.press('-');
	await program.waitFor(/^>0\.0\.0\.0:8080 /mv);
});

test('what does not run is inspected when the ports are looked at, once, and not before', async t => {
	const engine = await quietEngine(t);
	const proxy = await openProxy(t, engine.socketPath);
	const program = openProgram(t, {host: proxy.address, flags: ['networks'], columns: 150});
	await untilConnected(program);
	await program.settle(500);
	const before = proxy.count(inspections);
	await program.press('6');
	await program.waitFor(/conflict: 8080 is shop-web-1's/v);
	const asked = proxy.count(inspections) - before;
	assert.ok(asked > 0);
	await program.press('3');
	await program.waitFor('SUBNET');
	await program.press('6');
	await program.waitFor(/conflict: 8080 is shop-web-1's/v);
	await program.settle(500);
	assert.ok(proxy.count(inspections) - before - asked <= 2, 'only those that were never started are looked at again');
});
