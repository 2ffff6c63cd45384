import type {Container} from '../../model/container.ts';
import {isUp} from '../../model/container-state.ts';
import {dockerCommand} from '../../model/docker-command.ts';
import {urlOf} from '../../model/port-url.ts';
import {foldPorts, formatAddress} from '../../model/ports.ts';
import type {Live} from '../../store/live.ts';
import type {Copyable} from '../pane.ts';

/** The engine's machine as a browser here reaches it. */
export function hostOf({endpoint}: Live): string {
	return endpoint?.address.kind === 'tcp' ? endpoint.address.host : 'localhost';
}

/** What can be copied from a container, most wanted first. */
export function containerCopies(row: Container, live: Live): readonly Copyable[] {
	const {id, name, image, attachments, project} = row;
	const host = hostOf(live);
	return [
		{title: 'name', text: name},
		{title: 'id', text: id},
		{title: 'short id', text: id.slice(0, 12)},
		{title: 'image', text: image},
		...attachments.flatMap(({networkName, ipv4, ipv6}) => [ipv4, ipv6].filter(address => address !== undefined).map(address => ({title: `IP address in ${networkName}`, text: address}))),
		...places(row, host),
		...(project === undefined ? [] : [{title: 'compose project', text: project}]),
		...commands(row),
	];
}

function places({ports, image}: Container, host: string): readonly Copyable[] {
	const folded = foldPorts(ports).filter(({hostPort}) => hostPort !== undefined && hostPort !== 0);
	return folded.flatMap(({addresses, hostPort, containerPort, protocol}) => {
		const [address = ''] = addresses;
		const machine = ['', '0.0.0.0', '::'].includes(address) ? host : address;
		const url = urlOf({
			hostAddress: address, hostPort: hostPort!, containerPort, protocol,
		}, image, host);
		return [
			{title: `address of ${containerPort}/${protocol}`, text: `${formatAddress(machine)}:${hostPort}`},
			...(url === undefined ? [] : [{title: `URL of ${containerPort}/${protocol}`, text: url}]),
		];
	});
}

function commands({name, ...container}: Container): readonly Copyable[] {
	const running = [['logs', '-f', name], ['exec', '-it', name, 'sh'], ['stop', name]];
	const stopped = [['logs', name], ['start', name]];
	return [...(isUp(container) ? running : stopped), ['inspect', name]].map(words => ({title: 'docker command', text: dockerCommand(...words)}));
}
