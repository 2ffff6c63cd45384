import type {ContainerState, Health} from '../../model/container.ts';

const states: ReadonlyMap<string, ContainerState> = new Map<string, ContainerState>([
	['created', 'created'],
	['running', 'running'],
	['paused', 'paused'],
	['restarting', 'restarting'],
	['removing', 'removing'],
	['exited', 'exited'],
	['dead', 'dead'],
	// Podman has finer states of its own.
	['configured', 'created'],
	['initialized', 'created'],
	['stopping', 'running'],
	['stopped', 'exited'],
]);

const healths: readonly Health[] = ['healthy', 'unhealthy', 'starting'];

/** The state by the engine's word; `unknown` for a word of which nobody heard. */
export function containerState(word: string): ContainerState {
	return states.get(word.toLowerCase()) ?? 'unknown';
}

/** The exit code in `Exited (137) 5 minutes ago` or `Restarting (3) 1 second ago`: a list has it nowhere else. */
export function exitCode(status: string): number | undefined {
	const code = /^(?:Exited|Restarting|Dead) \((?<code>-?\d+)\)/v.exec(status)?.groups?.code;
	return code === undefined ? undefined : Number(code);
}

/** The health at the end of `Up 3 hours (healthy)`: before API 1.52 a list has it nowhere else. */
export function statusHealth(status: string): Health | undefined {
	const word = /\((?:health: )?(?<word>healthy|unhealthy|starting)\)$/v.exec(status)?.groups?.word;
	return word === undefined ? undefined : healthOf(word);
}

/** The health by the engine's word; undefined for `none` and for anything else. */
export function healthOf(word: unknown): Health | undefined {
	return healths.find(health => health === word);
}
