import type {Container} from '../../model/container.ts';
import {isUp} from '../../model/container-state.ts';
import {dockerCommand} from '../../model/docker-command.ts';
import {entryAddress, entryUrl, tunnelCommand} from '../../model/port-access.ts';
import {containerEntries, type PortEntry} from '../../model/port-entry.ts';
import type {Live} from '../../store/live.ts';
import {machineOfLive} from '../machine.ts';
import type {Copyable} from '../pane.ts';

/** The engine's machine as a browser here reaches it. */
export function hostOf(live: Live): string {
	return machineOfLive(live).host;
}

/** What may be tried in a browser, by guess. */
export function containerUrls(row: Container, live: Live): readonly string[] {
	const machine = machineOfLive(live);
	return isUp(row) ? [...new Set(publishedOf(row).flatMap(entry => entryUrl(entry, machine) ?? []))] : [];
}

function publishedOf(row: Container): readonly PortEntry[] {
	return containerEntries(row).filter(({kind}) => kind === 'published');
}

/** What can be copied from a container, most wanted first. */
export function containerCopies(row: Container, live: Live): readonly Copyable[] {
	const {id, name, image, attachments, project} = row;
	return [
		{title: 'name', text: name},
		{title: 'id', text: id},
		{title: 'short id', text: id.slice(0, 12)},
		{title: 'image', text: image},
		...attachments.flatMap(({networkName, ipv4, ipv6}) => [ipv4, ipv6].filter(address => address !== undefined).map(address => ({title: `IP address in ${networkName}`, text: address}))),
		...places(row, live),
		...(project === undefined ? [] : [{title: 'compose project', text: project}]),
		...commands(row),
	];
}

function places(row: Container, live: Live): readonly Copyable[] {
	const machine = machineOfLive(live);
	return publishedOf(row).flatMap(entry => {
		const what = `${entry.containerPort}/${entry.protocol}`;
		const texts = [['address', entryAddress(entry, machine)], ['URL', entryUrl(entry, machine)], ['ssh tunnel', tunnelCommand(entry, machine)]] as const;
		return texts.flatMap(([title, text]) => text === undefined ? [] : [{title: `${title} ${title === 'ssh tunnel' ? 'to' : 'of'} ${what}`, text}]);
	});
}

function commands({name, ...container}: Container): readonly Copyable[] {
	const running = [['logs', '-f', name], ['exec', '-it', name, 'sh'], ['stop', name]];
	const stopped = [['logs', name], ['start', name]];
	return [...(isUp(container) ? running : stopped), ['inspect', name]].map(words => ({title: 'docker command', text: dockerCommand(...words)}));
}
