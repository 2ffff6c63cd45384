import type {Volume} from '../../model/volume.ts';
import {Reader} from './reader.ts';

/** True for a volume that nobody named: the label came with Docker 23, before it only the name tells. */
export function isAnonymous(name: string, labels: Readonly<Record<string, string>>): boolean {
	return 'com.docker.volume.anonymous' in labels || /^[\da-f]{64}$/v.test(name);
}

/** One entry of the list of volumes; undefined when it has no name. */
export function readVolume(value: unknown): Volume | undefined {
	const own = new Reader(value);
	const name = own.text('Name');
	if (name === '') {
		return undefined;
	}

	const labels = own.labels('Labels');
	const project = labels['com.docker.compose.project'];
	return {
		id: name,
		name,
		anonymous: isAnonymous(name, labels),
		driver: own.text('Driver'),
		mountpoint: own.optionalText('Mountpoint'),
		created: own.moment('CreatedAt'),
		labels,
		...(project !== undefined && {project}),
		unreadable: own.unreadable(),
	};
}
