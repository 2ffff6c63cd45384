import type {Related} from '../../panes/pane.ts';
import {changeList, listOf} from '../../store/view.ts';
import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import {menu} from '../overlays/menu.tsx';
import {openOverlay} from '../overlays/overlay.ts';
import {showPane} from './panes.ts';

/** Goes to another object; `-` comes back. A filter that would hide it is taken off. */
export function jumpTo(app: Application, {pane: id, id: target}: Related): void {
	const state = app.view.getState();
	const from = listOf(state);
	const live = app.live.getState();
	const pane = app.surroundings.panes.find(candidate => candidate.id === id);
	if (!pane?.rows(live).some(row => row.id === target)) {
		tell(app, 'it is not in the picture any more', 'bad');
		return;
	}

	app.view.setState({history: [...state.history.slice(-50), {pane: state.pane, cursor: from.cursor, filter: from.filter, tab: from.tab}]});
	showPane(app, id);
	const {shown} = app.makeScene(live, {...app.view.getState(), pane: id}, {columns: 80, rows: 24});
	const hidden = shown.rows.every(row => row.id !== target);
	changeList(app.view, {cursor: target, ...hidden && {filter: '', reduced: false}}, id);
}

export const relatedCommands: readonly Command[] = [
	{
		id: 'related',
		title: 'what uses it, what it uses',
		group: 'object',
		keys: ['u'],
		disabledReason: ({row}) => row ? undefined : 'there is nothing under the cursor',
		run(app, {pane, row}) {
			const related = row ? pane.related(row, app.live.getState()) : [];
			if (related.length === 0) {
				tell(app, row ? `nothing uses ${row.name}, and it uses nothing` : 'there is nothing under the cursor');
			} else if (related.length === 1) {
				jumpTo(app, related[0]!);
			} else {
				openOverlay(app.overlays, menu, {
					title: `around ${row!.name}`,
					cursor: 0,
					items: ({live}) => pane.related(row!, live.getState()).map(entry => ({
						id: `${entry.pane}/${entry.id}`,
						title: entry.title,
						run() {
							jumpTo(app, entry);
						},
					})),
				});
			}
		},
	},
];
