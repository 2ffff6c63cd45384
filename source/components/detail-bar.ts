import type {Theme} from '../config/theme.ts';
import {shorten, widthOf} from './fit.ts';
import {spansWidth, spread, type PaintableSpan} from './paint.ts';

/** What a name keeps of itself at least, in columns, when it shares a line with tabs. */
const least = 12;

/** The right part in at most `room` columns if its longest span, cut in the middle, can make up for it. */
function yielding(right: readonly PaintableSpan[], room: number, ellipsis: string): readonly PaintableSpan[] {
	const excess = spansWidth(right) - room;
	if (excess <= 0) {
		return right;
	}

	const widths = right.map(({text}) => widthOf(text));
	const longest = widths.indexOf(Math.max(...widths));
	return right.map((span, index) => index === longest ? {...span, text: shorten(span.text, Math.max(least, widths[index]! - excess), 'middle', ellipsis)} : span);
}

/** The tabs around the one that is looked at, as many as fit; what is left out at a side is told by an ellipsis. */
function around(tabs: readonly PaintableSpan[], room: number, ellipsis: string): readonly PaintableSpan[] {
	if (spansWidth(tabs) <= room) {
		return tabs;
	}

	const active = Math.max(0, tabs.findIndex(({tone}) => tone === 'heading' || tone === 'accent'));
	const mark: PaintableSpan = {text: ellipsis, tone: 'dim'};
	const from = (start: number): readonly PaintableSpan[] => start === 0 ? tabs : [mark, ...tabs.slice(start)];
	const isWhole = (start: number) => spansWidth(from(start).slice(0, active - start + (start === 0 ? 1 : 2))) + ellipsis.length < room;
	const start = tabs.findIndex((_tab, index) => index >= active || isWhole(index));
	return from(start);
}

/** The bar of a detail: its tabs, and at the right whose it is. A long name is cut first, then the tabs far from the one that is looked at. */
export function detailBar(tabs: readonly PaintableSpan[], right: readonly PaintableSpan[], theme: Theme, width: number, ellipsis = '…'): string {
	const name = yielding(right, width - spansWidth(tabs) - 1, ellipsis);
	return spread(around(tabs, width - spansWidth(name) - 1, ellipsis), name, theme, width, ellipsis);
}
