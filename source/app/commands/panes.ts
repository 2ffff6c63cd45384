import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import type {Scene} from '../scene.ts';
import type {AnyPane} from '../../panes/pane.ts';
import {freshDetail, type Zoom} from '../../store/view.ts';
import {scrollDetail} from './move.ts';

/** Shows a pane, with its list focused. */
export function showPane(app: Application, pane: string): void {
	app.view.setState({pane, focus: 'list', detail: freshDetail});
}

function neighbour<Entry extends {readonly id: string}>(entries: readonly Entry[], id: string | undefined, by: number): Entry | undefined {
	const index = Math.max(0, entries.findIndex(entry => entry.id === id));
	return entries[(((index + by) % entries.length) + entries.length) % entries.length];
}

const hasDetail = ({pane}: Scene): boolean => pane.tabs.length > 0;

const zooms: readonly Zoom[] = ['list', 'split', 'detail'];

function zoom(app: Application, by: 1 | -1): void {
	const {zoom: before} = app.view.getState();
	const next = zooms[Math.max(0, Math.min(zooms.length - 1, zooms.indexOf(before) + by))]!;
	app.view.setState({zoom: next, focus: next === 'detail' ? 'detail' : 'list'});
}

/** One command per pane, with its number as its key. */
export function paneCommands(panes: readonly AnyPane[]): readonly Command[] {
	return panes.map((pane, index) => ({
		id: `pane.${pane.id}`,
		title: `show ${pane.title.toLowerCase()}`,
		group: 'panes',
		keys: index < 9 ? [String(index + 1)] : [],
		run(app) {
			showPane(app, pane.id);
		},
	}));
}

const step = (id: string, title: string, keys: readonly string[], by: number): Command => ({
	id,
	title,
	group: 'panes',
	keys,
	keyOnly: true,
	run(app, {pane}) {
		showPane(app, neighbour(app.surroundings.panes, pane.id, by)!.id);
	},
});

const tabStep = (id: string, title: string, keys: readonly string[], by: number): Command => ({
	id,
	title,
	group: 'panes',
	keys,
	keyOnly: true,
	applies: hasDetail,
	run(app, {tabs, tab}) {
		app.showTab(neighbour(tabs, tab?.id, by)!.id);
	},
});

const focusDetail = (app: Application, scene: Scene): void => {
	if (scene.row) {
		app.view.setState({focus: 'detail'});
	} else {
		tell(app, 'there is nothing here to look at');
	}
};

export const navigationCommands: readonly Command[] = [
	step('pane.next', 'next pane', ['right'], 1),
	step('pane.previous', 'previous pane', ['left'], -1),
	{
		id: 'focus.switch',
		title: 'list ↔ detail',
		group: 'panes',
		keys: ['tab', 'shift+tab'],
		keyOnly: true,
		applies: hasDetail,
		run(app, scene) {
			if (app.view.getState().focus === 'detail') {
				app.view.setState(({zoom: now}) => ({focus: 'list', zoom: now === 'detail' ? 'split' : now}));
			} else {
				focusDetail(app, scene);
			}
		},
	},
	tabStep('tab.next', 'next detail tab', [']'], 1),
	tabStep('tab.previous', 'previous detail tab', ['['], -1),
	{
		id: 'detail.down',
		title: 'scroll the detail down',
		group: 'panes',
		keys: ['J'],
		keyOnly: true,
		applies: hasDetail,
		run(app, _scene, {count}) {
			scrollDetail(app, count);
		},
	},
	{
		id: 'detail.up',
		title: 'scroll the detail up',
		group: 'panes',
		keys: ['K'],
		keyOnly: true,
		applies: hasDetail,
		run(app, _scene, {count}) {
			scrollDetail(app, -count);
		},
	},
	{
		id: 'zoom.grow',
		title: 'grow the detail',
		group: 'app',
		keys: ['+'],
		applies: hasDetail,
		run(app) {
			zoom(app, 1);
		},
	},
	{
		id: 'zoom.shrink',
		title: 'shrink the detail',
		group: 'app',
		keys: ['_'],
		applies: hasDetail,
		run(app) {
			zoom(app, -1);
		},
	},
];
