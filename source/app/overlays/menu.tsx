import {isSubsequence} from '../../model/filter.ts';
import {clampTop} from '../../components/window.ts';
import {Panel} from '../../components/panel.tsx';
import type {PaintableSpan} from '../../components/paint.ts';
import {useStyle} from '../../components/style.tsx';
import {fit} from '../../components/fit.ts';
import {editText, insertText, textField, type TextField} from '../../keys/text-field.ts';
import {showKey} from '../../keys/press.ts';
import type {Application} from '../application.ts';
import {useApplication} from '../use-application.ts';
import type {OverlayKind} from './overlay.ts';

export type MenuItem = {
	readonly id: string;
	readonly title: string;
	/** The key that does the same without the menu; it works inside the menu too. */
	readonly key?: string;
	/** What stands behind the title. */
	readonly note?: string;
	readonly disabledReason?: string;
	readonly checked?: boolean;
	/** Leaves the menu open. */
	readonly stays?: boolean;
	readonly run: (app: Application) => void;
	/** What `y` copies. */
	readonly copy?: string;
};

export type MenuState = {
	readonly title: string;
	/** Asked at every drawing, so that what it shows is never old. */
	readonly items: (app: Application) => readonly MenuItem[];
	readonly cursor: number;
	/** Set while the menu is being filtered. */
	readonly filter?: TextField;
	/** Every letter filters at once: for a palette. */
	readonly typing?: boolean;
	readonly keys?: string;
	readonly empty?: string;
	/** Columns it may take; 76 when absent. */
	readonly width?: number;
	/** Orders what matches; by default the items' own order is kept. */
	readonly rank?: (items: readonly MenuItem[], text: string) => readonly MenuItem[];
};

const rankPlainly = (items: readonly MenuItem[], text: string): readonly MenuItem[] => {
	const wanted = text.trim().toLowerCase();
	return wanted === '' ? items : items.filter(({title, note = ''}) => `${title} ${note}`.toLowerCase().includes(wanted) || isSubsequence(wanted, title.toLowerCase()));
};

function itemsOf(state: MenuState, app: Application): readonly MenuItem[] {
	const items = state.items(app);
	return state.filter ? (state.rank ?? rankPlainly)(items, state.filter.text) : items;
}

/** A list to choose from; `/` filters it. */
export const menu: OverlayKind<MenuState> = {
	id: 'menu',
	handle(state, press, app) {
		const items = itemsOf(state, app);
		const cursor = Math.max(0, Math.min(state.cursor, items.length - 1));
		const move = (by: number): MenuState => ({...state, cursor: Math.max(0, Math.min(items.length - 1, cursor + by))});
		const choose = (item: MenuItem | undefined): MenuState | undefined => {
			if (!item || item.disabledReason) {
				return state;
			}

			if (item.stays) {
				item.run(app);
				return state;
			}

			// After this menu has closed, so that what the item opens lies on top.
			queueMicrotask(() => {
				item.run(app);
			});
			return undefined;
		};

		switch (press.key) {
			case 'esc': {
				return state.filter && !state.typing ? {...state, filter: undefined, cursor: 0} : undefined;
			}

			case 'enter': {
				return choose(items[cursor]);
			}

			case 'down':
			case 'ctrl+n':
			case 'tab': {
				return move(press.count);
			}

			case 'up':
			case 'ctrl+p':
			case 'shift+tab': {
				return move(-press.count);
			}

			case 'pgdn': {
				return move(10);
			}

			case 'pgup': {
				return move(-10);
			}

			default: {
				break;
			}
		}

		if (state.filter) {
			const filter = editText(state.filter, press);
			return filter ? {...state, filter, cursor: filter.text === state.filter.text ? cursor : 0} : state;
		}

		const direct = items.find(item => item.key === press.key);
		if (direct) {
			return choose(direct);
		}

		switch (press.key) {
			case 'j': {
				return move(press.count);
			}

			case 'k': {
				return move(-press.count);
			}

			case 'g':
			case 'home': {
				return {...state, cursor: 0};
			}

			case 'G':
			case 'end': {
				return move(items.length);
			}

			case '/': {
				return {...state, filter: textField(), cursor: 0};
			}

			case 'space': {
				return items[cursor]?.stays ? choose(items[cursor]) : state;
			}

			case 'y': {
				const text = items[cursor]?.copy;
				if (text) {
					app.copy(text);
				}

				return state;
			}

			case 'q': {
				return undefined;
			}

			default: {
				return state;
			}
		}
	},
	paste: (state, text) => state.filter ? {...state, filter: insertText(state.filter, text), cursor: 0} : state,
	View({state, size}) {
		const app = useApplication();
		const {ascii} = useStyle();
		const items = itemsOf(state, app);
		const width = Math.min(size.columns - 4, state.width ?? 76);
		const height = Math.max(1, Math.min(items.length, size.rows - 6));
		const cursor = Math.max(0, Math.min(state.cursor, items.length - 1));
		const top = clampTop(cursor - Math.floor(height / 2), cursor, height, items.length);
		const keyWidth = Math.max(0, ...items.map(item => item.key ? showKey(item.key, ascii).length + 1 : 0));
		const lines: Array<readonly PaintableSpan[]> = items.slice(top, top + height).map((item, index) => menuLine(item, top + index === cursor, keyWidth, width - 4, ascii));
		const field = state.filter ? [[{text: state.typing ? ': ' : '/ ', tone: 'key'}, ...fieldSpans(state.filter)] as const] : [];
		const keys = state.keys ?? (state.filter ? 'enter choose  esc back' : 'enter choose  / filter  esc close');
		return <Panel title={state.title} keys={`${keys}${items.length > height ? `  ${cursor + 1}/${items.length}` : ''}`} lines={[...field, ...lines.length > 0 ? lines : [[{text: state.empty ?? 'nothing matches', tone: 'dim'} as const]]]} width={width} columns={size.columns} rows={size.rows}/>;
	},
};

function menuLine(item: MenuItem, selected: boolean, keyWidth: number, width: number, ascii: boolean): readonly PaintableSpan[] {
	const box = item.checked === undefined ? '' : (item.checked ? '[x] ' : '[ ] ');
	const note = item.disabledReason ?? item.note ?? '';
	const head = `${selected ? '>' : ' '} ${fit(item.key ? showKey(item.key, ascii) : '', keyWidth)}${box}`;
	return [
		{text: head, tone: selected ? 'accent' : 'key'},
		{text: item.title, tone: item.disabledReason ? 'dim' : (selected ? 'accent' : 'plain')},
		...note === '' ? [] : [{text: `  ${note}`.slice(0, width), tone: 'dim' as const}],
	];
}

/** A text field with its cursor. */
export function fieldSpans({text, at}: TextField): readonly PaintableSpan[] {
	const characters = [...text];
	return [{text: characters.slice(0, at).join('')}, {text: characters[at] ?? ' ', tone: 'match'}, {text: characters.slice(at + 1).join('')}];
}
