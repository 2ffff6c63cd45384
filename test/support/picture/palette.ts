import {type Cell, type CellColour} from '../cells.ts';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

const fromHex = (hexadecimal: string): Rgb => {
	const value = Number.parseInt(hexadecimal.slice(1), 16);
	return [Math.floor(value / 65_536), Math.floor(value / 256) % 256, value % 256];
};

/** `#rrggbb`. */
export const toHex = (colour: Rgb): string =>
	`#${colour.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

export const defaultBackground: Rgb = fromHex('#12151c');
export const defaultForeground: Rgb = fromHex('#d5dae3');

/** The 16 ANSI colours of a calm dark theme; each is readable on the background, and black can be told from it. */
const ansi: readonly Rgb[] = [
	'#2b303b', '#f2777a', '#8fcf7a', '#f0c66b', '#6fa8f5', '#c792ea', '#62d0d8', '#c5cbd6',
	'#6b7385', '#ff9497', '#b0e39f', '#ffdc8f', '#97c2ff', '#dcb3f7', '#8fe5ec', '#f5f7fa',
].map(colour => fromHex(colour));

/** Xterm's steps of its 6×6×6 cube. */
const cubeSteps = [0, 95, 135, 175, 215, 255] as const;

const fromCube = (position: number): Rgb => {
	const step = (divisor: number) => cubeSteps[Math.floor(position / divisor) % 6] ?? 0;
	return [step(36), step(6), step(1)];
};

const fromPalette = (position: number): Rgb => {
	if (position < 16) {
		return ansi[position] ?? defaultForeground;
	}

	if (position < 232) {
		return fromCube(position - 16);
	}

	const grey = 8 + ((position - 232) * 10);
	return [grey, grey, grey];
};

const resolve = (colour: CellColour, fallback: Rgb): Rgb => {
	if (colour === 'default') {
		return fallback;
	}

	return typeof colour === 'number' ? fromPalette(colour) : fromHex(colour);
};

/** `share` of the first colour, the rest of the second. */
const mix = (first: Rgb, second: Rgb, share: number): Rgb => {
	const part = (position: 0 | 1 | 2) => (first[position] * share) + (second[position] * (1 - share));
	return [part(0), part(1), part(2)];
};

/** What a cell is painted with, after inverse and dim. */
export const paintOf = (cell: Cell): {readonly foreground: Rgb; readonly background: Rgb} => {
	const ink = resolve(cell.foreground, defaultForeground);
	const paper = resolve(cell.background, defaultBackground);
	const [foreground, background] = cell.inverse ? [paper, ink] : [ink, paper];
	return {foreground: cell.dim ? mix(foreground, background, 0.6) : foreground, background};
};
