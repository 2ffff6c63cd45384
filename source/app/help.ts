import type {PaintableSpan} from '../components/paint.ts';
import {fit} from '../components/fit.ts';
import {showKey} from '../keys/press.ts';
import {textField} from '../keys/text-field.ts';
import type {Application} from './application.ts';
import {commandGroups} from './command.ts';
import {pager} from './overlays/pager.tsx';
import {openOverlay} from './overlays/overlay.ts';
import type {Scene} from './scene.ts';

const entry = (keys: readonly string[], title: string, ascii: boolean): readonly PaintableSpan[] => [
	{text: `  ${fit(keys.map(key => showKey(key, ascii)).join(' '), 20)}`, tone: 'key'},
	{text: ` ${title}`},
];

/** The keys that mean something in this place, made from the same tables as the keys themselves. */
export function helpLines(app: Application, scene: Scene): ReadonlyArray<readonly PaintableSpan[]> {
	const {ascii} = app.settings.getState();
	const {commands, readOnly} = app.surroundings;
	const seen = new Set<string>();
	const groups = commandGroups.map(group => [group, commands.filter(command => {
		const key = `${command.keys.join(' ')} ${command.title}`;
		const shown = command.group === group && command.keys.length > 0 && (command.applies?.(scene, app) ?? true) && !seen.has(key);
		if (shown) {
			seen.add(key);
		}

		return shown;
	})] as const);
	return [
		...readOnly || scene.pane.actions.length === 0 ? [] : [
			[{text: scene.pane.noun.one, tone: 'heading'} as const],
			...scene.pane.actions.filter(({keys}) => keys.length > 0).map(action => entry(action.keys, action.title, ascii)),
			[],
		],
		...groups.filter(([, entries]) => entries.length > 0).flatMap(([group, entries]) => [
			[{text: group, tone: 'heading'} as const],
			...entries.map(command => entry(command.keys, command.title, ascii)),
			[],
		]),
		[{text: 'filter', tone: 'heading'}],
		...[['word', 'what is shown holds it, or a name has its letters in this order'], ['!word', 'what is shown does not hold it'], ['label=KEY[=VALUE]', 'by label'], ['state=  image=  project=', 'by one field']].map(([keys, title]) => entry([keys!], title!, ascii)),
	];
}

/** Opens the help of the place that is shown. */
export function openHelp(app: Application, scene: Scene): void {
	openOverlay(app.overlays, pager, {title: `help: ${scene.pane.title.toLowerCase()}`, lines: helpLines(app, scene), scroll: 0, search: textField(), searching: false});
}
