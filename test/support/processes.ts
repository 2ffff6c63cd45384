import {type ChildProcess} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {Socket} from 'node:net';

/** The process id of a process's first child (Linux). Throws when the process is gone; 0 when it has no child. */
export const firstChild = (pid: number): number =>
	Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ', 1)[0]);

/** Lets the test process end while a child still runs. */
export const release = (child: ChildProcess) => {
	child.unref();
	for (const stream of [child.stdin, child.stdout, child.stderr]) {
		if (stream instanceof Socket) {
			stream.unref();
		}
	}
};
