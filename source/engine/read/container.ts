import type {Container} from '../../model/container.ts';
import {readAttachments} from './attachment.ts';
import {readMount} from './mount.ts';
import {containerName} from './name.ts';
import {orderPorts, readListedPort} from './port.ts';
import {reader, type Reader} from './reader.ts';
import {
	containerState,
	exitCode,
	healthOf,
	statusHealth,
} from './status.ts';
import {fields, filled, text} from './values.ts';

/** States in which the exit code of the status speaks of the last run. */
const endedStates: ReadonlySet<Container['state']> = new Set(['exited', 'dead', 'restarting']);

function readPorts(own: Reader): Container['ports'] {
	const ports = own.items('Ports').map(item => readListedPort(item));
	if (ports.includes(undefined)) {
		own.reject('Ports');
	}

	return orderPorts(ports.filter(port => port !== undefined));
}

/** One entry of the list of containers; undefined when it has no id. Whatever else is odd becomes `unreadable`, never a lost row. */
export function readContainer(value: unknown): Container | undefined {
	const own = reader(value);
	const id = own.text('Id');
	if (id === '') {
		return undefined;
	}

	const state = containerState(own.text('State'));
	const status = own.text('Status');
	const code = endedStates.has(state) ? exitCode(status) : undefined;
	// API 1.52 has the health as a field of its own.
	const health = healthOf(own.inner('Health').Status) ?? statusHealth(status);
	const labels = own.labels('Labels');
	const project = labels['com.docker.compose.project'];
	const service = labels['com.docker.compose.service'];
	const networkMode = filled(text(own.inner('HostConfig').NetworkMode));

	return {
		id,
		name: containerName(own.texts('Names'), id),
		image: own.text('Image'),
		imageId: own.text('ImageID'),
		command: own.text('Command'),
		created: own.number('Created') * 1000,
		state,
		status,
		...(code !== undefined && {exitCode: code}),
		...(health !== undefined && {health}),
		ports: readPorts(own),
		labels,
		...(project !== undefined && {project}),
		...(service !== undefined && {service}),
		...(networkMode !== undefined && {networkMode}),
		attachments: readAttachments(fields(own.inner('NetworkSettings').Networks)),
		mounts: own.items('Mounts').map(mount => readMount(mount)),
		unreadable: own.unreadable(),
	};
}
