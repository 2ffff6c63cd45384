/** How an area is drawn. */
export type ChartShape = {
	/** Characters. */
	readonly width: number;
	readonly height: number;
	/** The value that fills the whole height. */
	readonly most: number;
	readonly ascii: boolean;
	/** Hangs from the top instead of standing on the bottom. */
	readonly hanging?: boolean;
};

/** The dots of a braille character, from the bottom up, of its left and its right half. */
const dots = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]] as const;
const hangingDots = dots.map(half => half.toReversed());
const blank = 0x28_00;
/** From empty to full. */
const asciiLevels = [' ', '.', ':', '#'];

/** How many values stand in one character. */
export function valuesInColumn(ascii: boolean): number {
	return ascii ? 1 : 2;
}

/** Steps of a height of `steps` that a value fills. What is more than nothing shows a little, a value that is not known nothing. */
function filled(value: number | undefined, {most}: ChartShape, steps: number): number {
	return value === undefined || !(value > 0) || !(most > 0) ? 0 : Math.min(steps, Math.max(1, Math.round(value / most * steps)));
}

function brailleCell(values: ReadonlyArray<number | undefined>, row: number, shape: ChartShape): string {
	const pattern = (shape.hanging ? hangingDots : dots).reduce((cell, half, side) => {
		const level = filled(values[side], shape, shape.height * 4) - (row * 4);
		return cell + half.slice(0, Math.max(0, level)).reduce((sum, dot) => sum + dot, 0);
	}, blank);
	return pattern === blank ? ' ' : String.fromCodePoint(pattern);
}

function asciiCell(values: ReadonlyArray<number | undefined>, row: number, shape: ChartShape): string {
	const full = asciiLevels.length - 1;
	const level = filled(values[0], shape, shape.height * full) - (row * full);
	return asciiLevels[Math.max(0, Math.min(full, level))]!;
}

/**
An area under values as lines of exactly `width` characters, the top line first: braille, two values a character and four steps a line,
or ASCII, one value a character and three steps. The last values stand at the right end; what is missing on the left is empty.
*/
export function areaChart(values: ReadonlyArray<number | undefined>, shape: ChartShape): readonly string[] {
	const {width, height, ascii, hanging = false} = shape;
	const each = valuesInColumn(ascii);
	const room = width * each;
	const shown = [...Array.from<undefined>({length: Math.max(0, room - values.length)}), ...values.slice(Math.max(0, values.length - room))];
	const cell = ascii ? asciiCell : brailleCell;
	const lines = Array.from({length: height}, (_line, row) => Array.from({length: width}, (_cell, column) => cell(shown.slice(column * each, (column + 1) * each), row, shape)).join(''));
	return hanging ? lines : lines.toReversed();
}

/** The next round number from `value` on: 1, 2, 2.5 or 5 times a power of ten, or with `binary` a power of two. Never less than `least`. */
export function roundUp(value: number, {least, binary = false}: {readonly least: number; readonly binary?: boolean}): number {
	const wanted = Math.max(value, least);
	if (binary) {
		return 2 ** Math.ceil(Math.log2(wanted));
	}

	const power = 10 ** Math.floor(Math.log10(wanted));
	return ([1, 2, 2.5, 5, 10].find(step => step * power >= wanted) ?? 10) * power;
}
