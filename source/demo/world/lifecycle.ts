import {badRequest, conflict, NothingToDo} from '../refusal.ts';
import {again, alter} from './alter.ts';
import {afterwards, bringUp, takeDown} from './run.ts';
import {isFatal, nameSignal, readSignal} from './signals.ts';
import {tellContainer} from './tell.ts';
import type {Container} from './types.ts';
import {isAlive, type World} from './world.ts';

/**
Starts a container.

@throws NothingToDo when it runs; 409 when it is paused or being removed; 500 when a port is taken.
*/
export function start(world: World, container: Container): void {
	const {status} = container.state;
	if (status === 'running' || status === 'restarting') {
		throw new NothingToDo();
	}

	if (status === 'paused') {
		throw conflict('cannot start a paused container, try unpause instead');
	}

	if (status === 'dead' || status === 'removing') {
		throw conflict('container is marked for removal and cannot be started');
	}

	bringUp(world, container.id);
}

async function shutDown(world: World, id: string, timeout: number, signal: string): Promise<void> {
	const container = again(world, id);
	const {behaviour, state} = container;
	alter(world, id, {stoppedByHand: true});
	if (state.status === 'restarting') {
		alter(world, id, {status: 'exited'});
		return;
	}

	tellContainer(world, 'kill', container, {signal: String(readSignal(signal))});
	const patience = timeout < 0 ? Infinity : timeout * 1000;
	const isObeys = behaviour.stopAfter <= patience && Number.isFinite(behaviour.stopAfter);
	await world.rest(isObeys ? behaviour.stopAfter : Math.min(patience, 3_600_000));
	const current = world.containers.get(id);
	if (!current || !isAlive(current) || current.state.processId !== state.processId) {
		return;
	}

	if (!isObeys) {
		tellContainer(world, 'kill', current, {signal: '9'});
	}

	takeDown(world, id, {exitCode: isObeys ? behaviour.stopCode : 137});
}

/** How a container is to be stopped: seconds of patience (-1: forever), and the first signal. */
export type StopOptions = {readonly timeout?: number; readonly signal?: string};

const stopSettings = ({settings}: Container, {timeout, signal}: StopOptions) => ({
	timeout: timeout ?? settings.stopTimeout ?? 10,
	signal: signal ?? settings.stopSignal ?? 'SIGTERM',
});

/**
Stops a container: kill, (kill 9,) die, disconnect, unmount, stop.

@throws NothingToDo when it does not run.
*/
export async function stop(world: World, container: Container, options: StopOptions): Promise<void> {
	if (!isAlive(container) && container.state.status !== 'restarting') {
		throw new NothingToDo();
	}

	const {timeout, signal} = stopSettings(container, options);
	await shutDown(world, container.id, timeout, signal);
	const stopped = world.containers.get(container.id);
	if (!stopped) {
		return;
	}

	tellContainer(world, 'stop', stopped);
	afterwards(world, container.id);
}

/** Stops a container when it runs, starts it, and says so. */
export async function restart(world: World, container: Container, options: StopOptions): Promise<void> {
	if (container.state.status === 'dead' || container.state.status === 'removing') {
		throw conflict('container is marked for removal and cannot be started');
	}

	if (isAlive(container) || container.state.status === 'restarting') {
		const {timeout, signal} = stopSettings(container, options);
		await shutDown(world, container.id, timeout, signal);
		tellContainer(world, 'stop', again(world, container.id));
	}

	if (!isAlive(again(world, container.id))) {
		bringUp(world, container.id);
	}

	tellContainer(world, 'restart', again(world, container.id));
}

/**
Sends a signal; a deadly one ends the container.

@throws 400 for an unknown signal, 409 when it does not run.
*/
export function kill(world: World, container: Container, reference: string, signalText: string): void {
	const signal = readSignal(signalText);
	if (signal === undefined) {
		throw badRequest(`invalid signal: ${signalText}`);
	}

	if (container.state.status === 'restarting') {
		alter(world, container.id, {status: 'exited', stoppedByHand: true});
		return;
	}

	if (!isAlive(container)) {
		throw conflict(`cannot kill container: ${reference}: container ${container.id} is not running`);
	}

	tellContainer(world, 'kill', container, {signal: String(signal)});
	const name = nameSignal(signal);
	if (!(name === 'KILL' || (isFatal(signal) && Number.isFinite(container.behaviour.stopAfter)))) {
		return;
	}

	alter(world, container.id, {stoppedByHand: true});
	takeDown(world, container.id, {exitCode: name === 'TERM' ? container.behaviour.stopCode : 128 + signal});
	afterwards(world, container.id);
}
