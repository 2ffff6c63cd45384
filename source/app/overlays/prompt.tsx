import {Panel} from '../../components/panel.tsx';
import type {PaintableSpan} from '../../components/paint.ts';
import {editText, insertText, type TextField} from '../../keys/text-field.ts';
import type {Application} from '../application.ts';
import {fieldSpans} from './menu.tsx';
import type {OverlayKind} from './overlay.ts';

export type PromptState = {
	readonly title: string;
	readonly field: TextField;
	/** Why this text will not do. */
	readonly problem?: (text: string) => string | undefined;
	/** What is so far known of this text. */
	readonly note?: (text: string) => string;
	readonly done: (text: string, app: Application) => void;
};

/** Asks for a line of text. */
export const prompt: OverlayKind<PromptState> = {
	id: 'prompt',
	handle(state, press, app) {
		if (press.key === 'esc') {
			return undefined;
		}

		if (press.key === 'enter') {
			const {text} = state.field;
			if (state.problem?.(text)) {
				return state;
			}

			queueMicrotask(() => {
				state.done(text, app);
			});
			return undefined;
		}

		return {...state, field: editText(state.field, press) ?? state.field};
	},
	paste: (state, text) => ({...state, field: insertText(state.field, text)}),
	View({state, size}) {
		const {text} = state.field;
		const problem = state.problem?.(text);
		const below: PaintableSpan = problem ? {text: text === '' ? '' : problem, tone: 'warn'} : {text: state.note?.(text) ?? '', tone: 'dim'};
		const lines: Array<readonly PaintableSpan[]> = [[{text: '> ', tone: 'key'}, ...fieldSpans(state.field)], [below]];
		return <Panel title={state.title} keys='enter done  esc cancel' lines={lines} width={Math.min(size.columns - 4, 70)} columns={size.columns} rows={size.rows}/>;
	},
};
