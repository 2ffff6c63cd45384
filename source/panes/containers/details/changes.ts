import type {Tone} from '../../../config/theme.ts';
import type {Change, Container} from '../../../model/container.ts';
import {detailTab, line, type Line} from '../../pane.ts';

// The letters of `docker diff`.
const kinds = {
	added: {letter: 'A', tone: 'good'},
	modified: {letter: 'C', tone: 'warn'},
	deleted: {letter: 'D', tone: 'bad'},
} as const satisfies Record<Change['kind'], {readonly letter: string; readonly tone: Tone}>;

const words = {added: 'added', modified: 'changed', deleted: 'deleted'} as const;

/** What a container's writable layer has beyond its image: `docker diff`. */
export const changesTab = detailTab<Container, readonly Change[]>({
	id: 'changes',
	title: 'Changes',
	async load(row, engine, signal) {
		const changes = await engine.containers.changes(row.id, {signal});
		return changes.toSorted(byPath);
	},
	version: row => row,
	lines: (_row, changes) => changes.length === 0
		? [line('Nothing was changed in its writable layer.', 'dim')]
		: [summary(changes), line(''), ...changes.map(({kind, path}): Line => [{text: `${kinds[kind].letter}  `, tone: kinds[kind].tone}, {text: path}])],
});

function byPath(first: Change, second: Change): number {
	return first.path === second.path ? 0 : (first.path < second.path ? -1 : 1);
}

function summary(changes: readonly Change[]): Line {
	const counts = (['added', 'modified', 'deleted'] as const).map(kind => ({kind, count: changes.filter(change => change.kind === kind).length})).filter(({count}) => count > 0);
	const parts = counts.flatMap(({kind, count}): Line => [{text: ', ', tone: 'dim'}, {text: `${count} ${words[kind]}`, tone: kinds[kind].tone}]).slice(1);
	return [...parts, {text: ', lost when the container is removed', tone: 'dim'}];
}
