import {textField} from '../../keys/text-field.ts';
import {changeList} from '../../store/view.ts';
import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import {filter} from '../overlays/filter.tsx';
import {openOverlay} from '../overlays/overlay.ts';
import {openPalette} from '../palette.ts';
import {openHelp} from '../help.ts';
import type {Scene} from '../scene.ts';

const inDetail = (_scene: Scene, app: Application): boolean => app.view.getState().focus === 'detail';

function nextMatch(by: 1 | -1): Command['run'] {
	return (app, _scene, {count}) => {
		if (app.view.getState().detail.search === '') {
			tell(app, 'nothing is searched for: / begins');
			return;
		}

		app.view.setState(({detail}) => ({detail: {...detail, match: detail.match + (by * count), scroll: -1}}));
	};
}

export const findCommands: readonly Command[] = [
	{
		id: 'search',
		title: 'search this text',
		group: 'find',
		keys: ['/'],
		hint: 'search',
		applies: inDetail,
		run(app) {
			openOverlay(app.overlays, filter, {
				label: 'search',
				field: textField(),
				before: '',
				apply(text, {view}) {
					view.setState(({detail}) => ({detail: {...detail, search: text, match: 0, scroll: text === '' ? Math.max(0, detail.scroll) : -1}}));
				},
			});
		},
	},
	{
		id: 'filter',
		title: 'filter this list',
		group: 'find',
		keys: ['/'],
		hint: 'filter',
		applies: (scene, app) => !inDetail(scene, app),
		run(app, {list, pane}) {
			openOverlay(app.overlays, filter, {
				label: 'filter',
				field: textField(list.filter),
				before: list.filter,
				apply(text, {view}) {
					changeList(view, {filter: text}, pane.id);
				},
			});
		},
	},
	{id: 'match.next', title: 'next match', group: 'find', keys: ['n'], keyOnly: true, applies: inDetail, run: nextMatch(1)},
	{id: 'match.previous', title: 'previous match', group: 'find', keys: ['N'], keyOnly: true, applies: inDetail, run: nextMatch(-1)},
	{
		id: 'palette',
		title: 'commands',
		group: 'find',
		keys: [':'],
		keyOnly: true,
		hint: 'commands',
		run(app) {
			openPalette(app);
		},
	},
	{
		id: 'help',
		title: 'help of this place',
		group: 'find',
		keys: ['?'],
		hint: 'help',
		run(app, scene) {
			openHelp(app, scene);
		},
	},
];
