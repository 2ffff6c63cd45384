import {dockerCommand} from '../../../model/docker-command.ts';
import type {Action} from '../../../store/action.ts';
import type {NetworkRow} from '../rows.ts';

// As for containers, though a single character will do; a slash or question mark would break the engine's own paths.
const grammar = /^[\dA-Za-z][\w\-.]*$/v;

/** `docker network create`, with the driver bridge and a subnet of the engine's choice */
export const networkCreation: Action<NetworkRow> = {
	id: 'network.create',
	title: 'new network',
	progress: 'creating',
	past: 'created',
	keys: ['n'],
	confirm: 'never',
	bulk: false,
	free: true,
	input: {
		title: 'Name of the new network',
		problem(text, _row, live) {
			if (!grammar.test(text)) {
				return text === '' ? 'a network needs a name' : 'a name begins with a letter or digit; after it come letters, digits, _ . and -';
			}

			return live.networks.items.some(({name}) => name === text) ? `there is a network ${text} already` : undefined;
		},
	},
	command: (_row, {input}) => dockerCommand('network', 'create', '--driver', 'bridge', input),
	async run(_row, {engine, signal, input}) {
		await engine.networks.create({name: input, driver: 'bridge'}, {signal});
	},
};
