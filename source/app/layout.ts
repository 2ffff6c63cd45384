import type {View} from '../store/view.ts';

export type Size = {readonly columns: number; readonly rows: number};

/** A rectangle of the screen; the origin is the top left corner. */
export type Area = {readonly left: number; readonly top: number; readonly width: number; readonly height: number};

export type Layout = {
	readonly tooSmall: boolean;
	readonly body: Area;
	/** Absent while the detail has the whole body. */
	readonly list?: Area;
	/** Absent while the list has the whole body. */
	readonly detail?: Area;
};

export const smallest: Size = {columns: 60, rows: 12};

const headLines = 2;
const footLines = 1;
/** Below either of these there is no room for both: the detail opens full screen. */
const roomForBoth: Size = {columns: 80, rows: 24};
/** From this width on the detail stands beside the list. */
const besideFrom = 160;

/** Where everything goes. */
export function layoutOf(size: Size, view: Pick<View, 'zoom' | 'focus'>, hasDetail: boolean): Layout {
	const body: Area = {left: 0, top: headLines, width: size.columns, height: Math.max(0, size.rows - headLines - footLines)};
	const tooSmall = size.columns < smallest.columns || size.rows < smallest.rows;
	if (!hasDetail || view.zoom === 'list') {
		return view.focus === 'detail' && hasDetail ? {tooSmall, body, detail: body} : {tooSmall, body, list: body};
	}

	const cramped = size.columns < roomForBoth.columns || size.rows < roomForBoth.rows;
	if (cramped && view.zoom === 'split') {
		return view.focus === 'detail' ? {tooSmall, body, detail: body} : {tooSmall, body, list: body};
	}

	if (view.zoom === 'detail') {
		return {tooSmall, body, detail: body};
	}

	if (size.columns >= besideFrom) {
		const width = Math.floor(body.width * 0.58);
		return {tooSmall, body, list: {...body, width}, detail: {...body, left: width + 1, width: body.width - width - 1}};
	}

	const height = Math.ceil(body.height * 0.55);
	return {tooSmall, body, list: {...body, height}, detail: {...body, top: body.top + height, height: body.height - height}};
}
