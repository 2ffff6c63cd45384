import {Refusal} from '../refusal.ts';
import {again, alter} from './alter.ts';
import {joinNetwork, leaveNetwork, mapNetworks, tellConnections, tellMounts} from './connections.ts';
import {destroy} from './destroy.ts';
import {scheduleProbe} from './health.ts';
import {bindPorts} from './ports.ts';
import {runScript} from './script.ts';
import {tellContainer} from './tell.ts';
import type {Container} from './types.ts';
import {closingLines, openingLines, type Line} from './voices.ts';
import {changeContainer, isAlive, type World} from './world.ts';

/** How the process of a container came to its end. */
export type Ending = {readonly exitCode: number; readonly oomKilled?: boolean};

/** Writes what a program says when it comes and goes; the container is as it was before, so that its past is told first. */
function speakNow(world: World, container: Container, lines: readonly Line[]): void {
	for (const line of container.behaviour.script ? [] : lines) {
		world.logs.write(container, {time: world.now(), ...line});
	}
}

function refuseStart(world: World, container: Container, refusal: Refusal): never {
	tellConnections(world, container, 'disconnect');
	alter(world, container.id, {
		status: container.state.startedAt === undefined ? 'created' : 'exited', exitCode: 128, error: refusal.message, processId: 0,
	});
	throw refusal;
}

/** Brings a container up: connect, mount, start. The callers have checked that it may. */
export function bringUp(world: World, id: string): void {
	const container = again(world, id);
	try {
		const networks = mapNetworks(container, (_endpoint, name) => joinNetwork(world, container, name));
		const ports = bindPorts(world, container);
		changeContainer(world, id, {networks, ports});
	} catch (error) {
		if (error instanceof Refusal) {
			refuseStart(world, container, error);
		}

		throw error;
	}

	tellConnections(world, container, 'connect');
	tellMounts(world, container, 'mount');
	speakNow(world, container, openingLines(container.behaviour.voice));
	alter(world, id, {
		status: 'running',
		exitCode: 0,
		oomKilled: false,
		error: '',
		processId: world.nextProcessId(),
		startedAt: world.now(),
		pausedAt: undefined,
		pausedFor: 0,
		health: container.settings.healthCheck ? {status: 'starting', failingStreak: 0, log: []} : undefined,
		stoppedByHand: false,
	});
	tellContainer(world, 'start', again(world, id));
	live(world, id);
}

/** Lets a container's own life go on: its script, its end, its health checks. */
export function live(world: World, id: string): void {
	const container = again(world, id);
	const {behaviour, state: {processId}} = container;
	const ifStill = (action: () => void) => () => {
		const current = world.containers.get(id);
		if (current?.state.processId === processId && isAlive(current)) {
			action();
		}
	};

	if (behaviour.script) {
		void runScript(world, container).then(exitCode => {
			ifStill(() => {
				endByItself(world, id, {exitCode});
			})();
		});
	} else if (world.lively && behaviour.endsAfter !== undefined) {
		world.later(behaviour.endsAfter, ifStill(() => {
			endByItself(world, id, {exitCode: behaviour.endsWith ?? 0});
		}));
	}

	scheduleProbe(world, id, ifStill);
}

/** Takes a container down: (oom,) die, disconnect, unmount. */
export function takeDown(world: World, id: string, ending: Ending): void {
	const container = again(world, id);
	const finishedAt = world.now();
	const last = {...container, state: {...container.state, exitCode: ending.exitCode, oomKilled: ending.oomKilled ?? false}};
	speakNow(world, container, closingLines(last));
	alter(world, id, {
		status: 'exited', exitCode: ending.exitCode, oomKilled: ending.oomKilled ?? false, processId: 0, finishedAt,
	}, {ports: [], networks: mapNetworks(container, leaveNetwork)});
	if (ending.oomKilled) {
		tellContainer(world, 'oom', container);
	}

	const seconds = Math.floor((finishedAt - (container.state.startedAt ?? finishedAt)) / 1000);
	tellContainer(world, 'die', container, {exitCode: String(ending.exitCode), execDuration: String(seconds)});
	tellConnections(world, container, 'disconnect');
	tellMounts(world, container, 'unmount');
}

const backOffLimit = 10_000;

/** What the restart policy says after a death nobody asked for. The wait doubles, as the engine's does, but is never longer than 10 s: a demo should show it. */
function obeyPolicy(world: World, id: string): void {
	const {state, host: {restartPolicy}, restartCount} = again(world, id);
	const isWanted = restartPolicy.name === 'always' || restartPolicy.name === 'unless-stopped'
		|| (restartPolicy.name === 'on-failure' && state.exitCode !== 0 && (restartPolicy.maximumRetryCount === 0 || restartCount < restartPolicy.maximumRetryCount));
	if (!isWanted || state.stoppedByHand) {
		return;
	}

	alter(world, id, {status: 'restarting'});
	resumeRestart(world, id, Math.min(backOffLimit, 100 * (2 ** Math.min(restartCount, 20))));
}

/** Lets a container that waits for its restart go on with it. */
export function resumeRestart(world: World, id: string, milliseconds: number): void {
	world.later(milliseconds, () => {
		const waiting = world.containers.get(id);
		if (waiting?.state.status !== 'restarting') {
			return;
		}

		changeContainer(world, id, {restartCount: waiting.restartCount + 1});
		try {
			bringUp(world, id);
		} catch (error) {
			// A restart that is refused has left its reason in the container; nobody waits for it here.
			if (!(error instanceof Refusal)) {
				throw error;
			}
		}
	});
}

/** The process ends without being asked; the restart policy and AutoRemove follow. */
export function endByItself(world: World, id: string, ending: Ending): void {
	takeDown(world, id, ending);
	afterwards(world, id);
}

/** What follows a death: the restart policy, AutoRemove. */
export function afterwards(world: World, id: string): void {
	obeyPolicy(world, id);
	const container = world.containers.get(id);
	if (container?.host.autoRemove && container.state.status === 'exited') {
		destroy(world, container, true);
	}
}
