import type {Application} from '../application.ts';
import {tell} from '../application.ts';
import type {Command} from '../command.ts';
import type {Scene} from '../scene.ts';
import {changeList, freshDetail} from '../../store/view.ts';
import {jumpTo} from './related.ts';
import {showPane} from './panes.ts';

/** One step back; false when there is none left. */
function stepBack(application: Application, scene: Scene): boolean {
	const {focus, zoom, detail} = application.view.getState();
	if (focus === 'detail' && detail.search !== '') {
		application.view.setState({detail: {...detail, search: '', match: 0}});
	} else if (focus === 'detail') {
		application.view.setState({focus: 'list', zoom: zoom === 'detail' ? 'split' : zoom});
	} else if (scene.pane.needs === 'disk' && application.live.getState().disk.measuringSince !== undefined) {
		application.disk.cancel();
	} else if (scene.list.filter !== '') {
		changeList(application.view, {filter: ''});
	} else if (scene.list.marks.size > 0) {
		changeList(application.view, {marks: new Set()});
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
		run(application, scene) {
			const {row, pane} = scene;
			if (!row) {
				return;
			}

			if (pane.tabs.length > 0) {
				application.view.setState({focus: 'detail'});
				return;
			}

			const [first] = pane.related(row, application.live.getState());
			if (first) {
				jumpTo(application, first);
			}
		},
	},
	{
		id: 'back',
		title: 'one step back',
		group: 'open, leave',
		keys: ['esc'],
		keyOnly: true,
		run(application, scene) {
			stepBack(application, scene);
		},
	},
	{
		id: 'quit',
		title: 'one step back, then quit',
		group: 'open, leave',
		keys: ['q'],
		run(application, scene) {
			if (!stepBack(application, scene)) {
				application.surroundings.quit(0);
			}
		},
	},
	{
		id: 'quit.now',
		title: 'quit at once',
		group: 'open, leave',
		keys: ['ctrl+c'],
		run(application) {
			application.surroundings.quit(130);
		},
	},
	{
		id: 'jump.back',
		title: 'back to where a jump came from',
		group: 'open, leave',
		keys: ['-'],
		disabledReason: (_scene, application) => application.view.getState().history.length === 0 ? 'nothing was jumped from' : undefined,
		run(application) {
			const {history} = application.view.getState();
			const place = history.at(-1);
			if (!place) {
				tell(application, 'nothing was jumped from');
				return;
			}

			showPane(application, place.pane);
			changeList(application.view, {cursor: place.cursor, filter: place.filter, tab: place.tab}, place.pane);
			application.view.setState({history: history.slice(0, -1), detail: freshDetail});
		},
	},
];
