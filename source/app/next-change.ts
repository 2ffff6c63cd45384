import type {Live} from '../store/live.ts';
import type {View} from '../store/view.ts';
import {toastLife} from './footer.tsx';
import type {Pending} from './pending.ts';
import type {Scene} from './scene.ts';
import {shownColumns} from './shown-columns.ts';

const second = 1000;

/** Milliseconds until something on the screen tells another time; undefined when nothing does. Only the rows in the window count. */
export function nextChange({pane, list, shown, top, page}: Scene, live: Live, view: View, pending: Pending, now: number): number | undefined {
	const waits: number[] = [];
	const toSecond = (since: number) => second - ((now - since) % second);
	if (live.connection.status === 'lost') {
		waits.push(toSecond(live.connection.since));
	}

	if (pending.size > 0) {
		waits.push(toSecond(Math.min(...[...pending.values()].map(({since}) => since))));
	}

	if (pane.needs === 'disk' && (live.disk.measuringSince !== undefined || live.disk.usage)) {
		waits.push(live.disk.measuringSince === undefined ? 10 * second : toSecond(live.disk.measuringSince));
	}

	if (view.toast && now - view.toast.at < toastLife[view.toast.tone]) {
		waits.push(view.toast.at + toastLife[view.toast.tone] - now);
	}

	const timed = shownColumns(pane, list).filter(column => column.changesIn);
	for (const row of timed.length > 0 ? shown.rows.slice(top, top + page) : []) {
		waits.push(...timed.map(column => column.changesIn!(row, now)));
	}

	return waits.length === 0 ? undefined : Math.max(20, Math.min(...waits));
}
