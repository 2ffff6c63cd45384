import {isValidElement, type ReactNode} from 'react';
import {Table} from 'ink-table';
import {fit, widthOf} from './fit.ts';

const ascii: Readonly<Record<string, string>> = {'─': '-', '│': '|', '┌': '+', '┐': '+', '└': '+', '┘': '+', '├': '+', '┤': '+', '┬': '+', '┴': '+', '┼': '+'};

/**
A small still table as lines, drawn by ink-table. Values are fitted first: ink-table counts characters, not columns, and
would break its frame at wide ones.
*/
export function tableLines(rows: ReadonlyArray<Readonly<Record<string, string>>>, width: number, onlyAscii = false): readonly string[] {
	if (rows.length === 0) {
		return [];
	}

	const titles = Object.keys(rows[0]!);
	const frame = (titles.length * 3) + 1;
	const wanted = titles.map(title => Math.max(widthOf(title), ...rows.map(row => widthOf(row[title] ?? ''))));
	const widths = squeeze(wanted, Math.max(titles.length * 3, width - frame));
	const data = rows.map(row => Object.fromEntries(titles.map((title, index) => [title, padded(row[title] ?? '', widths[index]!, onlyAscii)])));
	const drawn = drawnLines(new Table({data}).render() as ReactNode).map(content => content.replaceAll(filler, '').trimEnd());
	return onlyAscii ? drawn.map(content => content.replaceAll(/[─│┌┐└┘├┤┬┴┼]/g, character => ascii[character]!)) : drawn;
}

type Parts = {readonly flexDirection?: string; readonly children?: ReactNode};

/**
The table's columns and rows of boxes as lines. Not by Ink's `renderToString`: this is called while React renders, and a
second root cannot be drawn within that (it would be drawn later, after its layout was freed, which ends the program).
*/
function drawnLines(node: ReactNode): readonly string[] {
	if (Array.isArray(node)) {
		return (node as readonly ReactNode[]).flatMap(child => drawnLines(child));
	}

	if (!isValidElement<Parts>(node)) {
		return [typeof node === 'string' ? node : ''];
	}

	const {flexDirection, children} = node.props;
	return flexDirection === 'column' ? drawnLines(children) : [drawnText(children)];
}

function drawnText(node: ReactNode): string {
	if (Array.isArray(node)) {
		return (node as readonly ReactNode[]).map(child => drawnText(child)).join('');
	}

	return isValidElement<Parts>(node) ? drawnText(node.props.children) : (typeof node === 'string' ? node : '');
}

// A wide character counts as one for ink-table and as two for the terminal: characters without width make up for it, and go once it is drawn.
const filler = '\u2060';

function padded(text: string, width: number, onlyAscii: boolean): string {
	const fitted = fit(text, width, onlyAscii ? {ellipsis: '~', cut: 'middle'} : {cut: 'middle'});
	return fitted + filler.repeat(Math.max(0, width - fitted.length));
}

function squeeze(wanted: readonly number[], room: number): readonly number[] {
	const widths = [...wanted];
	let excess = widths.reduce((sum, width) => sum + width, 0) - room;
	while (excess > 0) {
		const widest = widths.indexOf(Math.max(...widths));
		if (widths[widest]! <= 3) {
			break;
		}

		widths[widest]!--;
		excess--;
	}

	return widths;
}
