import type {Container} from '../../model/container.ts';
import type {Action} from '../../store/action.ts';
import {attachAction} from './actions/attach.ts';
import {killAction} from './actions/kill.ts';
import {
	pauseAction,
	restartAction,
	startAction,
	stopAction,
	unpauseAction,
} from './actions/lifecycle.ts';
import {containerRemoval} from './actions/remove.ts';
import {renameAction} from './actions/rename.ts';
import {commandAction} from './actions/run-command.ts';
import {rootShellAction, shellAction, shellAsAction} from './actions/shell.ts';

/** Everything that can be done with containers. */
export const containerActions: ReadonlyArray<Action<Container>> = [
	startAction,
	stopAction,
	restartAction,
	shellAction,
	containerRemoval,
	attachAction,
	pauseAction,
	unpauseAction,
	killAction,
	renameAction,
	shellAsAction,
	rootShellAction,
	commandAction,
];
