import {Panel} from '../../components/panel.tsx';
import type {PaintableSpan} from '../../components/paint.ts';
import {editText, insertText, type TextField} from '../../keys/text-field.ts';
import type {Item} from '../../model/item.ts';
import type {Press} from '../../keys/press.ts';
import type {Action} from '../../store/action.ts';
import type {Live} from '../../store/live.ts';
import type {Application} from '../application.ts';
import type {Size} from '../layout.ts';
import {useApplication} from '../use-application.ts';
import {fieldSpans} from './menu.tsx';
import type {OverlayKind} from './overlay.ts';

export type ConfirmState = {
	readonly action: Action;
	/** Frozen when the dialog opened. */
	readonly targets: readonly Item[];
	readonly options: ReadonlySet<string>;
	readonly input: string;
	/** The words to type, where typing is wanted. */
	readonly words?: string;
	readonly field: TextField;
	readonly scroll: number;
	readonly done: (targets: readonly Item[], options: ReadonlySet<string>, app: Application) => void;
};

/** What the dialog says of each target, from the picture as it is now. */
function sectionsOf({action, targets, options}: ConfirmState, live: Live): {readonly going: ReadonlyArray<readonly [Item, string]>; readonly left: ReadonlyArray<readonly [Item, string]>; readonly warnings: readonly string[]; readonly losses: readonly string[]} {
	const reasonOf = (row: Item) => action.disabledReason?.(row, live) ?? action.refusal?.(row, options, live);
	const going = targets.filter(row => reasonOf(row) === undefined);
	return {
		going: going.map(row => [row, action.describe?.(row, live) ?? ''] as const),
		left: targets.flatMap(row => {
			const reason = reasonOf(row);
			return reason === undefined ? [] : [[row, reason] as const];
		}),
		warnings: going.flatMap(row => action.warnings?.(row, live) ?? []),
		losses: going.flatMap(row => action.losses?.(row, options, live) ?? []),
	};
}

/** The lines of the dialog's scrollable part. */
export function confirmLines(state: ConfirmState, live: Live): ReadonlyArray<readonly PaintableSpan[]> {
	const {going, left, warnings, losses} = sectionsOf(state, live);
	const width = Math.min(36, Math.max(0, ...state.targets.map(({name}) => name.length)));
	const row = (item: Item, note: string, tone: 'plain' | 'dim'): readonly PaintableSpan[] => [{text: `  ${item.name.padEnd(width)}`, tone: tone === 'dim' ? 'dim' : 'strong'}, {text: `  ${note}`, tone: 'dim'}];
	return [
		...going.map(([item, note]) => row(item, note, 'plain')),
		...left.length > 0 ? [[{text: 'left alone:', tone: 'warn'} as const], ...left.map(([item, note]) => row(item, note, 'dim'))] : [],
		...warnings.map(text => [{text, tone: 'warn'} as const]),
		...losses.length > 0 ? [[{text: 'lost for good:', tone: 'bad'} as const], ...losses.map(text => [{text: `  ${text}`, tone: 'bad'} as const])] : [],
	];
}

function pressed(state: ConfirmState, press: Press, app: Application): ConfirmState | undefined {
	const {going} = sectionsOf(state, app.live.getState());
	const accept = (): ConfirmState | undefined => {
		if (going.length === 0) {
			return state;
		}

		queueMicrotask(() => {
			state.done(state.targets, state.options, app);
		});
		return undefined;
	};

	const option = state.action.options?.find(({key}) => press.key === (state.words === undefined ? key : `ctrl+${key}`));
	if (option) {
		const options = new Set(state.options);
		if (!options.delete(option.id)) {
			options.add(option.id);
		}

		return {...state, options};
	}

	if (state.words !== undefined) {
		if (press.key === 'enter') {
			return state.field.text.trim() === state.words ? accept() : state;
		}

		return {...state, field: editText(state.field, press) ?? state.field};
	}

	if (press.key === 'y' || press.key === 'Y') {
		return accept();
	}

	// No is the default: enter closes as esc does.
	return ['n', 'N', 'enter', 'q'].includes(press.key) ? undefined : state;
}

/** Lists exactly what an action will touch, and asks. */
export const confirm: OverlayKind<ConfirmState> = {
	id: 'confirm',
	handle(state, press, app) {
		switch (press.key) {
			case 'esc': {
				return undefined;
			}

			case 'down':
			case 'pgdn': {
				return {...state, scroll: Math.min(state.scroll + (press.key === 'pgdn' ? 10 : press.count), confirmLines(state, app.live.getState()).length - 1)};
			}

			case 'up':
			case 'pgup': {
				return {...state, scroll: Math.max(0, state.scroll - (press.key === 'pgup' ? 10 : press.count))};
			}

			default: {
				return pressed(state, press, app);
			}
		}
	},
	paste: (state, text) => state.words === undefined ? state : {...state, field: insertText(state.field, text)},
	View: ConfirmView,
};

function ConfirmView({state, size}: {readonly state: ConfirmState; readonly size: Size}) {
	const app = useApplication();
	const live = app.live.getState();
	const {going} = sectionsOf(state, live);
	const all = confirmLines(state, live);
	const options = (state.action.options ?? []).map(option => [
		{text: `${state.options.has(option.id) ? '[x]' : '[ ]'} `, tone: 'accent'} as const,
		{text: state.words === undefined ? option.key : `ctrl+${option.key}`, tone: 'key'} as const,
		{text: ` ${option.title}`} as const,
	]);
	const room = Math.max(1, size.rows - 8 - options.length);
	const scroll = Math.min(state.scroll, Math.max(0, all.length - room));
	const shown = all.slice(scroll, scroll + room);
	const question = state.words === undefined
		? [{text: going.length > 0 ? `${state.action.title}? ` : 'nothing to do here ', tone: 'strong'} as const, {text: going.length > 0 ? 'y/N' : '', tone: 'key'} as const]
		: [{text: 'type ', tone: 'strong'} as const, {text: state.words, tone: 'accent'} as const, {text: ': ', tone: 'strong'} as const, ...fieldSpans(state.field)];
	const subject = state.targets.length === 1 ? state.targets[0]!.name : `${state.targets.length} objects`;
	const where = live.endpoint ? ` at ${live.endpoint.url}` : '';
	return (
		<Panel
			title={`${state.action.title} ${subject}${state.input === '' ? '' : ` (${state.input})`}${where}`}
			keys={`${state.words === undefined ? 'y yes  n no' : 'enter go'}  esc cancel${all.length > room ? `  ↑ ↓ scroll ${scroll + 1}-${scroll + shown.length}/${all.length}` : ''}`}
			lines={[...shown, ...options, [], question]}
			width={Math.min(size.columns - 4, 92)}
			columns={size.columns}
			rows={size.rows}
		/>
	);
}
