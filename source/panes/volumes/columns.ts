import {decimalSize} from '../../model/size.ts';
import {age, nextChange} from '../../model/time.ts';
import {compareNatural} from '../../model/natural-order.ts';
import {inTurn} from '../order.ts';
import type {CellContext, Column, Span} from '../pane.ts';
import {shownName, usersOf, type VolumeRow} from './rows.ts';

const namesShown = 2;

const unknown = ({ascii}: CellContext): Span => ({text: ascii ? '-' : '—', tone: 'dim'});

function nameCell(row: VolumeRow): Span {
	const isOdd = row.unreadable.length > 0;
	const text = `${isOdd ? '? ' : ''}${shownName(row)}${row.anonymous ? ' (anonymous)' : ''}`;
	return {text, ...(isOdd ? {tone: 'warn'} : row.anonymous && {tone: 'dim'})};
}

function usedByCell(row: VolumeRow): Span {
	const users = usersOf(row);
	if (users.length === 0) {
		return {text: 'unused', tone: 'dim'};
	}

	const more = users.length > namesShown ? ` +${users.length - namesShown}` : '';
	return {text: users.slice(0, namesShown).map(({name}) => name).join(', ') + more};
}

/** The columns of the volumes. */
export const volumeColumns: ReadonlyArray<Column<VolumeRow>> = [
	{
		id: 'name', title: 'NAME', least: 16, most: 50, priority: 0, cut: 'middle',
		cell: nameCell,
		compare: (first, second) => inTurn(Number(first.anonymous) - Number(second.anonymous), compareNatural(first.name, second.name)),
	},
	{
		id: 'driver', title: 'DRIVER', least: 6, most: 16, priority: 4, cell: ({driver}) => ({text: driver}),
	},
	{
		id: 'size', title: 'SIZE', least: 8, most: 8, priority: 2, align: 'right',
		cell: ({size}, context) => size === undefined ? unknown(context) : {text: decimalSize(size, 3)},
		compare: (first, second) => (first.size ?? -1) - (second.size ?? -1),
	},
	{
		id: 'usedBy', title: 'USED BY', least: 16, most: 40, priority: 1,
		cell: usedByCell,
		compare: (first, second) => usersOf(second).length - usersOf(first).length,
	},
	{
		id: 'created', title: 'CREATED', least: 7, most: 8, priority: 3,
		cell: ({created}, context) => created === 0 ? unknown(context) : {text: age(context.now - created)},
		compare: (first, second) => second.created - first.created,
		changesIn: ({created}, now) => created === 0 ? Infinity : nextChange(now - created),
	},
	{
		id: 'project', title: 'PROJECT', least: 8, most: 20, priority: 5, optional: true, cell: ({project}) => ({text: project ?? ''}),
	},
	{
		id: 'mountpoint', title: 'MOUNTPOINT', least: 16, most: 60, priority: 6, optional: true, cut: 'middle', cell: ({mountpoint}) => ({text: mountpoint, tone: 'dim'}),
	},
];
