import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import type {Scene} from '../scene.ts';
import type {AnyPane} from '../../panes/pane.ts';
import {freshDetail, type Zoom} from '../../store/view.ts';
import {scrollDetail} from './move.ts';

/** Shows a pane, with its list focused. */
export function showPane(application: Application, pane: string): void {
	application.view.setState({pane, focus: 'list', detail: freshDetail});
	const shown = application.surroundings.panes.find(({id}) => id === pane);
	if (shown?.needs === 'disk' && !application.live.getState().disk.usage) {
		application.disk.measure();
	}
}

function neighbour<Entry extends {readonly id: string}>(entries: readonly Entry[], id: string | undefined, by: number): Entry | undefined {
	const index = Math.max(0, entries.findIndex(entry => entry.id === id));
	return entries[(((index + by) % entries.length) + entries.length) % entries.length];
}

const hasDetail = ({pane}: Scene): boolean => pane.tabs.length > 0;

const zooms: readonly Zoom[] = ['list', 'split', 'detail'];

function zoom(application: Application, by: 1 | -1): void {
	const {zoom: before} = application.view.getState();
	const next = zooms[Math.max(0, Math.min(zooms.length - 1, zooms.indexOf(before) + by))]!;
	application.view.setState({zoom: next, focus: next === 'detail' ? 'detail' : 'list'});
}

/** One command per pane, with its number as its key. */
export function paneCommands(panes: readonly AnyPane[]): readonly Command[] {
	return panes.map((pane, index) => ({
		id: `pane.${pane.id}`,
		title: `show ${pane.title.toLowerCase()}`,
		group: 'panes',
		keys: index < 9 ? [String(index + 1)] : [],
		run(application) {
			showPane(application, pane.id);
		},
	}));
}

const step = (id: string, title: string, keys: readonly string[], by: number): Command => ({
	id,
	title,
	group: 'panes',
	keys,
	keyOnly: true,
	run(application, {pane}) {
		showPane(application, neighbour(application.surroundings.panes, pane.id, by)!.id);
	},
});

const tabStep = (id: string, title: string, keys: readonly string[], by: number): Command => ({
	id,
	title,
	group: 'panes',
	keys,
	keyOnly: true,
	applies: hasDetail,
	run(application, {pane, list}) {
		application.showTab(neighbour(pane.tabs, list.tab, by)!.id);
	},
});

const focusDetail = (application: Application, scene: Scene): void => {
	if (scene.row) {
		application.view.setState({focus: 'detail'});
	} else {
		tell(application, 'there is nothing here to look at');
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
		run(application, scene) {
			if (application.view.getState().focus === 'detail') {
				application.view.setState(({zoom: now}) => ({focus: 'list', zoom: now === 'detail' ? 'split' : now}));
			} else {
				focusDetail(application, scene);
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
		run(application, _scene, {count}) {
			scrollDetail(application, count);
		},
	},
	{
		id: 'detail.up',
		title: 'scroll the detail up',
		group: 'panes',
		keys: ['K'],
		keyOnly: true,
		applies: hasDetail,
		run(application, _scene, {count}) {
			scrollDetail(application, -count);
		},
	},
	{
		id: 'zoom.grow',
		title: 'grow the detail',
		group: 'app',
		keys: ['+'],
		applies: hasDetail,
		run(application) {
			zoom(application, 1);
		},
	},
	{
		id: 'zoom.shrink',
		title: 'shrink the detail',
		group: 'app',
		keys: ['_'],
		applies: hasDetail,
		run(application) {
			zoom(application, -1);
		},
	},
];
