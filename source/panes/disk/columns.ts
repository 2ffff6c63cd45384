import {whyInWords} from '../../model/clean-up-words.ts';
import {decimalSize} from '../../model/size.ts';
import {age, nextChange} from '../../model/time.ts';
import {inTurn} from '../order.ts';
import type {CellContext, Column, Span} from '../pane.ts';
import type {DiskRow} from './rows.ts';

const unknown = ({ascii}: CellContext): Span => ({text: ascii ? '-' : '—', tone: 'dim'});

const ageChange = (since: number, now: number): number => since <= 0 ? Infinity : nextChange(now - since);

/** The columns of what can be removed. */
export const diskColumns: ReadonlyArray<Column<DiskRow>> = [
	{
		id: 'kind', title: 'KIND', least: 9, most: 9, priority: 2, cell: ({kind}) => ({text: kind}),
	},
	{
		id: 'name', title: 'NAME', least: 16, most: 60, priority: 0, cut: 'middle', cell: ({name}, {pending}) => pending === undefined ? {text: name} : {text: `${name}  ${pending}`, tone: 'info'},
	},
	{
		id: 'why', title: 'WHY', least: 14, most: 48, priority: 3,
		cell: (row, {now}) => ({text: whyInWords(row, now), tone: row.needs.length > 0 ? 'warn' : 'dim'}),
		changesIn: ({whyAt}, now) => whyAt === undefined ? Infinity : nextChange(now - whyAt),
	},
	{
		id: 'size', title: 'SIZE', least: 8, most: 9, priority: 4, align: 'right',
		cell: ({size}, context) => size < 0 ? unknown(context) : {text: decimalSize(size)},
		compare: (first, second) => inTurn(first.size - second.size, first.frees - second.frees),
	},
	{
		id: 'frees', title: 'FREES', least: 8, most: 10, priority: 1, align: 'right',
		cell: ({frees, isAbout}, context) => frees < 0 ? unknown(context) : {text: `${isAbout && frees > 0 ? '~' : ''}${decimalSize(frees)}`, tone: frees === 0 ? 'dim' : 'plain'},
		compare: (first, second) => inTurn(first.frees - second.frees, first.size - second.size),
	},
	{
		id: 'age', title: 'AGE', least: 5, most: 7, priority: 5, align: 'right',
		cell: ({since}, context) => since <= 0 ? unknown(context) : {text: age(context.now - since), tone: 'dim'},
		compare: (first, second) => second.since - first.since,
		changesIn: ({since}, now) => ageChange(since, now),
	},
];
