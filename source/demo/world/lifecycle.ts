import {
	badRequest,
	conflict,
	notFound,
	NothingToDo,
	Refusal,
} from '../refusal.ts';
import {digestOf} from '../random.ts';
import {claimAddresses} from './addresses.ts';
import {tellContainer, tellNetwork, tellVolume} from './tell.ts';
import {bindPorts} from './ports.ts';
import {runScript} from './script.ts';
import {isFatal, nameSignal, readSignal} from './signals.ts';
import type {Container, ContainerState, Endpoint} from './types.ts';
import {closingLines, openingLines, type Line} from './voices.ts';
import {
	changeContainer,
	dropContainer,
	isAlive,
	type World,
} from './world.ts';

/** How the process of a container came to its end. */
export type Ending = {readonly exitCode: number; readonly oomKilled?: boolean};

const again = (world: World, id: string): Container => {
	const container = world.containers.get(id);
	if (!container) {
		throw notFound(`No such container: ${id}`);
	}

	return container;
};

const alter = (world: World, id: string, state: Partial<ContainerState>, rest: Partial<Container> = {}) => {
	const container = world.containers.get(id);
	if (container) {
		changeContainer(world, id, {...rest, state: {...container.state, ...state}});
	}
};

/** Puts a container into a network as running ones are: with addresses of its own. */
export function joinNetwork(world: World, container: Container, name: string): Endpoint {
	const endpoint = container.networks[name];
	const network = world.networks.get(endpoint?.networkId ?? '');
	if (!endpoint || !network) {
		throw notFound(`network ${endpoint?.networkId ?? name} not found`);
	}

	return {...endpoint, endpointId: digestOf(`endpoint ${container.id} ${name} ${world.now()}`), ...claimAddresses(world, network)};
}

/** Writes what a program says when it comes and goes; the container is as it was before, so that its past is told first. */
function speakNow(world: World, container: Container, lines: readonly Line[]): void {
	for (const line of container.behaviour.script ? [] : lines) {
		world.logs.write(container, {time: world.now(), ...line});
	}
}

const leaveNetwork = (endpoint: Endpoint): Endpoint => ({
	...endpoint, endpointId: '', ipv4: '', ipv6: '', macAddress: '',
});

const mapNetworks = (container: Container, change: (endpoint: Endpoint, name: string) => Endpoint) => Object.fromEntries(Object.entries(container.networks).map(([name, endpoint]) => [name, change(endpoint, name)]));

function tellConnections(world: World, container: Container, action: 'connect' | 'disconnect'): void {
	for (const endpoint of Object.values(container.networks)) {
		tellNetwork(world, action, endpoint.networkId, {container: container.id});
	}
}

function tellMounts(world: World, container: Container, action: 'mount' | 'unmount'): void {
	for (const mount of container.mounts) {
		if (mount.name !== undefined) {
			tellVolume(world, action, mount.name, action === 'mount'
				? {
					container: container.id, destination: mount.destination, propagation: '', 'read/write': String(mount.writable),
				}
				: {container: container.id});
		}
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
function bringUp(world: World, id: string): void {
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
	const {behaviour, state: {startedAt}} = container;
	const ifStill = (action: () => void) => () => {
		const current = world.containers.get(id);
		if (current?.state.startedAt === startedAt && current && isAlive(current)) {
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

function scheduleProbe(world: World, id: string, ifStill: (action: () => void) => () => void): void {
	const check = world.containers.get(id)?.settings.healthCheck;
	if (world.lively && check) {
		world.later(check.interval, ifStill(() => {
			probe(world, id);
			scheduleProbe(world, id, ifStill);
		}));
	}
}

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

/** Takes a container down: (oom,) die, disconnect, unmount. */
function takeDown(world: World, id: string, ending: Ending): void {
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

function afterwards(world: World, id: string): void {
	obeyPolicy(world, id);
	const container = world.containers.get(id);
	if (container?.host.autoRemove && container.state.status === 'exited') {
		destroy(world, container, true);
	}
}

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
	if (!current || !isAlive(current) || current.state.startedAt !== state.startedAt) {
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

/**
Freezes a container.

@throws 409 when it does not run or is frozen already.
*/
export function pause(world: World, container: Container): void {
	if (container.state.status === 'paused') {
		throw conflict(`container ${container.id} is already paused`);
	}

	if (container.state.status === 'restarting') {
		throw conflict(`container ${container.id} is restarting, wait until the container is running`);
	}

	if (!isAlive(container)) {
		throw conflict(`container ${container.id} is not running`);
	}

	alter(world, container.id, {status: 'paused', pausedAt: world.now()});
	tellContainer(world, 'pause', container);
}

/**
Thaws a container.

@throws 500 when it is not frozen, as the engine does.
*/
export function unpause(world: World, container: Container): void {
	if (container.state.status !== 'paused') {
		throw new Refusal(500, `Container ${container.id} is not paused`);
	}

	const {pausedAt, pausedFor = 0} = container.state;
	const now = world.now();
	alter(world, container.id, {status: 'running', pausedAt: undefined, pausedFor: pausedFor + now - (pausedAt ?? now)});
	tellContainer(world, 'unpause', container);
}

const namePattern = /^[\dA-Za-z][\w\-.]+$/v;

/**
Checks a name for a new or renamed container.

@throws 400 when it is malformed, 409 when it is taken.
*/
export function requireFreeName(world: World, name: string): void {
	if (!namePattern.test(name)) {
		throw badRequest(`Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
	}

	const owner = world.names.get(name);
	if (owner !== undefined) {
		throw conflict(`Conflict. The container name "/${name}" is already in use by container "${owner}". You have to remove (or rename) that container to be able to reuse that name.`);
	}
}

/**
Gives a container another name.

@throws 400 for an empty, malformed or unchanged name, 409 when it is taken.
*/
export function rename(world: World, container: Container, wish: string): void {
	const name = wish.startsWith('/') ? wish.slice(1) : wish;
	if (name === '') {
		throw badRequest('Neither old nor new names may be empty');
	}

	if (name === container.name) {
		throw badRequest('Renaming a container with the same name as its current name');
	}

	try {
		requireFreeName(world, name);
	} catch (error) {
		throw error instanceof Refusal ? new Refusal(error.status, `Error when allocating new name: ${error.message}`) : error;
	}

	changeContainer(world, container.id, {name});
	tellContainer(world, 'rename', again(world, container.id), {oldName: `/${container.name}`});
}

function destroy(world: World, container: Container, withVolumes: boolean): void {
	dropContainer(world, container);
	tellContainer(world, 'destroy', container);
	for (const {name} of withVolumes ? container.mounts : []) {
		const volume = name === undefined ? undefined : world.volumes.get(name);
		const isUsedElsewhere = world.containers.values().some(other => other.mounts.some(mount => mount.name === name));
		if (!(volume && 'com.docker.volume.anonymous' in volume.labels) || isUsedElsewhere) {
			continue;
		}

		world.volumes.delete(volume.name);
		tellVolume(world, 'destroy', volume.name, {}, volume.driver);
	}
}

const stateWords: Readonly<Partial<Record<ContainerState['status'], readonly [string, string]>>> = {
	running: ['running', 'stop the container before removing or force remove'],
	paused: ['paused', 'unpause and then stop the container before removing or force remove'],
	restarting: ['restarting', 'stop the container before removing or force remove'],
};

/**
Removes a container: (kill, die, disconnect, unmount,) destroy; with `withVolumes` its anonymous volumes too.

@throws 409 when it runs and is not forced.
*/
export function remove(world: World, container: Container, options: {readonly force: boolean; readonly withVolumes: boolean}): void {
	const words = stateWords[container.state.status];
	if (words && !options.force) {
		throw conflict(`cannot remove container "/${container.name}": container is ${words[0]}: ${words[1]}`);
	}

	if (isAlive(container)) {
		tellContainer(world, 'kill', container, {signal: '9'});
		alter(world, container.id, {stoppedByHand: true});
		takeDown(world, container.id, {exitCode: 137});
	}

	destroy(world, again(world, container.id), options.withVolumes);
}
