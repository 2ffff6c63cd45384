import type {Container} from '../../model/container.ts';
import {readAttachments} from './attachment.ts';
import {readMount} from './mount.ts';
import {containerName} from './name.ts';
import {orderPorts, readListedPort} from './port.ts';
import {Reader} from './reader.ts';
import {
	containerState,
	exitCode,
	healthOf,
	statusHealth,
} from './status.ts';
import {filled} from './values.ts';

/** States in which the exit code of the status speaks of the last run. */
const endedStates: ReadonlySet<Container['state']> = new Set(['exited', 'dead', 'restarting']);

/** One entry of the list of containers; undefined when it has no id. Whatever else is odd becomes `unreadable`, never a lost row. */
export function readContainer(value: unknown): Container | undefined {
	const own = new Reader(value);
	const id = own.text('Id');
	if (id === '') {
		return undefined;
	}

	const state = containerState(own.text('State'));
	const status = own.text('Status');
	const code = endedStates.has(state) ? exitCode(status) : undefined;
	// API 1.52 has the health as a field of its own.
	const health = healthOf(own.within('Health').fields.Status) ?? statusHealth(status);
	const labels = own.labels('Labels');
	const project = labels['com.docker.compose.project'];
	const service = labels['com.docker.compose.service'];
	const networkMode = filled(own.within('HostConfig').optionalText('NetworkMode'));

	return {
		id,
		name: containerName(own.texts('Names'), id),
		image: own.text('Image'),
		imageId: own.text('ImageID'),
		command: own.text('Command'),
		created: own.seconds('Created'),
		state,
		status,
		...(code !== undefined && {exitCode: code}),
		...(health !== undefined && {health}),
		ports: orderPorts(own.each('Ports').map(port => readListedPort(port)).filter(port => port !== undefined)),
		labels,
		...(project !== undefined && {project}),
		...(service !== undefined && {service}),
		...(networkMode !== undefined && {networkMode}),
		attachments: readAttachments(own.within('NetworkSettings')),
		mounts: own.each('Mounts').map(mount => readMount(mount)),
		unreadable: own.unreadable(),
	};
}
