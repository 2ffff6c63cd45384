import {alignedLines} from '../../../components/aligned-lines.ts';
import {stateWords} from '../../../model/container-state.ts';
import {age} from '../../../model/time.ts';
import {
	line,
	type DetailTab,
	type Line,
	type TabContext,
} from '../../pane.ts';
import {userTone} from '../../used-by.ts';
import {childrenOf, type ImageRow} from '../rows.ts';

function containerLines({usedBy}: ImageRow, {now, ascii, width}: TabContext): readonly Line[] {
	return usedBy.length === 0
		? [line('no container uses it', 'dim')]
		: alignedLines(['CONTAINER', 'STATE', 'CREATED', 'AS'], usedBy.map(container => [
			{text: container.name, tone: 'strong'},
			{text: stateWords(container), tone: userTone(container)},
			{text: age(now - container.created)},
			{text: container.image, tone: 'dim'},
		]), {ascii, width});
}

function lines(row: ImageRow, _data: unknown, context: TabContext): readonly Line[] {
	const children = childrenOf(row, context.live);
	return [
		...containerLines(row, context),
		...children.length > 0 ? [line(''), line('BUILT ON IT', 'heading'), ...children.map(({name}) => line(name))] : [],
	];
}

/** The containers made from an image, and the images built on it. */
export const usedByTab: DetailTab<ImageRow> = {id: 'used-by', title: 'Used by', lines};
