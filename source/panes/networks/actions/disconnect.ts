import {networkAction} from './network-action.ts';

/** `docker network disconnect` */
export const disconnectAction = networkAction({
	id: 'network.disconnect',
	title: 'disconnect a container',
	progress: 'disconnecting a container from',
	past: 'disconnected a container from',
	keys: ['ctrl+x'],
	confirm: 'yes-no',
	bulk: false,
	fingerprint: undefined,
	input: {
		title: 'Container to disconnect',
		choices: row => (row?.attached ?? []).map(({id, name, state}) => ({value: id, title: `${name} (${state})`})),
	},
	disabledReason({driver, name, attached}) {
		if (driver === 'host') {
			return `no container can be disconnected from ${name}`;
		}

		return attached.length === 0 ? 'no container is in it' : undefined;
	},
	words: ({name, attached}, {input}) => ['network', 'disconnect', name, attached.find(({id}) => id === input)?.name ?? input.slice(0, 12)],
	act: async ({id}, {engine, signal, input}) => engine.networks.disconnect(id, input, {signal}),
});
