import type {EngineInfo} from '../../model/engine-info.ts';
import type {Reading} from '../../model/statistics.ts';
import {fields, isFields, items, moment, number, text, type Fields} from './values.ts';

const nanosecondsInMillisecond = 1_000_000;

/**
Bytes in use without the inactive file cache: `total_inactive_file` of cgroup v1, `inactive_file` of v2. Podman tells neither, Windows
its private working set alone.
Source: calculateMemUsageUnixNoCache in docker/cli, cli/command/container/stats_helpers.go.
*/
function memoryOf(memory: Fields): number {
	const usage = number(memory.usage);
	const {total_inactive_file: first, inactive_file: second} = fields(memory.stats);
	const cache = [first, second].find(value => typeof value === 'number' && value < usage);
	return usage - number(cache) + (usage === 0 ? number(memory.privateworkingset) : 0);
}

/** Summed over all interfaces, whatever they are called. */
function networkOf(networks: unknown): Reading['network'] {
	if (!isFields(networks)) {
		return undefined;
	}

	const sum = (name: string) => Object.values(networks).reduce<number>((total, entry) => total + number(fields(entry)[name]), 0);
	return {received: sum('rx_bytes'), sent: sum('tx_bytes')};
}

/** `Read` and `Write` on cgroup v1, `read` and `write` on v2; a kernel may tell neither. Windows has a place of its own. */
function blocksOf(own: Fields): Reading['blocks'] {
	const entries = items(fields(own.blkio_stats).io_service_bytes_recursive).map(entry => fields(entry));
	const storage = fields(own.storage_stats);
	const sum = (letter: string) => entries.filter(({op}) => text(op).toLowerCase().startsWith(letter)).reduce((total, {value}) => total + number(value), 0);
	return {read: sum('r') + number(storage.read_size_bytes), written: sum('w') + number(storage.write_size_bytes)};
}

/**
The processor time that passed, for the share of the container. Docker tells it for all processors; Podman tells in its place what all
processes used together (seen with 4.3), which makes a busy container's share of an idle machine 100 % of every processor, so the clock
counts there, for one processor. Windows tells none, counts in 100 ns and has percent of the whole machine.
*/
function processorTimes(cpu: Fields, own: Fields, time: number, {product, os}: EngineInfo): Pick<Reading, 'used' | 'passed' | 'processors'> {
	const usage = fields(cpu.cpu_usage);
	const used = number(usage.total_usage);
	const clock = time * nanosecondsInMillisecond;
	if (os === 'windows') {
		return {used: used * 100, passed: clock * Math.max(1, number(own.num_procs)), processors: 1};
	}

	const passed = number(cpu.system_cpu_usage);
	const processors = number(cpu.online_cpus) || items(usage.percpu_usage).length;
	return product === 'Podman' || passed === 0 || processors === 0 ? {used, passed: clock, processors: 1} : {used, passed, processors};
}

/**
One answer about what a container uses. Undefined when it does not run: Docker then sends zeros of the year 1, Podman nothing, or an
error in place of the answer.
*/
export function readReading(value: unknown, info: EngineInfo): Reading | undefined {
	const own = fields(value);
	const time = moment(own.read);
	const cpu = fields(own.cpu_stats);
	if (time === undefined) {
		return undefined;
	}

	const memory = fields(own.memory_stats);
	const limit = number(memory.limit);
	const network = networkOf(own.networks);
	const current = number(fields(own.pids_stats).current, -1);
	return {
		time,
		...processorTimes(cpu, own, time, info),
		memory: memoryOf(memory),
		memoryLimit: limit,
		// Without a limit of its own the machine's memory stands there, or cgroup v1's word for "none", which is larger still.
		isLimited: limit > 0 && limit < info.memory,
		...(network && {network}),
		blocks: blocksOf(own),
		...(current >= 0 && {processes: current}),
	};
}
