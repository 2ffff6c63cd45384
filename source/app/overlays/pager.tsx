import {Panel} from '../../components/panel.tsx';
import {highlight, type PaintableSpan} from '../../components/paint.ts';
import {findMatches} from '../../components/search.ts';
import {editText, insertText, textField, type TextField} from '../../keys/text-field.ts';
import type {Size} from '../layout.ts';
import {fieldSpans} from './menu.tsx';
import type {OverlayKind} from './overlay.ts';

export type PagerState = {
	readonly title: string;
	readonly lines: ReadonlyArray<readonly PaintableSpan[]>;
	readonly scroll: number;
	readonly search: TextField;
	readonly searching: boolean;
	/** How far it is, while it grows and after. */
	readonly status?: string;
};

const plain = (spans: readonly PaintableSpan[]): string => spans.map(({text}) => text).join('');

function matchesOf(state: PagerState): ReadonlyArray<{readonly line: number; readonly start: number; readonly end: number}> {
	return findMatches(state.lines.map(line => plain(line)), state.search.text);
}

function jump(state: PagerState, direction: 1 | -1): PagerState {
	const lines = [...new Set(matchesOf(state).map(({line}) => line))];
	const next = direction === 1 ? lines.find(line => line > state.scroll) ?? lines[0] : lines.findLast(line => line < state.scroll) ?? lines.at(-1);
	return next === undefined ? state : {...state, scroll: next};
}

/** Text to read: scrolls, and `/` searches. */
export const pager: OverlayKind<PagerState> = {
	id: 'pager',
	handle(state, press) {
		const scrolled = (by: number): PagerState => ({...state, scroll: Math.max(0, Math.min(state.lines.length - 1, state.scroll + by))});
		if (state.searching) {
			if (press.key === 'esc') {
				return {...state, searching: false, search: textField()};
			}

			if (press.key === 'enter') {
				return {...state, searching: false};
			}

			const search = editText(state.search, press) ?? state.search;
			const found = {...state, search};
			const first = matchesOf(found)[0];
			return first ? {...found, scroll: first.line} : found;
		}

		switch (press.key) {
			case 'j':
			case 'down': {
				return scrolled(press.count);
			}

			case 'k':
			case 'up': {
				return scrolled(-press.count);
			}

			case 'pgdn':
			case 'ctrl+d':
			case 'space': {
				return scrolled(10 * press.count);
			}

			case 'pgup':
			case 'ctrl+u': {
				return scrolled(-10 * press.count);
			}

			case 'g':
			case 'home': {
				return {...state, scroll: 0};
			}

			case 'G':
			case 'end': {
				return scrolled(state.lines.length);
			}

			case '/': {
				return {...state, searching: true, search: textField()};
			}

			case 'n': {
				return jump(state, 1);
			}

			case 'N': {
				return jump(state, -1);
			}

			case 'esc':
			case 'q':
			case '?': {
				return undefined;
			}

			default: {
				return state;
			}
		}
	},
	paste: (state, text) => state.searching ? {...state, search: insertText(state.search, text)} : state,
	View: PagerView,
};

function PagerView({state, size}: {readonly state: PagerState; readonly size: Size}) {
	const height = Math.max(1, Math.min(state.lines.length, size.rows - 5));
	const top = Math.max(0, Math.min(state.scroll, state.lines.length - height));
	const matches = matchesOf(state);
	const lines = state.lines.slice(top, top + height).map((line, index) => highlight(line, matches.filter(match => match.line === top + index)));
	const field = state.searching || state.search.text !== '' ? [[{text: '/', tone: 'key'} as const, ...state.searching ? fieldSpans(state.search) : [{text: state.search.text}], {text: `  ${matches.length} matches`, tone: 'dim'} as const]] : [];
	return <Panel title={state.title} keys={`${state.status === undefined ? '' : `${state.status}  `}j k scroll  / search  n N  esc close  ${top + 1}-${top + lines.length}/${state.lines.length}`} lines={[...lines, ...field]} width={Math.min(size.columns - 4, 100)} columns={size.columns} rows={size.rows}/>;
}
