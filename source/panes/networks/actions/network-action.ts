import {dockerCommand} from '../../../model/docker-command.ts';
import type {Action, ActionArguments, ActionContext} from '../../../store/action.ts';
import type {NetworkRow} from '../rows.ts';

/** What is special about one action on a network that is there. */
export type NetworkActionParts = Omit<Action<NetworkRow>, 'command' | 'run'> & {
	/** The words after `docker`. */
	readonly words: (row: NetworkRow, given: ActionArguments) => readonly string[];
	readonly act: (row: NetworkRow, context: ActionContext) => Promise<string | void>;
};

/** An action on networks: all are told by driver, subnet and number of containers, and keep off a network whose containers changed. */
export function networkAction({words, act, ...parts}: NetworkActionParts): Action<NetworkRow> {
	return {
		describe: ({driver, subnets, attached}) => [driver, ...subnets.map(({subnet}) => subnet), attached.length === 1 ? '1 container' : `${attached.length} containers`].join(', '),
		fingerprint: ({attached}) => attached.length === 0 ? 'no containers' : attached.map(({name, id}) => `${name} ${id.slice(0, 12)}`).join(', '),
		...parts,
		command: (row, given) => row ? dockerCommand(...words(row, given)) : '',
		run: async (row, context) => row && act(row, context),
	};
}
