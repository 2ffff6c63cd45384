import {fail, ok, warn, type Check} from './check.ts';
import type {Container, ContainerDetails} from './container.ts';
import type {DiskUsage} from './disk.ts';
import type {Endpoint} from './endpoint.ts';
import type {EngineInfo} from './engine-info.ts';
import {portEntries} from './port-entry.ts';
import {conflictWords, rivalsOf} from './port-rivals.ts';
import type {BindingsState} from './port-bindings.ts';
import {binarySize, decimalSize} from './size.ts';
import {age, duration} from './time.ts';

const gibibyte = 1024 ** 3;

/** How the engine is reached, and who else reaches it so. */
export function checkEndpoint({url, chosenBy, address}: Endpoint): readonly Check[] {
	const reached = ok('endpoint', `${url}, by ${chosenBy}`);
	if (address.kind !== 'tcp') {
		return [reached];
	}

	if (!address.tls) {
		return [reached, warn('encryption', 'none: whoever reaches this port is root on the engine\'s machine', 'use TLS, or ssh and the engine\'s socket')];
	}

	return [reached, address.tls.verify ? ok('encryption', 'TLS, the server is verified') : warn('encryption', 'TLS, but any server is believed', 'set DOCKER_TLS_VERIFY=1')];
}

/** What the engine has to work with. */
export function checkEngine({product, version, apiVersion, cpus, memory, os, kernel, storageDriver, containerdStore}: EngineInfo): readonly Check[] {
	const poor = ['vfs', 'devicemapper', 'aufs'].includes(storageDriver);
	return [
		ok('server', `${product} ${version}, API ${apiVersion}, ${os}, kernel ${kernel}`),
		cpus === 1 ? warn('CPUs', '1: whatever runs shares it') : ok('CPUs', String(cpus)),
		memory < 2 * gibibyte ? warn('memory', `${binarySize(memory)}: containers may be killed for lack of it`, 'give the engine\'s machine more') : ok('memory', binarySize(memory)),
		poor
			? warn('storage', `${storageDriver}: ${storageDriver === 'vfs' ? 'every layer is a whole copy' : 'it is not maintained any more'}`, 'move to overlay2, or to the containerd image store')
			: ok('storage', containerdStore ? `${storageDriver}, containerd image store` : storageDriver),
	];
}

/** Room on the disk, in bytes; `reclaimable` is what clean-up could free. */
export type DiskRoom = {readonly free: number; readonly total: number};

/** What fills the disk, and how much room is left where that could be seen. */
export function checkDisk(usage: DiskUsage | undefined, room: DiskRoom | undefined): Check {
	const sum = (of: 'size' | 'reclaimable') => usage?.lines.reduce((total, line) => total + Math.max(0, line[of]), 0) ?? 0;
	const used = usage ? `${decimalSize(sum('size'))} used, ${decimalSize(sum('reclaimable'))} of it can be freed` : 'what is used was not measured in time';
	if (!room) {
		return usage ? ok('disk', used) : warn('disk', used, 'shipshape df waits for it');
	}

	const words = `${used}; ${decimalSize(room.free)} of ${decimalSize(room.total)} free`;
	const part = room.free / Math.max(1, room.total);
	const advice = 'shipshape clean shows what can go';
	return part < 0.02 || room.free < 500e6 ? fail('disk', words, advice) : (part < 0.1 || room.free < 5e9 ? warn('disk', words, advice) : ok('disk', words));
}

const deadlySignal = 137;

/** What ended with SIGKILL: for lack of memory, which the engine tells, or plainly. */
export function checkKills(details: readonly ContainerDetails[], now: number): readonly Check[] {
	const ended = (one: ContainerDetails) => one.finished === undefined ? '' : `, ${age(now - one.finished)} ago`;
	const starved = details.filter(({oomKilled}) => oomKilled);
	const killed = details.filter(({exitCode, oomKilled, state}) => exitCode === deadlySignal && !oomKilled && state === 'exited');
	return [
		...starved.map(one => fail('out of memory', `${one.name}: ${one.state === 'running' ? 'a process of it was' : 'it was'} killed for lack of memory${ended(one)}`, one.memoryLimit > 0 ? `its limit is ${binarySize(one.memoryLimit)}: raise it, or have it use less` : 'it has no limit: the whole machine was short of memory')),
		...killed.map(one => warn('killed', `${one.name}: exit code 137 but not for lack of memory: somebody killed it, or it did not stop when told to${ended(one)}`)),
		...starved.length + killed.length === 0 ? [ok('kills', 'no container was killed')] : [],
	];
}

const manyRestarts = 3;
const lately = 10 * 60_000;

/** What starts, dies and starts again. */
export function checkRestarts(details: readonly ContainerDetails[], now: number): readonly Check[] {
	const loops = details.filter(({state, restartCount, started}) => state === 'restarting' || (state === 'running' && restartCount >= manyRestarts && started !== undefined && now - started < lately));
	return loops.length === 0
		? [ok('restarts', 'no container is in a restart loop')]
		: loops.map(one => fail('restart loop', `${one.name}: restarted ${one.restartCount} times, last exit code ${one.exitCode}`, `docker logs --tail 50 ${one.name}`));
}

/** What fails its own health check. */
export function checkHealth(details: readonly ContainerDetails[]): readonly Check[] {
	const sick = details.filter(({state, health}) => state === 'running' && health?.status === 'unhealthy');
	return sick.length === 0
		? [ok('health', 'no container is unhealthy')]
		: sick.map(({name, health}) => {
			const said = health?.checks.at(-1)?.output.trim().split('\n').at(-1) ?? '';
			return fail('unhealthy', `${name}: ${health?.failingStreak ?? 0} checks failed in a row${said === '' ? '' : `; the last one said: ${said.slice(0, 200)}`}`);
		});
}

/** Who is in whose way. */
export function checkPorts(containers: readonly Container[], bindings: BindingsState): readonly Check[] {
	const entries = portEntries(containers, bindings);
	const rivals = rivalsOf(entries);
	const sentences = new Set(entries.flatMap(entry => conflictWords(entry, rivals.get(entry.id) ?? [])));
	return sentences.size === 0 ? [ok('ports', 'no two containers want the same')] : [...sentences].map(words => warn('ports', words, 'publish one of them elsewhere'));
}

const littleSkew = 2000;
const muchSkew = 60_000;

/** How far the engine's clock is from ours, in milliseconds, known to within `uncertainty`. */
export function checkClock(skew: number, uncertainty: number): Check {
	const off = Math.max(0, Math.abs(skew) - uncertainty);
	const words = `the engine's is ${duration(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} ours`;
	if (off < littleSkew) {
		return ok('clock', 'the engine\'s agrees with ours');
	}

	return off < muchSkew
		? warn('clock', words, 'ages and times of logs are off by as much; set both by NTP')
		: fail('clock', words, 'certificates and tokens may be refused; set both by NTP, a virtual machine after its host slept');
}
