import type {Tone} from '../config/theme.ts';
import type {Container} from '../model/container.ts';
import {endedAsAsked, isUp} from '../model/container-state.ts';
import {compareNatural} from '../model/natural-order.ts';
import {inTurn} from './order.ts';
import type {Related} from './pane.ts';

/** The colour that goes with the state of a container that uses something. */
export function userTone({state, health, exitCode, oomKilled}: Container): Tone {
	if (state === 'running') {
		return health === 'unhealthy' ? 'bad' : 'good';
	}

	if (state === 'exited') {
		return !oomKilled && endedAsAsked(exitCode) ? 'dim' : 'bad';
	}

	return state === 'created' ? 'dim' : (state === 'dead' ? 'bad' : 'warn');
}

/** Those that are up first, then by name. */
export function sortUsers(users: readonly Container[]): readonly Container[] {
	return users.toSorted((first, second) => inTurn(Number(isUp(second)) - Number(isUp(first)), compareNatural(first.name, second.name)));
}

/** Who uses it, `most` of them by name: `api, web (running), old (exited) and 3 more`. */
export function usersInWords(users: readonly Container[], most = 4): string {
	const sorted = sortUsers(users);
	const groups = Map.groupBy(sorted.slice(0, most), ({state}) => state);
	const named = [...groups].map(([state, group]) => `${group.map(({name}) => name).join(', ')} (${state})`).join(', ');
	return sorted.length > most ? `${named} and ${sorted.length - most} more` : named;
}

/** Where the containers that use something are found. */
export function relatedContainers(users: readonly Container[]): readonly Related[] {
	return sortUsers(users).map(({id, name, state}) => ({pane: 'containers', id, title: `container ${name} (${state})`}));
}
