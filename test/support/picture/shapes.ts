/** A rectangle within a cell, each number a share of the cell's width or height. */
export type Shape = {readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly opacity?: number};

const full = {x: 0, y: 0, width: 1, height: 1};

const lowerBlock = (eighths: number): Shape => ({x: 0, y: 1 - (eighths / 8), width: 1, height: eighths / 8});
const leftBlock = (eighths: number): Shape => ({x: 0, y: 0, width: eighths / 8, height: 1});

const blocks: Readonly<Record<string, readonly Shape[]>> = {
	...Object.fromEntries([...'▁▂▃▄▅▆▇█'].map((character, position) => [character, [lowerBlock(position + 1)]])),
	...Object.fromEntries([...'▉▊▋▌▍▎▏'].map((character, position) => [character, [leftBlock(7 - position)]])),
	'▀': [{...full, height: 0.5}],
	'▐': [{...full, x: 0.5, width: 0.5}],
	'▔': [{...full, height: 1 / 8}],
	'▕': [{...full, x: 7 / 8, width: 1 / 8}],
	'░': [{...full, opacity: 0.25}],
	'▒': [{...full, opacity: 0.5}],
	'▓': [{...full, opacity: 0.75}],
};

/** Which arms the light lines of box drawing have: up, right, down, left. */
const lineArms: Readonly<Record<string, string>> = {
	'─': 'rl', '│': 'ud', '┌': 'rd', '┐': 'dl', '└': 'ur', '┘': 'ul', '├': 'urd', '┤': 'udl', '┬': 'rdl', '┴': 'url', '┼': 'urdl',
	'╭': 'rd', '╮': 'dl', '╰': 'ur', '╯': 'ul', '╴': 'l', '╵': 'u', '╶': 'r', '╷': 'd',
};

/** Cells are about twice as high as wide: lines look equally thick when their shares are not. */
const thickness = {vertical: 0.14, horizontal: 0.07} as const;

const arms: Readonly<Record<string, Shape>> = {
	u: {x: 0.5 - (thickness.vertical / 2), y: 0, width: thickness.vertical, height: 0.5},
	d: {x: 0.5 - (thickness.vertical / 2), y: 0.5, width: thickness.vertical, height: 0.5},
	l: {x: 0, y: 0.5 - (thickness.horizontal / 2), width: 0.5 + (thickness.vertical / 2), height: thickness.horizontal},
	r: {x: 0.5 - (thickness.vertical / 2), y: 0.5 - (thickness.horizontal / 2), width: 0.5 + (thickness.vertical / 2), height: thickness.horizontal},
};

/** The rectangles of a block or line character, which fonts draw with gaps; undefined for any other. */
export const shapesOf = (character: string): readonly Shape[] | undefined =>
	blocks[character] ?? lineArms[character]?.split('').flatMap(arm => arms[arm] ?? []);
