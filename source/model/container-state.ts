import type {Container, ContainerState} from './container.ts';

const upStates: ReadonlySet<ContainerState> = new Set(['running', 'paused', 'restarting']);
const askedCodes: ReadonlySet<number> = new Set([0, 130, 143]);

/** True when the container has processes or is about to have them again: running, paused, or between two starts. */
export function isUp({state}: Pick<Container, 'state'>): boolean {
	return upStates.has(state);
}

/** True for the exit code of a container that was done, or ended because it was asked to: by ctrl+c or SIGTERM. True when there is none. */
export function endedAsAsked(exitCode: number | undefined): boolean {
	return exitCode === undefined || askedCodes.has(exitCode);
}

/** The state in words: `running healthy`, `running (starting)`, `exited 137 OOM`, `restarting 3`, `paused`. */
export function stateWords({state, health, exitCode, oomKilled}: Container): string {
	if (state === 'running') {
		return health === 'starting' ? 'running (starting)' : [state, health].filter(Boolean).join(' ');
	}

	return state === 'exited' || state === 'restarting' ? [state, exitCode?.toString(), oomKilled === true ? 'OOM' : undefined].filter(Boolean).join(' ') : state;
}

const ranks: Readonly<Record<ContainerState, number>> = {
	dead: 0,
	restarting: 2,
	unknown: 5,
	removing: 6,
	paused: 7,
	running: 9,
	created: 10,
	exited: 11,
};

/** How much the state wants to be looked at: 0 most. What ended for lack of memory, is unhealthy or failed comes before what runs well. */
export function stateRank({state, health, exitCode, oomKilled}: Container): number {
	if (state === 'exited' && oomKilled === true) {
		return 1;
	}

	if (state === 'exited' && !endedAsAsked(exitCode)) {
		return 4;
	}

	if (state === 'running' && (health === 'unhealthy' || health === 'starting')) {
		return health === 'unhealthy' ? 3 : 8;
	}

	return ranks[state];
}
