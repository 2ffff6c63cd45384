import {formatPort} from '../../../model/ports.ts';
import {ownerName} from '../../../model/port-entry.ts';
import {detailTab, line, type Line} from '../../pane.ts';
import {portRows, type PortRow} from '../rows.ts';

/** The other ports of the same container or service. */
export const besideTab = detailTab<PortRow, undefined>({
	id: 'beside',
	title: 'Beside it',
	lines(row, _data, {live, ascii}) {
		const others = portRows(live).filter(({owner, id}) => id !== row.id && ownerId({owner}) === ownerId(row));
		return others.length === 0
			? [line(`${ownerName(row.owner)} has no other port.`, 'dim')]
			: others.map((other): Line => [
				{text: formatPort(other, {ascii}), tone: other.kind === 'exposed' ? 'dim' : 'plain'},
				...other.kind === 'exposed' ? [{text: '  not published', tone: 'dim' as const}] : [],
				...other.url === undefined ? [] : [{text: `  ${other.url}`, tone: 'info' as const, link: other.url}],
				...other.conflicts.map(text => ({text: `  ${text}`, tone: 'bad' as const})),
			]);
	},
});

function ownerId({owner}: Pick<PortRow, 'owner'>): string {
	return owner.type === 'container' ? owner.container.id : owner.service.id;
}
