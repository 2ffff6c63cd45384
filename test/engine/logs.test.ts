import assert from 'node:assert/strict';
import test from 'node:test';
import {startDemoEngine} from '../../source/demo/main.ts';
import {connect} from '../../source/engine/connect.ts';
import type {LogRequest} from '../../source/engine/engine.ts';
import {nextInstant} from '../../source/model/instant.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {podmanAvailability, skipReason} from '../support/availability.ts';
import {startDockerd} from '../support/dockerd.ts';
import {busyboxImage} from '../support/images.ts';
import {startPodman} from '../support/podman.ts';
import {unixEndpoint} from './fake-engine.ts';
import {logContract} from './log-contract.ts';

logContract('dockerd', async () => {
	const dockerd = await startDockerd();
	await busyboxImage(dockerd);
	return {socketPath: dockerd.socketPath, image: 'busybox:latest', stop: dockerd.stop};
}, {}, skipReason());

logContract('Podman', async () => {
	const podman = await startPodman();
	await busyboxImage(podman);
	return {socketPath: podman.socketPath, image: 'busybox:latest', stop: podman.stop};
}, {hasDecimals: false, refusal: /cannot read logs/v}, skipReason(podmanAvailability()));

test('the demo has logs like an engine\'s', async context => {
	const demo = await startDemoEngine({lively: false});
	context.after(demo.stop);
	const engine = await connect(unixEndpoint(demo.socketPath));
	context.after(engine.close);
	const containers = await engine.containers.list();
	const read = async (id: string, request: LogRequest): Promise<readonly LogLine[]> => {
		const lines: LogLine[] = [];
		await engine.logs(id, request, {
			onLines(more) {
				lines.push(...more);
			},
		}, new AbortController().signal);
		return lines;
	};

	const logs = await Promise.all(containers.map(async ({id}) => read(id, {tail: 'all'})));
	assert.ok(logs.filter(lines => lines.length > 0).length > containers.length / 2);
	const [longest = []] = logs.toSorted((first, second) => second.length - first.length);
	const {id} = containers[logs.indexOf(longest)]!;
	assert.deepEqual(await read(id, {tail: 5}), longest.slice(-5));
	assert.deepEqual(await read(id, {tail: 'all', since: nextInstant(longest.at(-4)!)}), longest.slice(-3));
	assert.ok(longest.every(({text, seconds}) => text !== '' && seconds > 0));
});
