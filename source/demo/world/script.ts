import {runShell} from '../shell.ts';
import {shellWorldOf} from './shell-world.ts';
import type {Container} from './types.ts';
import type {World} from './world.ts';

/** Runs the command of a container in the tiny shell; what it says goes to the container's log. Resolves to the exit code. */
export async function runScript(world: World, container: Container): Promise<number> {
	const write = (stream: 'stdout' | 'stderr') => (text: string) => {
		const current = world.containers.get(container.id);
		if (!current) {
			return;
		}

		for (const line of text.replace(/\n$/v, '').split('\n')) {
			world.logs.write(current, {time: world.now(), stream, text: line});
		}
	};

	return runShell({
		command: container.behaviour.script ?? [], output: write('stdout'), error: write('stderr'), setting: shellWorldOf(world, container),
	});
}
