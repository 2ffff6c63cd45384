import {type Application, tell} from '../application.ts';
import type {Command} from '../command.ts';
import type {Scene} from '../scene.ts';
import {changeList, freshDetail} from '../../store/view.ts';
import {jumpTo} from './related.ts';
import {showPane} from './panes.ts';

/** One step back; false when there is none left. */
function stepBack(app: Application, scene: Scene): boolean {
	const {focus, zoom, detail} = app.view.getState();
	if (focus === 'detail' && detail.search !== '') {
		app.view.setState({detail: {...detail, search: '', match: 0}});
	} else if (focus === 'detail') {
		app.view.setState({focus: 'list', zoom: zoom === 'detail' ? 'split' : zoom});
	} else if (scene.pane.needs === 'disk' && app.live.getState().disk.measuringSince !== undefined) {
		app.disk.cancel();
	} else if (scene.list.filter !== '') {
		changeList(app.view, {filter: ''});
	} else if (scene.list.marks.size > 0) {
		changeList(app.view, {marks: new Set()});
	} else {
		return false;
	}

	return true;
}

export const leaveCommands: readonly Command[] = [
	{
		id: 'open',
		title: 'open',
		group: 'open, leave',
		keys: ['enter'],
		keyOnly: true,
		hint: 'open',
		run(app, scene) {
			const {row, pane} = scene;
			if (!row) {
				return;
			}

			const place = pane.opens?.(row, app.live.getState());
			if (place) {
				jumpTo(app, place);
				return;
			}

			if (pane.tabs.length > 0) {
				app.view.setState({focus: 'detail'});
				return;
			}

			const [first] = pane.related(row, app.live.getState());
			if (first) {
				jumpTo(app, first);
			}
		},
	},
	{
		id: 'back',
		title: 'one step back',
		group: 'open, leave',
		keys: ['esc'],
		keyOnly: true,
		run(app, scene) {
			stepBack(app, scene);
		},
	},
	{
		id: 'quit',
		title: 'one step back, then quit',
		group: 'open, leave',
		keys: ['q'],
		run(app, scene) {
			if (!stepBack(app, scene)) {
				app.surroundings.quit(0);
			}
		},
	},
	{
		id: 'quit.now',
		title: 'quit at once',
		group: 'open, leave',
		keys: ['ctrl+c'],
		run(app) {
			app.surroundings.quit(130);
		},
	},
	{
		id: 'jump.back',
		title: 'back to where a jump came from',
		group: 'open, leave',
		keys: ['-'],
		disabledReason: (_scene, app) => app.view.getState().history.length === 0 ? 'nothing was jumped from' : undefined,
		run(app) {
			const {history} = app.view.getState();
			const place = history.at(-1);
			if (!place) {
				tell(app, 'nothing was jumped from');
				return;
			}

			showPane(app, place.pane);
			changeList(app.view, {cursor: place.cursor, filter: place.filter, tab: place.tab}, place.pane);
			app.view.setState({history: history.slice(0, -1), detail: freshDetail});
		},
	},
];
