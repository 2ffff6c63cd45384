import {type IBufferCell} from '@xterm/headless';

/** The terminal's own colour, one of its 256, or `#rrggbb`. */
export type CellColour = 'default' | number | `#${string}`;

/** One place on an emulated screen. */
export type Cell = {
	/** The character; empty in the second half of a wide one. */
	readonly text: string;
	/** Columns taken: 0, 1 or 2. */
	readonly width: number;
	readonly foreground: CellColour;
	readonly background: CellColour;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly italic: boolean;
	readonly underline: boolean;
	readonly inverse: boolean;
	readonly strikethrough: boolean;
};

const hexadecimal = (colour: number): `#${string}` => `#${colour.toString(16).padStart(6, '0')}`;

const colourOf = (isDefault: boolean, isTrueColour: boolean, colour: number): CellColour => {
	if (isDefault) {
		return 'default';
	}

	return isTrueColour ? hexadecimal(colour) : colour;
};

/** One cell of an emulator's buffer as plain data. */
export const readCell = (cell: IBufferCell): Cell => ({
	text: cell.getChars(),
	width: cell.getWidth(),
	foreground: colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
	background: colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
	bold: cell.isBold() !== 0,
	dim: cell.isDim() !== 0,
	italic: cell.isItalic() !== 0,
	underline: cell.isUnderline() !== 0,
	inverse: cell.isInverse() !== 0,
	strikethrough: cell.isStrikethrough() !== 0,
});
