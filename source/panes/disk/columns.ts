import {decimalSize} from '../../model/size.ts';
import {age, nextChange} from '../../model/time.ts';
import type {CellContext, Column, Span} from '../pane.ts';
import type {DiskRow} from './rows.ts';

const namesShown = 2;

const unknown = ({ascii}: CellContext): Span => ({text: ascii ? '-' : '—', tone: 'dim'});

/** Who uses it; when it was last used where only that is known. */
function useCell({kind, state, usedBy, lastUsed}: DiskRow, {now}: CellContext): Span {
	if (usedBy.length > 0) {
		return {text: usedBy.slice(0, namesShown).map(({name}) => name).join(', ') + (usedBy.length > namesShown ? ` +${usedBy.length - namesShown}` : '')};
	}

	return kind === 'cache' && state === 'unused' && lastUsed !== undefined ? {text: `used ${age(now - lastUsed)} ago`, tone: 'dim'} : {text: state, tone: state === 'dangling' ? 'warn' : (state === 'unused' || state.startsWith('exited') ? 'dim' : 'plain')};
}

/** The columns of what fills the disk. */
export const diskColumns: ReadonlyArray<Column<DiskRow>> = [
	{
		id: 'size', title: 'SIZE', least: 8, most: 9, priority: 1, align: 'right',
		cell: ({size}, context) => size < 0 ? unknown(context) : {text: decimalSize(size)},
		compare: (first, second) => first.size - second.size,
	},
	{
		id: 'shared', title: 'SHARED', least: 8, most: 9, priority: 4, align: 'right',
		cell: ({shared}) => shared === undefined || shared === 0 ? {text: ''} : {text: decimalSize(shared), tone: 'dim'},
		compare: (first, second) => (first.shared ?? 0) - (second.shared ?? 0),
	},
	{
		id: 'kind', title: 'KIND', least: 9, most: 9, priority: 2, cell: ({kind}) => ({text: kind}),
	},
	{
		id: 'name', title: 'NAME', least: 16, most: 50, priority: 0, cut: 'middle', cell: ({name}) => ({text: name}),
	},
	{
		id: 'use', title: 'USED BY', least: 16, most: 40, priority: 3,
		cell: useCell,
		changesIn: ({lastUsed}, now) => lastUsed === undefined ? Infinity : nextChange(now - lastUsed),
	},
	{
		id: 'created', title: 'CREATED', least: 7, most: 8, priority: 5,
		cell: ({created}, context) => created <= 0 ? unknown(context) : {text: age(context.now - created)},
		compare: (first, second) => second.created - first.created,
		changesIn: ({created}, now) => created <= 0 ? Infinity : nextChange(now - created),
	},
];
