import {readFileSync} from 'node:fs';

/** Clock ticks a second of /proc (USER_HZ), which Linux fixes at 100 for user space. */
const ticksPerSecond = 100;

/** CPU seconds a process has used so far, and the memory it holds, in MB (10^6 bytes). Linux only. */
export const processCost = (pid: number): {readonly cpuSeconds: number; readonly memory: number} => {
	// The second field is the program's name in parentheses and may hold blanks: what counts stands behind it.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
	const resident = /^VmRSS:\s*(?<kilobytes>\d+)/mv.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.['kilobytes'];
	return {cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, memory: Number(resident) * 1024 / 1_000_000};
};
