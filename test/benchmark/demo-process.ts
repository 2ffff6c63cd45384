import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {rm} from 'node:fs/promises';
import process from 'node:process';

export type DemoProcessOptions = {
	/** Containers beside the told ones. */
	readonly containers?: number;
	/** Nothing happens by itself. */
	readonly quiet?: boolean;
	/** Default: a socket of its own. */
	readonly socketPath?: string;
};

/** A demo engine in a process of its own, so that its work is not counted among that of who measures. */
export type DemoProcess = {
	/** `unix://…`, as DOCKER_HOST takes it. */
	readonly address: string;
	readonly socketPath: string;
	/** Ends it at once (SIGKILL): connections break, the socket's file stays behind. */
	readonly kill: () => Promise<void>;
	/** Starts it again on the same socket, as it was at first; resolves when it answers. */
	readonly start: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

/** Starts it; resolves when it answers. */
export const startDemoProcess = async ({containers = 0, quiet = false, socketPath}: DemoProcessOptions = {}): Promise<DemoProcess> => {
	const launch = async (place: string | undefined): Promise<{readonly child: ChildProcess; readonly address: string}> => {
		const flags = ['--containers', String(containers), ...quiet ? ['--quiet'] : [], ...place === undefined ? [] : ['--socket', place]];
		const child = spawn(process.execPath, ['--import=tsx', 'source/demo/serve.ts', ...flags], {stdio: ['pipe', 'pipe', 'inherit']});
		const [address] = await once(child.stdout, 'data') as [Buffer];
		return {child, address: String(address).trim()};
	};

	let {child, address} = await launch(socketPath);
	const path = address.replace('unix://', '');
	const end = async (ending: () => void) => {
		if (child.exitCode === null && child.signalCode === null) {
			const exit = once(child, 'exit');
			ending();
			await exit;
		}
	};

	return {
		address,
		socketPath: path,
		kill: async () => end(() => child.kill('SIGKILL')),
		async start() {
			// What a killed one left behind is in the way of the next one.
			await rm(path, {force: true});
			({child, address} = await launch(path));
		},
		stop: async () => end(() => child.stdin?.end()),
	};
};
