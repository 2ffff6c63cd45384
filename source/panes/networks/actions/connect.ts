import type {Container} from '../../../model/container.ts';
import type {Live} from '../../../store/live.ts';
import {byName} from '../../by-name.ts';
import type {NetworkRow} from '../rows.ts';
import {networkAction} from './network-action.ts';

/** `docker network connect` */
export const connectAction = networkAction({
	id: 'network.connect',
	title: 'connect a container',
	progress: 'connecting a container to',
	past: 'connected a container to',
	keys: ['c'],
	confirm: 'never',
	bulk: false,
	fingerprint: undefined,
	input: {
		title: 'Container to connect',
		choices: (row, live) => row ? candidates(row, live).map(({id, name, state}) => ({value: id, title: `${name} (${state})`})) : [],
	},
	disabledReason(row, live) {
		if (row.driver === 'host' || row.driver === 'null') {
			return `no container can be connected to ${row.name}`;
		}

		return candidates(row, live).length === 0 ? 'there is no container that could be connected' : undefined;
	},
	words: ({name}, {input}) => ['network', 'connect', name, input.slice(0, 12)],
	act: async ({id}, {engine, signal, input}) => engine.networks.connect(id, input, {signal}),
});

/** Containers that are not in it and have a network of their own: the engine refuses those that use another's. */
function candidates({attached}: NetworkRow, live: Live): readonly Container[] {
	const present = new Set(attached.map(({id}) => id));
	return live.containers.items
		.filter(({id, state, networkMode = ''}) => !present.has(id) && state !== 'removing' && state !== 'dead' && !/^(?:host|none|container:.*)$/v.test(networkMode))
		.toSorted(byName);
}
