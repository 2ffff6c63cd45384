import {cleanUpKind, hasCleanUp, openPresets, presets, togglePreset} from '../clean-up-presets.ts';
import type {Command} from '../command.ts';
import {showPane} from './panes.ts';

export const cleanUpCommands: readonly Command[] = [
	{
		id: 'clean-up.presets',
		title: 'presets of the clean-up',
		group: 'list',
		keys: ['p'],
		hint: 'presets',
		applies: ({pane}) => pane.id === 'disk',
		run(app) {
			openPresets(app);
		},
	},
	{
		id: 'clean-up.kind',
		title: 'clean up this kind',
		group: 'object',
		keys: ['P'],
		applies: ({pane}) => hasCleanUp(pane.id),
		run(app, {pane}) {
			cleanUpKind(app, pane.id);
		},
	},
	...presets.map((preset): Command => ({
		id: `clean-up.preset.${preset.id}`,
		title: `mark for clean-up: ${preset.title}`,
		group: 'list',
		keys: [],
		run(app) {
			togglePreset(app, preset);
			showPane(app, 'disk');
		},
	})),
];
