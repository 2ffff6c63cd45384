import {type Terminal} from '@xterm/headless';
import {readCell, type Cell} from '../cells.ts';
import {
	defaultBackground,
	defaultForeground,
	paintOf,
	toHex,
} from './palette.ts';
import {shapesOf, type Shape} from './shapes.ts';

export type PictureOptions = {
	/** Stands in the window's bar, and is what a screen reader says. */
	readonly title: string;
};

const fontSize = 14;
const cellWidth = 8.4;
const cellHeight = 19;
const baseline = 14;
const padding = 14;
const barHeight = 34;
const fonts = 'ui-monospace, "JetBrains Mono", "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

const number = (value: number): string => String(Math.round(value * 100) / 100);

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Cells in a row that are painted alike. */
type Run = {readonly column: number; readonly width: number; readonly text: string; readonly cell: Cell};

const styleKey = (cell: Cell): string => {
	const {text, width, ...style} = cell;
	return JSON.stringify(style);
};

/** A character that is not a plain one stands alone: nothing promises that a font gives it the width of a cell. */
const isAlone = (cell: Cell): boolean => cell.width !== 1 || /\P{ASCII}/v.test(cell.text);

const joinRuns = (runs: readonly Run[], next: Run): readonly Run[] => {
	const last = runs.at(-1);
	if (last === undefined || isAlone(last.cell) || isAlone(next.cell) || styleKey(last.cell) !== styleKey(next.cell)) {
		return [...runs, next];
	}

	return [...runs.slice(0, -1), {...last, width: last.width + next.width, text: last.text + next.text}];
};

const readRow = (terminal: Terminal, row: number): readonly Run[] => {
	const buffer = terminal.buffer.active;
	const line = buffer.getLine(buffer.baseY + row);
	return Array.from({length: terminal.cols}, (_, column): Run | undefined => {
		const bufferCell = line?.getCell(column);
		if (bufferCell === undefined || bufferCell.getWidth() === 0) {
			return undefined;
		}

		const cell = readCell(bufferCell);
		return {column, width: cell.width, text: cell.text === '' ? ' ' : cell.text, cell};
	}).filter(run => run !== undefined).reduce<readonly Run[]>((runs, run) => joinRuns(runs, run), []);
};

const rectangle = (x: number, y: number, width: number, height: number, attributes: string): string =>
	`<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" ${attributes}/>`;

const drawWords = (run: Run, offset: number, words: string, y: number, fill: string): string => {
	const {bold, italic, underline, strikethrough, width} = run.cell;
	const decoration = [underline ? 'underline' : '', strikethrough ? 'line-through' : ''].filter(Boolean).join(' ');
	const columns = width === 1 ? words.length : width;
	const attributes = [
		`x="${number(padding + ((run.column + offset) * cellWidth))}"`,
		`y="${number(y + baseline)}"`,
		`fill="${fill}"`,
		`textLength="${number(columns * cellWidth)}"`,
		bold ? 'font-weight="700"' : '',
		italic ? 'font-style="italic"' : '',
		decoration === '' ? '' : `text-decoration="${decoration}"`,
	].filter(Boolean).join(' ');
	return `<text ${attributes}>${escapeText(words)}</text>`;
};

/** Where blanks stand side by side a new element begins: not every viewer of SVG keeps them. */
const drawText = (run: Run, y: number, fill: string): string =>
	run.text.matchAll(/\S+(?: \S+)*/gv).map(match => drawWords(run, match.index, match[0], y, fill)).toArray().join('');

const drawShape = (shape: Shape, x: number, y: number, fill: string): string =>
	rectangle(x + (shape.x * cellWidth), y + (shape.y * cellHeight), shape.width * cellWidth, shape.height * cellHeight, `fill="${fill}"${shape.opacity === undefined ? '' : ` opacity="${shape.opacity}"`}`);

const drawRun = (run: Run, row: number): string => {
	const x = padding + (run.column * cellWidth);
	const y = barHeight + padding + (row * cellHeight);
	const paint = paintOf(run.cell);
	const fill = toHex(paint.foreground);
	const background = toHex(paint.background);
	const shapes = shapesOf(run.text);
	// A hair wider, so that no seam shows between neighbours.
	const paper = background === toHex(defaultBackground) ? '' : rectangle(x, y, (run.width * cellWidth) + 0.3, cellHeight + 0.3, `fill="${background}"`);
	if (shapes !== undefined) {
		return paper + shapes.map(shape => drawShape(shape, x, y, fill)).join('');
	}

	return paper + drawText(run, y, fill);
};

const drawWindow = (width: number, height: number, title: string): readonly string[] => [
	rectangle(0.5, 0.5, width - 1, height - 1, `rx="9" fill="${toHex(defaultBackground)}" stroke="#3a4150"`),
	`<path d="M1 ${barHeight}V10a9 9 0 0 1 9-9H${number(width - 10)}a9 9 0 0 1 9 9V${barHeight}Z" fill="#1c212b"/>`,
	...['#f2777a', '#f0c66b', '#8fcf7a'].map((colour, position) => `<circle cx="${20 + (position * 19)}" cy="17" r="5.5" fill="${colour}"/>`),
	`<text x="${number(width / 2)}" y="22" text-anchor="middle" fill="#8a93a5" font-size="13">${escapeText(title)}</text>`,
];

/** What an emulated terminal shows, as an SVG picture that needs nothing else: a window with the screen in it. */
export const screenToSvg = (terminal: Terminal, {title}: PictureOptions): string => {
	const width = (terminal.cols * cellWidth) + (2 * padding);
	const height = barHeight + (terminal.rows * cellHeight) + (2 * padding);
	const rows = Array.from({length: terminal.rows}, (_, row) => readRow(terminal, row).map(run => drawRun(run, row)).join(''));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" aria-label="${escapeText(title).replaceAll('"', '&quot;')}" font-family='${fonts}' font-size="${fontSize}" fill="${toHex(defaultForeground)}">`,
		...drawWindow(width, height, title),
		...rows.filter(row => row !== ''),
		'</svg>',
		'',
	].join('\n');
};
