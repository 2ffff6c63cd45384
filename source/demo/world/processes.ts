import {host} from './host.ts';
import type {Container} from './types.ts';
import type {World} from './world.ts';

const clock = (moment: number) => new Date(moment).toISOString().slice(11, 16);

const children: Readonly<Record<string, readonly string[]>> = {
	nginx: ['nginx: worker process', 'nginx: worker process'],
	postgres: ['postgres: checkpointer', 'postgres: background writer', 'postgres: walwriter', 'postgres: autovacuum launcher'],
	python: ['python -m worker --child 1', 'python -m worker --child 2'],
};

/** The processes of a container as `ps -ef` prints them, or as `ps aux` when it is asked like that. */
export function processTable(world: World, container: Container, options: string): {readonly Titles: readonly string[]; readonly Processes: ReadonlyArray<readonly string[]>} {
	const {settings, state, behaviour} = container;
	const user = settings.user === '' ? 'root' : settings.user;
	const commands = [[...settings.entrypoint, ...settings.command].join(' '), ...children[behaviour.voice] ?? []];
	const started = clock(state.startedAt ?? world.now());
	if (options.includes('aux')) {
		return {
			Titles: ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'],
			Processes: commands.map((command, position) => [
				user, String(state.processId + position), (behaviour.cpuPercent / commands.length).toFixed(1), (100 * behaviour.memoryBytes / commands.length / host.memoryBytes).toFixed(1), '72144', String(Math.round(behaviour.memoryBytes / 1024 / commands.length)), '?', position === 0 ? 'Ss' : 'S', started, '0:01', command,
			]),
		};
	}

	return {
		Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
		Processes: commands.map((command, position) => [
			user, String(state.processId + position), String(position === 0 ? state.processId - 22 : state.processId), '0', started, settings.terminal ? 'pts/0' : '?', '00:00:01', command,
		]),
	};
}
