import {act} from '../act.ts';
import {actionsOf} from '../actions-of.ts';
import type {Command} from '../command.ts';
import {menu, type MenuItem} from '../overlays/menu.tsx';
import {openOverlay} from '../overlays/overlay.ts';

const needsRow: Command['disabledReason'] = ({row}) => row ? undefined : 'there is nothing under the cursor';

export const objectCommands: readonly Command[] = [
	{
		id: 'menu',
		title: 'all that can be done with it',
		group: 'object',
		keys: ['x'],
		hint: 'menu',
		run(app, scene) {
			const items = actionsOf(app, scene).map(({action, targets, disabledReason}): MenuItem => ({
				id: action.id,
				title: action.title,
				...action.keys[0] && {key: action.keys[0]},
				...disabledReason ? {disabledReason} : {note: action.free ? '' : (targets.length > 1 ? `${targets.length} ${scene.pane.noun.many}` : '')},
				run() {
					act(app, scene.pane, action, targets);
				},
			}));
			openOverlay(app.overlays, menu, {
				title: scene.list.marks.size > 0 ? `${scene.list.marks.size} marked ${scene.pane.noun.many}` : scene.row ? `${scene.pane.noun.one} ${scene.row.name}` : scene.pane.noun.many,
				cursor: 0,
				empty: app.surroundings.readOnly ? 'nothing: shipshape runs with --read-only' : 'nothing can be done here',
				items: () => items,
			});
		},
	},
	{
		id: 'copy',
		title: 'copy',
		group: 'object',
		keys: ['y'],
		disabledReason: needsRow,
		run(app, {pane, row}) {
			if (!row) {
				return;
			}

			openOverlay(app.overlays, menu, {
				title: `copy from ${row.name}`,
				cursor: 0,
				items: ({live}) => pane.copies(row, live.getState()).map(({title, text}) => ({
					id: title,
					title,
					note: text,
					run() {
						app.copy(text);
					},
				})),
			});
		},
	},
	{
		id: 'inspect',
		title: 'inspect',
		group: 'object',
		keys: ['i'],
		applies: ({pane}) => pane.tabs.some(({id}) => id === 'inspect'),
		disabledReason: needsRow,
		run(app, {row}) {
			if (row) {
				app.showTab('inspect');
				app.view.setState({focus: 'detail'});
			}
		},
	},
	{
		id: 'unmask',
		title: 'show or hide secrets',
		group: 'object',
		keys: ['ctrl+v'],
		applies: ({tab, layout}) => layout.detail !== undefined && tab?.id === 'env',
		run(app) {
			app.view.setState(({detail}) => ({detail: {...detail, unmasked: !detail.unmasked}}));
		},
	},
];
