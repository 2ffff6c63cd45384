import {textField} from '../keys/text-field.ts';
import {choose, totalOf} from '../model/clean-up-plan.ts';
import {bytesInWords, countInWords, totalInWords} from '../model/clean-up-words.ts';
import {safeKinds, type CleanUpKind, type CleanUpRules} from '../model/clean-up.ts';
import {duration, parseDuration} from '../model/time.ts';
import {cleanUpOf} from '../store/clean-up.ts';
import {changeList, listOf} from '../store/view.ts';
import {tell, type Application} from './application.ts';
import {showPane} from './commands/panes.ts';
import {menu, type MenuItem} from './overlays/menu.tsx';
import {openOverlay} from './overlays/overlay.ts';
import {prompt} from './overlays/prompt.tsx';

const pane = 'disk';

export type Preset = {readonly id: string; readonly title: string; readonly kinds: readonly CleanUpKind[]};

/** What people clean up by: the kinds, and everything that is safe. */
export const presets: readonly Preset[] = [
	{id: 'safe', title: 'everything safe', kinds: safeKinds},
	{id: 'containers', title: 'stopped containers', kinds: ['containers']},
	{id: 'dangling', title: 'dangling images', kinds: ['dangling']},
	{id: 'images', title: 'unused images', kinds: ['images']},
	{id: 'anonymous', title: 'unused anonymous volumes', kinds: ['anonymous']},
	{id: 'volumes', title: 'unused volumes, named ones too', kinds: ['volumes']},
	{id: 'networks', title: 'unused networks', kinds: ['networks']},
	{id: 'cache', title: 'build cache', kinds: ['cache']},
];

type Filters = Pick<CleanUpRules, 'olderThan' | 'labels' | 'without'>;

/** "Older than" and the labels hold for every preset until they are changed. */
const filters = new WeakMap<Application, Filters>();

function chosenBy(app: Application, kinds: readonly CleanUpKind[]): ReadonlySet<string> {
	return choose(cleanUpOf(app.live.getState()), {kinds, ...filters.get(app)}, Date.now());
}

function totalIn(app: Application, ids: ReadonlySet<string>): string {
	const cleanUp = cleanUpOf(app.live.getState());
	return ids.size === 0 ? 'nothing' : totalInWords(totalOf([...ids].flatMap(id => cleanUp.byId.get(id) ?? []), cleanUp));
}

/** Marks what a preset takes, on top of what is marked; once all of it is marked, unmarks it. */
export function togglePreset(app: Application, {kinds}: Preset): void {
	const ids = chosenBy(app, kinds);
	changeList(app.view, ({marks}) => {
		const isAll = [...ids].every(id => marks.has(id));
		return {marks: new Set(isAll ? [...marks].filter(id => !ids.has(id)) : [...marks, ...ids])};
	}, pane);
}

function presetItems(app: Application): readonly MenuItem[] {
	const {marks} = listOf(app.view.getState(), pane);
	const {olderThan, labels = [], without = []} = filters.get(app) ?? {};
	const labelWords = [...labels, ...without.map(label => `!${label}`)].join(' ');
	return [
		...presets.map((preset): MenuItem => {
			const ids = chosenBy(app, preset.kinds);
			return {
				id: preset.id,
				title: preset.title,
				note: totalIn(app, ids),
				checked: ids.size > 0 && [...ids].every(id => marks.has(id)),
				stays: true,
				run() {
					togglePreset(app, preset);
				},
			};
		}),
		{
			id: 'older', title: 'older than…', note: olderThan === undefined ? 'any age' : duration(olderThan), run() {
				askAge(app);
			},
		},
		{
			id: 'labels', title: 'labels…', note: labelWords === '' ? 'any' : labelWords, run() {
				askLabels(app);
			},
		},
		{
			id: 'none', title: 'unmark all', note: `${countInWords(marks.size)} marked`, stays: true, run() {
				changeList(app.view, {marks: new Set()}, pane);
			},
		},
	];
}

function askAge(app: Application): void {
	openOverlay(app.overlays, prompt, {
		title: 'older than (12h, 7d; nothing for any age)',
		field: textField(),
		problem: text => text.trim() === '' || parseDuration(text) !== undefined ? undefined : 'a time is wanted, such as 12h or 7d',
		done(text) {
			filters.set(app, {...filters.get(app), olderThan: parseDuration(text)});
			openPresets(app);
		},
	});
}

function askLabels(app: Application): void {
	openOverlay(app.overlays, prompt, {
		title: 'labels (env=test !keep; nothing for any)',
		field: textField(),
		problem: () => undefined,
		done(text) {
			const words = text.split(/\s+/v).filter(word => word !== '' && word !== '!');
			filters.set(app, {...filters.get(app), labels: words.filter(word => !word.startsWith('!')), without: words.filter(word => word.startsWith('!')).map(word => word.slice(1))});
			openPresets(app);
		},
	});
}

/** The presets, to be combined with one another and with marks. */
export function openPresets(app: Application): void {
	openOverlay(app.overlays, menu, {
		title: 'mark for clean-up',
		cursor: 0,
		keys: 'space, enter mark or unmark  esc done',
		items: presetItems,
	});
}

const kindsOfPanes: Readonly<Record<string, {readonly filter: string; readonly preset: string}>> = {
	containers: {filter: 'container', preset: 'containers'},
	images: {filter: 'image', preset: 'dangling'},
	networks: {filter: 'network', preset: 'networks'},
	volumes: {filter: 'volume', preset: 'anonymous'},
};

/** True for a pane whose objects can be cleaned up. */
export function hasCleanUp(id: string): boolean {
	return Object.hasOwn(kindsOfPanes, id);
}

/** Shows the clean-up list with one kind alone, and of that what is safe marked. */
export function cleanUpKind(app: Application, from: string): void {
	const kind = kindsOfPanes[from];
	const preset = presets.find(({id}) => id === kind?.preset);
	if (!kind || !preset) {
		return;
	}

	const ids = chosenBy(app, preset.kinds);
	changeList(app.view, {filter: `state=${kind.filter}`, marks: ids, cursor: undefined}, pane);
	showPane(app, pane);
	const cleanUp = cleanUpOf(app.live.getState());
	const total = totalOf([...ids].flatMap(id => cleanUp.byId.get(id) ?? []), cleanUp);
	tell(app, ids.size === 0 ? `no ${preset.title}; p has other presets` : `${preset.title} marked: frees ${bytesInWords(total)}; enter reviews, p has other presets`);
}
