import {Fzf} from 'fzf';
import {textField} from '../keys/text-field.ts';
import {act} from './act.ts';
import {actionsOf} from './actions-of.ts';
import type {Application} from './application.ts';
import type {Command} from './command.ts';
import {menu, type MenuItem} from './overlays/menu.tsx';
import {openOverlay} from './overlays/overlay.ts';
import type {Scene} from './scene.ts';

function commandItem(application: Application, scene: Scene, command: Command): MenuItem {
	const disabledReason = command.disabledReason?.(scene, application);
	return {
		id: command.id,
		title: command.title,
		...command.keys[0] ? {note: command.keys.join(' ')} : {},
		...disabledReason && {disabledReason},
		run() {
			command.run(application, application.scene(), {key: command.keys[0] ?? '', count: 1});
		},
	};
}

function tabItems(application: Application, {pane}: Scene, showTab: (id: string) => void): readonly MenuItem[] {
	return pane.tabs.map(tab => ({
		id: `tab.${tab.id}`,
		title: `show ${tab.title.toLowerCase()}`,
		note: 'detail tab',
		run() {
			showTab(tab.id);
			application.view.setState({focus: 'detail'});
		},
	}));
}

/** Everything there is to do, found by typing a few of its letters: actions, panes, tabs, contexts, themes. */
export function openPalette(application: Application): void {
	const scene = application.scene();
	openOverlay(application.overlays, menu, {
		title: 'commands',
		cursor: 0,
		filter: textField(),
		typing: true,
		keys: 'type to find  ↑ ↓ move  enter do it  esc close',
		items: () => [
			...actionsOf(application, scene).map(({action, targets, disabledReason}): MenuItem => ({
				id: action.id,
				title: `${action.title} ${action.free ? scene.pane.noun.one : targets.length > 1 ? `${targets.length} ${scene.pane.noun.many}` : targets[0]?.name ?? ''}`.trim(),
				note: action.keys.join(' '),
				...disabledReason && {disabledReason},
				run() {
					act(application, scene.pane, action, targets);
				},
			})),
			...tabItems(application, scene, tab => {
				application.showTab(tab);
			}),
			...application.surroundings.commands.filter(command => !command.keyOnly && (command.applies?.(scene, application) ?? true)).map(command => commandItem(application, scene, command)),
		],
		rank: (items, text) => text.trim() === '' ? items : new Fzf<readonly MenuItem[]>(items, {selector: (item: MenuItem) => item.title, casing: 'case-insensitive'}).find(text.trim()).map(({item}: {item: MenuItem}) => item),
	});
}
