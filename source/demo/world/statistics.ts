import {engineTime} from './duration.ts';
import {host} from './host.ts';
import type {Container} from './types.ts';
import {isAlive} from './world.ts';

/**
What has been used up since a start when use wanders around an average: the integral of `average · (1 + 0.5 sin a + 0.3 sin b)`, so that it never runs backwards and any two samples agree.

@returns average × seconds, with the waves.
*/
function consumed(container: Container, salt: number, seconds: number, average: number): number {
	const slow = 37 + ((container.stream + salt) % 23);
	const fast = 7 + ((container.stream + salt) % 5);
	return average * (seconds + (0.5 * slow * (1 - Math.cos(seconds / slow))) + (0.3 * fast * (1 - Math.cos(seconds / fast))));
}

const zeroTime = '0001-01-01T00:00:00Z';
const emptyCpu = {
	cpu_usage: {total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0},
	throttling_data: {periods: 0, throttled_periods: 0, throttled_time: 0},
};

/** How long its processes have really run: time in the freezer does not count. */
const secondsAlive = ({state: {startedAt, pausedAt, pausedFor = 0}}: Container, now: number) => Math.max(0, (Math.min(now, pausedAt ?? now) - (startedAt ?? now) - pausedFor) / 1000);

function cpuAt(container: Container, now: number) {
	const total = Math.round(consumed(container, 1, secondsAlive(container, now), container.behaviour.cpuPercent / 100) * 1e9);
	return {
		cpu_usage: {total_usage: total, usage_in_kernelmode: Math.round(total * 0.3), usage_in_usermode: Math.round(total * 0.7)},
		system_cpu_usage: Math.round(now * host.processors) * 1e6,
		online_cpus: host.processors,
		throttling_data: {periods: 0, throttled_periods: 0, throttled_time: 0},
	};
}

function memoryAt(container: Container, now: number) {
	const {behaviour, host: {limits}} = container;
	const wave = 1 + (0.12 * Math.sin((now / 1000 / 41) + (container.stream % 7)));
	const used = Math.round(behaviour.memoryBytes * wave);
	const cache = Math.round(behaviour.memoryBytes * 0.2);
	return {
		usage: used + cache,
		limit: limits.memory > 0 ? limits.memory : host.memoryBytes,
		stats: {
			active_anon: 4096, active_file: 0, anon: used, file: cache, inactive_anon: used, inactive_file: cache, kernel_stack: 98_304, pgfault: 12_045, pgmajfault: 12, slab: 512_000,
		},
	};
}

function networksAt(container: Container, now: number): object | undefined {
	const names = Object.keys(container.networks);
	if (names.length === 0 || names.includes('host') || names.includes('none')) {
		return undefined;
	}

	const seconds = secondsAlive(container, now);
	const rate = 300 + (container.behaviour.cpuPercent * 2000);
	return Object.fromEntries(names.map((_name, position) => {
		const received = Math.round(consumed(container, 2 + position, seconds, rate));
		const sent = Math.round(consumed(container, 9 + position, seconds, rate * 0.7));
		return [`eth${position}`, {
			rx_bytes: received, rx_packets: Math.round(received / 600), rx_errors: 0, rx_dropped: 0, tx_bytes: sent, tx_packets: Math.round(sent / 600), tx_errors: 0, tx_dropped: 0,
		}];
	}));
}

function blocksAt(container: Container, now: number) {
	const seconds = secondsAlive(container, now);
	const written = Math.round(consumed(container, 5, seconds, container.behaviour.cpuPercent * 900));
	const empty = {
		io_service_bytes_recursive: null, io_serviced_recursive: null, io_queue_recursive: null, io_service_time_recursive: null, io_wait_time_recursive: null, io_merged_recursive: null, io_time_recursive: null, sectors_recursive: null,
	};
	return {
		...empty,
		io_service_bytes_recursive: [{
			major: 259, minor: 0, op: 'read', value: Math.round(container.behaviour.memoryBytes * 0.4),
		}, {
			major: 259, minor: 0, op: 'write', value: written,
		}],
	};
}

/** A sample of what a container uses; `previous` is the moment before, for the share of CPU time. One that does not run has only zeros. */
export function sample(container: Container, moment: number, previous: number | undefined): object {
	const identity = {name: `/${container.name}`, id: container.id};
	if (!isAlive(container)) {
		return {
			...identity, read: zeroTime, preread: zeroTime, pids_stats: {}, blkio_stats: blocksAt({...container, behaviour: {...container.behaviour, memoryBytes: 0, cpuPercent: 0}}, moment), num_procs: 0, storage_stats: {}, cpu_stats: emptyCpu, precpu_stats: emptyCpu, memory_stats: {},
		};
	}

	const networks = networksAt(container, moment);
	return {
		...identity,
		read: engineTime(moment),
		preread: engineTime(previous),
		pids_stats: {current: 1 + (container.stream % 9), limit: container.host.limits.pidsLimit || 38_000},
		blkio_stats: blocksAt(container, moment),
		num_procs: 0,
		storage_stats: {},
		cpu_stats: cpuAt(container, moment),
		precpu_stats: previous === undefined ? emptyCpu : cpuAt(container, previous),
		memory_stats: memoryAt(container, moment),
		...(networks && {networks}),
	};
}
