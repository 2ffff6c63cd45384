import {shortId} from '../../model/image-name.ts';
import {dockerCommand} from '../../model/docker-command.ts';
import type {Live} from '../../store/live.ts';
import type {Copyable, Related} from '../pane.ts';
import {relatedContainers} from '../used-by.ts';
import {
	childrenOf,
	imageRows,
	type ImageRow,
} from './rows.ts';

/** What uses an image, what is built on it, and what it is built on. */
export function relatedOf(row: ImageRow, live: Live): readonly Related[] {
	const jump = ({id, name}: ImageRow, how: string): Related => ({pane: 'images', id, title: `image ${name} (${how})`});
	return [
		...relatedContainers(row.usedBy),
		...childrenOf(row, live).map(child => jump(child, 'built on it')),
		...row.parentId === '' ? [] : imageRows(live).filter(({id}) => id === row.parentId).map(parent => jump(parent, 'its base')),
	];
}

/** What can be copied from an image. */
export function copiesOf(row: ImageRow): readonly Copyable[] {
	const called = row.tags[0] ?? shortId(row.id);
	return [
		...row.tags.map(text => ({title: 'name', text})),
		{title: 'id', text: row.id},
		{title: 'short id', text: shortId(row.id)},
		...row.digests.map(text => ({title: 'digest', text})),
		{title: 'run a container', text: dockerCommand('run', '--rm', '-it', called)},
		...row.tags.slice(0, 1).map(tag => ({title: 'pull it', text: dockerCommand('pull', tag)})),
		{title: 'its layers', text: dockerCommand('history', '--no-trunc', called)},
		{title: 'inspect it', text: dockerCommand('image', 'inspect', called)},
	];
}
