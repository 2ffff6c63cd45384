import {rank} from '../components/rank.ts';
import {textField} from '../keys/text-field.ts';
import {act} from './act.ts';
import {actionsOf} from './actions-of.ts';
import type {Application} from './application.ts';
import type {Command} from './command.ts';
import {menu, type MenuItem} from './overlays/menu.tsx';
import {openOverlay} from './overlays/overlay.ts';
import type {Scene} from './scene.ts';

function commandItem(app: Application, scene: Scene, command: Command): MenuItem {
	const disabledReason = command.disabledReason?.(scene, app);
	return {
		id: command.id,
		title: command.title,
		...command.keys[0] && {note: command.keys.join(' ')},
		...disabledReason && {disabledReason},
		run() {
			command.run(app, app.scene(), {key: command.keys[0] ?? '', count: 1});
		},
	};
}

function tabItems(app: Application, {tabs}: Scene, showTab: (id: string) => void): readonly MenuItem[] {
	return tabs.map(tab => ({
		id: `tab.${tab.id}`,
		title: `show ${tab.title.toLowerCase()}`,
		note: 'detail tab',
		run() {
			showTab(tab.id);
			app.view.setState({focus: 'detail'});
		},
	}));
}

/** Everything there is to do, found by typing a few of its letters: actions, panes, tabs, contexts, themes. */
export function openPalette(app: Application): void {
	const scene = app.scene();
	openOverlay(app.overlays, menu, {
		title: 'commands',
		cursor: 0,
		filter: textField(),
		typing: true,
		keys: 'type to find  ↑ ↓ move  enter do it  esc close',
		items: () => [
			...actionsOf(app, scene).map(({action, targets, disabledReason}): MenuItem => ({
				id: action.id,
				title: `${action.title} ${action.free ? scene.pane.noun.one : targets.length > 1 ? `${targets.length} ${scene.pane.noun.many}` : targets[0]?.name ?? ''}`.trim(),
				note: action.keys.join(' '),
				...disabledReason && {disabledReason},
				run() {
					act(app, scene.pane, action, targets);
				},
			})),
			...tabItems(app, scene, tab => {
				app.showTab(tab);
			}),
			...app.surroundings.commands.filter(command => !command.keyOnly && (command.applies?.(scene, app) ?? true)).map(command => commandItem(app, scene, command)),
		],
		rank: (items, text) => rank(items, text, ({title}) => title),
	});
}
