import net from 'node:net';
import {codeOf} from './endpoint-error.ts';

/** What connecting to a socket showed. `silent`: it exists, but nothing accepted in time. */
export type ProbeResult = 'answers' | 'missing' | 'refused' | 'permission' | 'silent';

/** Tries a unix socket or a named pipe by its path. Never rejects. */
export type Probe = (path: string) => Promise<ProbeResult>;

const patience = 300;

const results: ReadonlyMap<string, ProbeResult> = new Map<string, ProbeResult>([
	['ENOENT', 'missing'],
	['ENOTDIR', 'missing'],
	['EINVAL', 'missing'],
	['ENAMETOOLONG', 'missing'],
	['EACCES', 'permission'],
	['EPERM', 'permission'],
	['EAGAIN', 'silent'],
	['EBUSY', 'silent'],
]);

/** Connects to a socket and hangs up; waits 300 ms at most. A full queue of a busy engine is `silent`, not `refused`. */
export const probeSocket: Probe = async path => new Promise(resolve => {
	const connection = net.connect(path);
	const settle = (result: ProbeResult): void => {
		clearTimeout(timer);
		connection.destroy();
		resolve(result);
	};

	const timer = setTimeout(settle, patience, 'silent');
	connection.once('connect', () => {
		settle('answers');
	});
	connection.on('error', error => {
		settle(results.get(codeOf(error)) ?? 'refused');
	});
});
