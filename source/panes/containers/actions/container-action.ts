import type {Container, ContainerState} from '../../../model/container.ts';
import {stateWords} from '../../../model/container-state.ts';
import {dockerCommand} from '../../../model/docker-command.ts';
import {imageWords} from '../image-words.ts';
import type {Action, ActionArguments, ActionContext} from '../../../store/action.ts';

/** What is special about one action on a container. */
export type ContainerActionParts = Omit<Action<Container>, 'command' | 'run' | 'bulk'> & {
	readonly bulk?: boolean;
	/** The words after `docker`. */
	readonly words: (row: Container, given: ActionArguments) => readonly string[];
	/** What the engine is asked for. */
	readonly act: (row: Container, context: ActionContext) => Promise<string | void>;
};

/** An action on containers: all are told by image and state, and keep off a container whose state changed since the dialog opened. */
export function containerAction({words, act, ...parts}: ContainerActionParts): Action<Container> {
	return {
		bulk: true,
		describe: row => `${stateWords(row)}, ${imageWords(row.image)}`,
		// A container in a restart loop is now this, now that.
		fingerprint: ({state}) => state === 'restarting' ? 'running' : state,
		...parts,
		command: (row, given) => row ? dockerCommand(...words(row, given)) : '',
		run: async (row, context) => row && act(row, context),
	};
}

const notRunning: Readonly<Partial<Record<ContainerState, string>>> = {
	created: 'it was never started',
	exited: 'it is not running',
	removing: 'it is being removed',
	dead: 'it is dead: it can only be removed',
};

/** Why something that needs processes cannot be done; undefined when there are some, or may be. */
export function notRunningReason({state}: Container): string | undefined {
	return notRunning[state];
}

/** Why nobody can go in now; undefined when one can. */
export function notOpenReason({state}: Container): string | undefined {
	if (state === 'paused') {
		return 'it is paused: p unpauses it';
	}

	if (state === 'restarting') {
		return 'it is restarting: l shows why it ends';
	}

	return state === 'created' || state === 'exited' ? `${notRunning[state]}: S starts it` : notRunning[state];
}

/** Why nothing but a removal can be done any more. */
export function goingReason({state}: Container): string | undefined {
	return state === 'removing' || state === 'dead' ? notRunning[state] : undefined;
}
