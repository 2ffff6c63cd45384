import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {type Readable} from 'node:stream';
import {firstChild, release} from './processes.ts';
import {runForText} from './run-program.ts';

/**
A folder, namespaces (network, mounts, processes, host name) and a control group for an engine of a test.

All of it goes without a trace when it is destroyed, and as well when the test process dies however it may.
*/
export type Enclosure = {
	readonly folder: string;

	/** Path of the control group for the engine's containers, from the root of each hierarchy. */
	readonly controlGroup: string;

	/** Starts a program inside; its standard error can be read, the rest is closed. */
	readonly launch: (command: readonly string[], environment?: NodeJS.ProcessEnv) => ChildProcess;

	/** Runs a program inside to its end and gives its output. */
	readonly run: (command: readonly string[]) => Promise<string>;

	/** Kills everything inside and removes the folder. May be called twice. */
	readonly destroy: () => Promise<void>;
};

/*
The keeper owns the namespaces and waits for its standard input to end, which happens when the test lets go or dies. Then it kills the first process inside, and with it the kernel kills all others and undoes their mounts.

Frozen (paused) processes must be thawed first: with cgroup v1 they cannot even be killed. Podman cannot be told a parent for its control groups: they are known by the containers' ids in its storage.
*/
const keeper = String.raw`
folder=$1 group=$2 host=$3
unshare --net --mount --pid --uts --fork --kill-child --mount-proc \
	sh -c 'hostname "$1"; ip link set lo up; mount -t tmpfs tmpfs /dev/shm; echo ready; while :; do sleep 1000000 & wait; done' sh "$host" &
outer=$!
echo "$outer"
cat > /dev/null
groups() {
	for name in "$group" $(ls "$folder"/storage/*-containers 2> /dev/null | grep -x '[0-9a-f]\{64\}'); do
		find /sys/fs/cgroup -depth -type d -path "*$name*" 2> /dev/null
	done
}
for each in $(groups); do
	[ -e "$each/freezer.state" ] && echo THAWED > "$each/freezer.state"
	[ -e "$each/cgroup.freeze" ] && echo 0 > "$each/cgroup.freeze"
done
kill -9 $(cat /proc/$outer/task/$outer/children)
wait $outer
for attempt in 1 2 3 4 5 6 7 8 9 10; do
	left=$(groups)
	[ -z "$left" ] && break
	rmdir $left 2> /dev/null || sleep 0.05
done
rm -rf "$folder" 2> /dev/null && exit
chattr -R -i "$folder" 2> /dev/null
rm -rf "$folder"
`;

/** The first process inside, once it is ready. Throws when there are no namespaces to be had. */
const firstProcess = async (output: Readable): Promise<number> => {
	const lines = new Set<string>();
	for await (const line of createInterface({input: output})) {
		lines.add(line);
		if (lines.size === 2 && lines.has('ready')) {
			const outer = [...lines].find(each => each !== 'ready');
			return firstChild(Number(outer));
		}
	}

	throw new Error('Cannot make namespaces: is this root on Linux?');
};

/** Makes an enclosure (root, Linux). `kind` names the folder; `hostName` is what programs inside take for the machine's name. */
export const createEnclosure = async (kind: string, hostName: string): Promise<Enclosure> => {
	const folder = await mkdtemp(path.join(tmpdir(), `shipshape-${kind}-`));
	const controlGroup = `/${path.basename(folder)}`;
	const guard = spawn('sh', ['-c', keeper, 'sh', folder, controlGroup, hostName], {
		detached: true,
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	const exited = once(guard, 'exit');
	const first = await firstProcess(guard.stdout);
	release(guard);
	const within = ['--target', String(first), '--net', '--mount', '--pid', '--uts', '--'];
	return {
		folder,
		controlGroup,
		launch(command, environment = process.env) {
			return spawn('nsenter', [...within, ...command], {
				detached: true,
				env: environment,
				stdio: ['ignore', 'ignore', 'pipe'],
			});
		},
		async run(command) {
			return runForText('nsenter', [...within, ...command]);
		},
		async destroy() {
			guard.ref();
			guard.stdin.end();
			await exited;
		},
	};
};
