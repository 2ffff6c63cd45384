import {readdirSync, readFileSync, readlinkSync} from 'node:fs';

/** Clock ticks a second of /proc (USER_HZ), which Linux fixes at 100 for user space. */
const ticksPerSecond = 100;

/** What a process has used so far. Memory in MB (10^6 bytes). */
export type ProcessCost = {
	readonly cpuSeconds: number;
	/** What it holds now. */
	readonly memory: number;
	/** The most it ever held. */
	readonly peak: number;
	readonly threads: number;
};

/** Asks /proc: Linux only. */
export const processCost = (pid: number): ProcessCost => {
	// The second field is the program's name in parentheses and may hold blanks: what counts stands behind it.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
	const status = new Map(readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').map(line => line.split(/:\s+/v, 2) as [string, string]));
	const megabytes = (name: string): number => Number(status.get(name)?.replace(' kB', '')) * 1024 / 1_000_000;
	return {cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, memory: megabytes('VmRSS'), peak: megabytes('VmHWM'), threads: Number(status.get('Threads'))};
};

/** How many descriptors a process has open, and how many of these are sockets. Linux only. */
export const openDescriptors = (pid: number): {readonly all: number; readonly sockets: number} => {
	const folder = `/proc/${pid}/fd`;
	const targets = readdirSync(folder).map(descriptor => {
		try {
			return readlinkSync(`${folder}/${descriptor}`);
		} catch {
			// It was closed in the meantime.
			return '';
		}
	}).filter(target => target !== '');
	return {all: targets.length, sockets: targets.filter(target => target.startsWith('socket:')).length};
};
