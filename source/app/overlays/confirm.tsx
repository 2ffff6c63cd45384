import {fit, shorten, widthOf} from '../../components/fit.ts';
import {Panel} from '../../components/panel.tsx';
import type {PaintableSpan} from '../../components/paint.ts';
import {wrapText} from '../../components/wrap-text.ts';
import {editText, insertText, type TextField} from '../../keys/text-field.ts';
import type {Item} from '../../model/item.ts';
import type {Press} from '../../keys/press.ts';
import type {Action} from '../../store/action.ts';
import type {Live} from '../../store/live.ts';
import type {Application} from '../application.ts';
import type {Size} from '../layout.ts';
import {useApplication} from '../use-application.ts';
import {useStyle} from '../../components/style.tsx';
import {fieldSpans} from './menu.tsx';
import type {OverlayKind} from './overlay.ts';

export type ConfirmState = {
	readonly action: Action;
	/** Frozen when the dialog opened. */
	readonly targets: readonly Item[];
	readonly options: ReadonlySet<string>;
	readonly input: string;
	/** What is to be done has to be typed: the action and how many it will touch, `remove 5`. */
	readonly typed: boolean;
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

/** What can be chosen for targets as they are now. */
function optionsOf({action, targets}: ConfirmState): ReadonlyArray<NonNullable<Action['options']>[number]> {
	return (action.options ?? []).filter(({applies}) => !applies || targets.some(row => applies(row)));
}

const widest = 92;

/** Columns of the dialog's lines on a screen that is so wide. */
const innerWidth = (columns: number): number => Math.min(columns - 4, widest) - 4;

/** What has to be typed: never more than what will really be touched. */
const wordsOf = ({action}: ConfirmState, going: readonly unknown[]): string => `${action.title} ${going.length}`;

/** The lines of the dialog's scrollable part, in `width` columns: a name that leaves no room for what is said of it has lines of its own. */
export function confirmLines(state: ConfirmState, live: Live, {width, ellipsis = '…'}: {readonly width: number; readonly ellipsis?: string}): ReadonlyArray<readonly PaintableSpan[]> {
	const {going, left, warnings, losses} = sectionsOf(state, live);
	const notes = [...going, ...left].map(([, note]) => widthOf(note));
	const most = Math.max(12, Math.floor(width / 3), width - Math.max(0, ...notes) - 4);
	const names = Math.min(most, Math.max(0, ...state.targets.map(({name}) => widthOf(name))));
	const row = (item: Item, note: string, tone: 'strong' | 'dim'): ReadonlyArray<readonly PaintableSpan[]> => widthOf(item.name) <= names
		? [[{text: `  ${fit(item.name, names, {ellipsis})}`, tone}, {text: `  ${note}`, tone: 'dim'}]]
		// Who agrees to lose something must be able to read all of its name.
		: [...wrapText(item.name, width - 2).map(text => [{text: `  ${text}`, tone}]), [{text: `    ${note}`, tone: 'dim'}]];
	return [
		...going.flatMap(([item, note]) => row(item, note, 'strong')),
		...left.length > 0 ? [[{text: 'left alone:', tone: 'warn'} as const], ...left.flatMap(([item, note]) => row(item, note, 'dim'))] : [],
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

	const option = optionsOf(state).find(({key}) => press.key === (state.typed ? `ctrl+${key}` : key));
	if (option) {
		const options = new Set(state.options);
		if (!options.delete(option.id)) {
			options.add(option.id);
		}

		return {...state, options};
	}

	if (state.typed) {
		if (press.key === 'enter') {
			return state.field.text.trim() === wordsOf(state, going) ? accept() : state;
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
				return {...state, scroll: Math.min(state.scroll + (press.key === 'pgdn' ? 10 : press.count), confirmLines(state, app.live.getState(), {width: widest}).length - 1)};
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
	paste: (state, text) => state.typed ? {...state, field: insertText(state.field, text)} : state,
	View: ConfirmView,
};

function ConfirmView({state, size}: {readonly state: ConfirmState; readonly size: Size}) {
	const app = useApplication();
	const live = app.live.getState();
	const {ellipsis} = useStyle();
	const width = innerWidth(size.columns);
	const {going, left} = sectionsOf(state, live);
	const all = confirmLines(state, live, {width, ellipsis});
	const options = optionsOf(state).map(option => [
		{text: `${state.options.has(option.id) ? '[x]' : '[ ]'} `, tone: 'accent'} as const,
		{text: state.typed ? `ctrl+${option.key}` : option.key, tone: 'key'} as const,
		{text: ` ${option.title}`} as const,
	]);
	const room = Math.max(1, size.rows - 8 - options.length);
	const scroll = Math.min(state.scroll, Math.max(0, all.length - room));
	const shown = all.slice(scroll, scroll + room);
	const question = going.length === 0
		? [{text: 'nothing to do here', tone: 'strong'} as const]
		: (state.typed
			? [{text: 'type ', tone: 'strong'} as const, {text: wordsOf(state, going), tone: 'accent'} as const, {text: ': ', tone: 'strong'} as const, ...fieldSpans(state.field)]
			: [{text: `${state.action.title}? `, tone: 'strong'} as const, {text: 'y/N', tone: 'key'} as const]);
	const where = live.endpoint ? ` at ${live.endpoint.url}` : '';
	const input = state.input === '' ? '' : ` (${state.input})`;
	const subject = state.targets.length === 1
		? shorten(state.targets[0]!.name, Math.max(16, width - state.action.title.length - input.length - where.length - 3), 'middle', ellipsis)
		: (left.length > 0 && going.length > 0 ? `${going.length} of ${state.targets.length} objects` : `${state.targets.length} objects`);
	return (
		<Panel
			title={`${state.action.title} ${subject}${input}${where}`}
			keys={`${going.length === 0 ? '' : (state.typed ? 'enter go  ' : 'y yes  n no  ')}esc cancel${all.length > room ? `  ↑ ↓ scroll ${scroll + 1}-${scroll + shown.length}/${all.length}` : ''}`}
			lines={[...shown, ...options, [], question]}
			width={width + 4}
			columns={size.columns}
			rows={size.rows}
		/>
	);
}
