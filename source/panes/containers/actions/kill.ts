import {containerAction, notRunningReason} from './container-action.ts';

const signals = [
	{value: 'SIGKILL', title: 'SIGKILL: end at once, nothing is saved'},
	{value: 'SIGTERM', title: 'SIGTERM: please end'},
	{value: 'SIGINT', title: 'SIGINT: ctrl+c'},
	{value: 'SIGHUP', title: 'SIGHUP: hang up; many programs read their configuration again'},
	{value: 'SIGQUIT', title: 'SIGQUIT: quit; many programs dump their state first'},
	{value: 'SIGUSR1', title: 'SIGUSR1: whatever the program means by it'},
	{value: 'SIGUSR2', title: 'SIGUSR2: whatever the program means by it'},
	{value: 'SIGWINCH', title: 'SIGWINCH: the window changed; some servers end gracefully'},
	{value: 'SIGABRT', title: 'SIGABRT: abort, with a core dump where those are on'},
	{value: 'SIGSTOP', title: 'SIGSTOP: halt until SIGCONT'},
	{value: 'SIGCONT', title: 'SIGCONT: go on after SIGSTOP'},
] as const;

/** `docker kill` with a signal of choice */
export const killAction = containerAction({
	id: 'container.kill',
	title: 'kill',
	progress: 'killing',
	past: 'sent a signal to',
	keys: ['ctrl+k'],
	confirm: 'yes-no',
	input: {title: 'Signal', choices: () => signals},
	disabledReason: notRunningReason,
	words: ({name}, {input}) => ['kill', '--signal', input, name],
	async act({id}, {engine, signal, input}) {
		await engine.containers.kill(id, input, {signal});
		return input;
	},
});
