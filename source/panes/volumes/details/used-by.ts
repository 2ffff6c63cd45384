import {alignedLines} from '../../../components/aligned-lines.ts';
import {stateWords} from '../../../model/container-state.ts';
import {
	line,
	type DetailTab,
	type Line,
	type TabContext,
} from '../../pane.ts';
import {userTone} from '../../used-by.ts';
import type {VolumeRow} from '../rows.ts';

function lines({uses}: VolumeRow, _data: unknown, {ascii, width}: TabContext): readonly Line[] {
	return uses.length === 0
		? [line('no container uses it', 'dim')]
		: alignedLines(['CONTAINER', 'STATE', 'ACCESS', 'MOUNTED AT'], uses.map(({container, destination, readOnly}) => [
			{text: container.name, tone: 'strong'},
			{text: stateWords(container), tone: userTone(container)},
			{text: readOnly ? 'read only' : 'read, write', ...(readOnly && {tone: 'dim'})},
			{text: destination},
		]), {ascii, width});
}

/** The containers that have the volume, and where. */
export const usedByTab: DetailTab<VolumeRow> = {id: 'used-by', title: 'Used by', lines};
