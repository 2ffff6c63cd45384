import type {DiskUsage} from '../model/disk.ts';
import {summaryRows, type SummaryRow} from '../panes/disk/summary.ts';
import {listText, type TextColumn} from './list-text.ts';

const figure = (id: Exclude<keyof SummaryRow, ' '>, align: 'left' | 'right'): TextColumn<SummaryRow> => ({
	id, title: id, least: 0, priority: 0, align, text: row => row[id].trim(),
});

const columns = [figure('TYPE', 'left'), figure('TOTAL', 'right'), figure('ACTIVE', 'right'), figure('SIZE', 'right'), figure('RECLAIMABLE', 'left')];

/** The lines of `docker system df`, aligned. */
export function diskText(usage: DiskUsage): readonly string[] {
	return listText(columns, summaryRows(usage, 0, true));
}
