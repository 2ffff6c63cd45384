import {fit, widthOf, type Cut} from './fit.ts';

/** What a column needs to be laid out; what its cells say is its owner's business. */
export type ColumnShape = {
	readonly id: string;
	readonly title: string;
	/** Fewer columns than this make it useless. */
	readonly least: number;
	readonly most?: number;
	/** 0 never goes; the highest goes first when space is short. */
	readonly priority: number;
	readonly align?: 'left' | 'right';
	readonly cut?: Cut;
};

export type PlacedColumn<Shape extends ColumnShape = ColumnShape> = {readonly column: Shape; readonly width: number};

const gap = 2;

/** What says who and how a row is (priorities 0 and 1) keeps up to this much of its width before another column goes for it. */
const kept = 24;

/** The highest priority number of what names something: who it is, what it is made from. These share what is left evenly. */
const naming = 2;

/**
Gives each column its width. `wanted` is what its widest cell takes. A column yields before another of lower priority does:
columns go, the right ones of the highest priority number first, until the names have their room; the rest share what is left.
*/
export function placeColumns<Shape extends ColumnShape>(columns: readonly Shape[], wanted: (column: Shape) => number, width: number): ReadonlyArray<PlacedColumn<Shape>> {
	const desired = new Map(columns.map(column => [column, Math.max(column.least, widthOf(column.title) + 2, Math.min(column.most ?? Infinity, wanted(column)))]));
	const floor = (column: Shape) => column.priority <= 1 ? Math.max(column.least, Math.min(kept, desired.get(column)!)) : column.least;
	const shown = columnsThatFit(columns, floor, width);
	const excess = () => total(shown, column => desired.get(column)!) - width;
	const take = (column: Shape, least: number, most = Infinity) => {
		const now = desired.get(column)!;
		desired.set(column, now - Math.max(0, Math.min(excess(), most, now - least)));
	};

	const yielding = shown.toSorted((first, second) => second.priority - first.priority);
	const names = yielding.filter(({priority}) => priority <= naming);
	for (const column of yielding.slice(0, yielding.length - names.length)) {
		take(column, floor(column));
	}

	// One endless name must not leave two letters of every image: the widest gives first, down to a width that still reads.
	for (let widest = widestOf(names, desired); widest && excess() > 0 && desired.get(widest)! > Math.max(kept, floor(widest)); widest = widestOf(names, desired)) {
		take(widest, floor(widest), 1);
	}

	for (const least of [floor, (column: Shape) => column.least]) {
		for (const column of names) {
			take(column, least(column));
		}
	}

	if (excess() > 0 && shown.length === 1) {
		desired.set(shown[0]!, Math.max(1, width));
	}

	return shown.map(column => ({column, width: desired.get(column)!}));
}

/** Of equally wide ones the first. */
function widestOf<Shape>(columns: readonly Shape[], widths: ReadonlyMap<Shape, number>): Shape | undefined {
	return columns.reduce<Shape | undefined>((widest, column) => widest === undefined || widths.get(column)! > widths.get(widest)! ? column : widest, undefined);
}

function total<Shape>(columns: readonly Shape[], size: (column: Shape) => number): number {
	return columns.reduce((sum, column) => sum + size(column) + gap, -gap);
}

/** Drops columns until the rest fits: of those with the highest priority number the right one first. */
function columnsThatFit<Shape extends ColumnShape>(columns: readonly Shape[], floor: (column: Shape) => number, width: number): readonly Shape[] {
	if (columns.length <= 1 || total(columns, floor) <= width) {
		return columns;
	}

	const last = Math.max(...columns.map(column => column.priority));
	if (last <= 1) {
		// Only the names are left: they shrink as far as they can before one of them goes.
		return total(columns, column => column.least) <= width ? columns : columns.slice(0, -1);
	}

	const gone = columns.findLastIndex(column => column.priority === last);
	return columnsThatFit(columns.filter((_, index) => index !== gone), floor, width);
}

/** Joins what stands in the columns, each fitted to its width; `paint` may colour a fitted cell. */
export function joinCells(placed: readonly PlacedColumn[], text: (index: number) => string, paint?: (fitted: string, index: number) => string, ellipsis?: string): string {
	return placed.map(({column, width}, index) => {
		const fitted = fit(text(index), width, {...column.cut && {cut: column.cut}, ...column.align && {align: column.align}, ...ellipsis && {ellipsis}});
		return paint ? paint(fitted, index) : fitted;
	}).join(' '.repeat(gap));
}
