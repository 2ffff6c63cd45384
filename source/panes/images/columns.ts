import {shortId} from '../../model/image-name.ts';
import {decimalSize} from '../../model/size.ts';
import {age, nextChange} from '../../model/time.ts';
import {compareNatural} from '../../model/natural-order.ts';
import {inTurn} from '../order.ts';
import type {CellContext, Column, Span} from '../pane.ts';
import type {ImageRow} from './rows.ts';

const namesShown = 2;

const unknown = ({ascii}: CellContext): Span => ({text: ascii ? '-' : '—', tone: 'dim'});

function nameCell({dangling, name, names, unreadable}: ImageRow): Span {
	const isOdd = unreadable.length > 0;
	const text = names.length > 1 ? `${name} +${names.length - 1}` : (dangling && !name.includes('@') ? '<none>' : name);
	return {text: isOdd ? `? ${text}` : text, ...(isOdd ? {tone: 'warn'} : dangling && {tone: 'dim'})};
}

function usedByCell({dangling, state, usedBy}: ImageRow): Span {
	if (usedBy.length === 0) {
		return {text: state, tone: dangling ? 'warn' : 'dim'};
	}

	const more = usedBy.length > namesShown ? ` +${usedBy.length - namesShown}` : '';
	const text = usedBy.slice(0, namesShown).map(({name}) => name).join(', ') + more;
	return dangling ? {text: `dangling, ${text}`, tone: 'warn'} : {text};
}

const sizeCell = (bytes: number | undefined, context: CellContext): Span => bytes === undefined ? unknown(context) : {text: decimalSize(bytes, 3)};

const stateRank = {'in use': 0, unused: 1, dangling: 2} as const;

/** Docker's own figures have three digits here: `docker images` prints them so. */
export const imageColumns: ReadonlyArray<Column<ImageRow>> = [
	{
		id: 'name', title: 'REPOSITORY:TAG', least: 16, most: 50, priority: 0, cut: 'middle',
		cell: nameCell,
		compare: (first, second) => inTurn(Number(first.dangling) - Number(second.dangling), compareNatural(first.name, second.name)),
	},
	{
		id: 'id', title: 'ID', least: 12, most: 12, priority: 3, cell: ({id}) => ({text: shortId(id), tone: 'dim'}),
	},
	{
		id: 'size', title: 'SIZE', least: 8, most: 8, priority: 1, align: 'right',
		cell: ({size}, context) => sizeCell(size, context),
		compare: (first, second) => first.size - second.size,
	},
	{
		id: 'shared', title: 'SHARED', least: 8, most: 8, priority: 6, align: 'right', optional: true,
		cell: ({sharedSize}, context) => sizeCell(sharedSize, context),
		compare: (first, second) => (first.sharedSize ?? -1) - (second.sharedSize ?? -1),
	},
	{
		id: 'unique', title: 'UNIQUE', least: 8, most: 8, priority: 5, align: 'right', optional: true,
		cell: ({uniqueSize}, context) => sizeCell(uniqueSize, context),
		compare: (first, second) => (first.uniqueSize ?? -1) - (second.uniqueSize ?? -1),
	},
	{
		id: 'usedBy', title: 'USED BY', least: 16, most: 40, priority: 2,
		cell: usedByCell,
		compare: (first, second) => inTurn(stateRank[first.state] - stateRank[second.state], second.usedBy.length - first.usedBy.length),
	},
	{
		id: 'created', title: 'CREATED', least: 7, most: 8, priority: 4,
		cell: ({created}, context) => created === 0 ? unknown(context) : {text: age(context.now - created)},
		compare: (first, second) => second.created - first.created,
		changesIn: ({created}, now) => created === 0 ? Infinity : nextChange(now - created),
	},
	{
		id: 'digest', title: 'DIGEST', least: 19, most: 71, priority: 7, optional: true,
		cell: ({digests}, context) => digests.length === 0 ? unknown(context) : {text: digests[0]!.slice(digests[0]!.indexOf('@') + 1), tone: 'dim'},
	},
];
