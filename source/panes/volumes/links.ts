import {dockerCommand} from '../../model/docker-command.ts';
import type {Copyable, Related} from '../pane.ts';
import {relatedContainers} from '../used-by.ts';
import {usersOf, type VolumeRow} from './rows.ts';

/** The containers that have a volume. */
export function relatedOf(row: VolumeRow): readonly Related[] {
	return relatedContainers(usersOf(row));
}

/** What can be copied from a volume. */
export function copiesOf({name, mountpoint, project}: VolumeRow): readonly Copyable[] {
	return [
		{title: 'name', text: name},
		...mountpoint === '' ? [] : [{title: 'mountpoint', text: mountpoint}],
		...project === undefined ? [] : [{title: 'compose project', text: project}],
		{title: 'inspect it', text: dockerCommand('volume', 'inspect', name)},
		{title: 'containers that use it', text: dockerCommand('ps', '-a', '--filter', `volume=${name}`)},
	];
}
