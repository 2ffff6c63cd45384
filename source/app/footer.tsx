import {Text} from 'ink';
import type {ReactElement} from 'react';
import {spansWidth, spread, type PaintableSpan} from '../components/paint.ts';
import {useStyle} from '../components/style.tsx';
import {showKey} from '../keys/press.ts';
import {summaryOf, type Jobs} from '../store/jobs.ts';
import type {Live} from '../store/live.ts';
import type {View} from '../store/view.ts';
import {actionsOf} from './actions-of.ts';
import type {Application} from './application.ts';
import {filter, type FilterState} from './overlays/filter.tsx';
import {fieldSpans} from './overlays/menu.tsx';
import type {Overlays} from './overlays/overlay.ts';
import type {Scene} from './scene.ts';
import {useApplication} from './use-application.ts';

/** How long a line stays in the footer, in milliseconds. */
export const toastLife = {info: 5000, good: 6000, bad: 20_000} as const;

type Hint = {readonly id: string; readonly spans: readonly PaintableSpan[]};

/** The way to all other keys: these stay when there is no room for all, the first one longest. */
const lasting: readonly string[] = ['help', 'palette', 'menu', 'filter'];

/** Those that fit in `room` columns, in their order. */
function fittingHints(all: readonly Hint[], room: number): ReadonlyArray<readonly PaintableSpan[]> {
	let left = room;
	const chosen = new Set<Hint>();
	const take = (hint: Hint) => {
		const width = spansWidth(hint.spans) + 2;
		if (!chosen.has(hint) && width <= left) {
			left -= width;
			chosen.add(hint);
		}
	};

	// Half of the line at most is theirs: the rest tells of the row.
	for (const hint of lasting.flatMap(id => all.filter(entry => entry.id === id))) {
		if (room - left + spansWidth(hint.spans) <= Math.max(12, room / 2)) {
			take(hint);
		}
	}

	for (const hint of all) {
		take(hint);
	}

	return all.filter(hint => chosen.has(hint)).map(({spans}) => spans);
}

/** The keys that apply to the row: its actions that can be done now, then the commands that have a hint. */
function hints(app: Application, scene: Scene, ascii: boolean): readonly Hint[] {
	const hint = (key: string, title: string, id = title): Hint => ({id, spans: [{text: showKey(key, ascii), tone: 'key'}, {text: ` ${title}`, tone: 'dim'}]});
	const actions = actionsOf(app, scene).filter(({action, disabledReason}) => disabledReason === undefined && action.keys.length > 0);
	const {commands} = app.surroundings;
	const isFailed = app.live.getState().connection.status === 'failed';
	if (isFailed) {
		return [hint('ctrl+r', 'try again'), hint('d', 'demo engine'), hint('@', 'engines'), hint('?', 'help'), hint('q', 'quit')];
	}

	// A key says what it does here, once: an action's own meaning comes before the general one.
	const taken = new Set(actions.flatMap(({action}) => action.keys));
	const hinted = commands.filter(command => command.hint && command.keys.every(key => !taken.has(key)) && (command.applies?.(scene, app) ?? true));
	const told = (leads: boolean) => hinted.filter(command => (command.leads ?? false) === leads).map(command => hint(command.keys[0]!, command.hint!, command.id));
	return [...told(true), ...actions.map(({action}) => hint(action.keys[0]!, action.title)), ...told(false)];
}

function status(scene: Scene, live: Live): readonly PaintableSpan[] {
	const {list, shown, pane} = scene;
	// Rows that could not be read anew look as they always do.
	const isOld = pane.loaded(live) && pane.error(live) !== undefined && live.connection.status === 'connected';
	const marked = list.marks.size > 0 ? shown.rows.filter(({id}) => list.marks.has(id)) : [];
	const hiddenMarks = list.marks.size - marked.length;
	const sum = marked.length > 0 ? pane.sum?.(marked, live) : undefined;
	const parts: ReadonlyArray<readonly PaintableSpan[]> = [
		isOld ? [{text: 'not up to date', tone: 'bad'}] : [],
		list.marks.size > 0 ? [{text: `${list.marks.size} marked${sum === undefined ? '' : `, ${sum}`}${hiddenMarks > 0 ? `, ${hiddenMarks} of them not shown` : ''}`, tone: 'warn'}] : [],
		list.filter === '' ? [] : [{text: `/${list.filter} ${shown.rows.length}/${shown.total}`, tone: 'warn'}],
		shown.reduced > 0 ? [{text: `${shown.reduced} ${pane.hides!.words} hidden`, tone: 'warn'}] : [],
		scene.cursorIndex >= 0 ? [{text: `${scene.cursorIndex + 1}/${shown.rows.length}`, tone: 'dim'}] : [],
	];
	return [...parts.filter(part => part.length > 0).flatMap(part => [{text: '  '}, ...part]), {text: ' '}];
}

export type FooterProps = {
	readonly scene: Scene;
	/** Whose keys are told: the row whose detail is shown. */
	readonly told: Scene;
	readonly view: View;
	readonly jobs: Jobs;
	readonly overlays: Overlays;
	readonly now: number;
	readonly width: number;
};

/** The prompt, else what is being done, else the last result, else the keys that apply to the row. */
export function Footer({scene, told, view, jobs, overlays, now, width}: FooterProps): ReactElement {
	const app = useApplication();
	const {theme, ascii, ellipsis} = useStyle();
	const right = status(scene, app.live.getState());
	const top = overlays.stack.at(-1);
	const running = jobs.list.findLast(job => job.ended === undefined);
	const {toast} = view;
	const left = (): readonly PaintableSpan[] => {
		if (top?.kind.id === filter.id) {
			const {field, label} = top.state as FilterState;
			return [{text: ` ${label} `, tone: 'dim'}, {text: '/', tone: 'key'}, ...fieldSpans(field)];
		}

		if (running && (running.steps.length > 1 || !toast)) {
			return [{text: ` ${summaryOf(running).text}`, tone: 'info'}];
		}

		if (toast && now - toast.at < toastLife[toast.tone]) {
			return [{text: ` ${toast.text}`, tone: toast.tone}];
		}

		return fittingHints(hints(app, told, ascii), width - spansWidth(right) - 2).flatMap((spans, index) => [{text: index === 0 ? ' ' : '  '}, ...spans]);
	};

	const said = left();
	// What went wrong is told as far as the line goes: where the list stands yields to it.
	const isCrowded = spansWidth(said) + spansWidth(right) + 1 > width;
	return <Text wrap='truncate'>{spread(said, isCrowded && toast?.tone === 'bad' ? [] : right, theme, width, ellipsis)}</Text>;
}
