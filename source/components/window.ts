/** The first row to show so that row `cursor` is in a window of `page` rows, moving as little as possible from `top`. */
export function clampTop(top: number, cursor: number, page: number, count: number): number {
	const highest = Math.max(0, count - page);
	const follows = cursor < 0 ? top : Math.min(Math.max(top, cursor - page + 1), Math.max(0, cursor));
	return Math.min(Math.max(0, follows), highest);
}
