import type {PaintableSpan} from './paint.ts';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for `share` (0 to 1) of `width` columns, padded to that width. What is not nothing shows a little. */
export function bar(share: number, width: number, ascii: boolean): string {
	const units = ascii ? 1 : 8;
	const part = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
	const filled = part > 0 ? Math.max(1, Math.round(part * width * units)) : 0;
	const whole = Math.floor(filled / units);
	const drawn = (ascii ? '#' : '█').repeat(whole) + (ascii ? '' : eighths[filled % units]!);
	return drawn + ' '.repeat(Math.max(0, width - drawn.length));
}

/**
A bar of two parts in `width` columns: `kept` solid, `spare` shaded, the rest empty. Both are shares of the whole width
(0 to 1); what is not nothing shows at least one column as long as there is room.
*/
export function meter({kept, spare}: {readonly kept: number; readonly spare: number}, width: number, ascii: boolean): readonly PaintableSpan[] {
	const columns = (share: number) => share > 0 ? Math.max(1, Math.round(Math.min(1, share) * width)) : 0;
	const spareColumns = Math.min(width, columns(spare));
	const keptColumns = Math.min(width - spareColumns, columns(kept));
	return [
		{text: (ascii ? '#' : '█').repeat(keptColumns), tone: 'info'},
		{text: (ascii ? '=' : '▒').repeat(spareColumns), tone: 'warn'},
		{text: ' '.repeat(width - keptColumns - spareColumns)},
	];
}
