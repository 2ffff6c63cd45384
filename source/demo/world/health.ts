import {again, alter} from './alter.ts';
import {tellContainer} from './tell.ts';
import type {World} from './world.ts';

/** Runs a health check once, with the events each check causes. A paused container is not asked. */
export function probe(world: World, id: string, passes?: boolean): void {
	const container = again(world, id);
	const {settings: {healthCheck}, state: {health}} = container;
	if (!healthCheck || !health || container.state.status !== 'running') {
		return;
	}

	const isGood = passes ?? container.behaviour.healthy ?? true;
	const command = healthCheck.test.slice(1).join(' ');
	const execId = world.freshId('exec');
	const shell = healthCheck.test[0] === 'CMD-SHELL' ? '/bin/sh -c ' : '';
	tellContainer(world, `exec_create: ${shell}${command}`, container, {execID: execId});
	tellContainer(world, `exec_start: ${shell}${command}`, container, {execID: execId});
	tellContainer(world, 'exec_die', container, {execID: execId, exitCode: isGood ? '0' : '1'});
	const now = world.now();
	const failingStreak = isGood ? 0 : health.failingStreak + 1;
	const status = isGood ? 'healthy' : (failingStreak >= healthCheck.retries ? 'unhealthy' : health.status);
	const log = [...health.log, {
		start: now - 80, end: now, exitCode: isGood ? 0 : 1, output: isGood ? 'ok\n' : 'nc: connect to localhost port 587 (tcp) failed: Connection refused\n',
	}].slice(-5);
	alter(world, id, {health: {status, failingStreak, log}});
	if (status !== health.status) {
		tellContainer(world, `health_status: ${status}`, container);
	}
}

/** Has the health checks run one after the other, while `ifStill` lets them. */
export function scheduleProbe(world: World, id: string, ifStill: (action: () => void) => () => void): void {
	const check = world.containers.get(id)?.settings.healthCheck;
	if (world.lively && check) {
		world.later(check.interval, ifStill(() => {
			probe(world, id);
			scheduleProbe(world, id, ifStill);
		}));
	}
}
