import {editText, insertText, type TextField} from '../../keys/text-field.ts';
import {changeList, listOf} from '../../store/view.ts';
import type {Application} from '../application.ts';
import type {OverlayKind} from './overlay.ts';

/** The text being typed in the footer, for a list's filter or a detail's search. */
export type FilterState = {
	readonly field: TextField;
	/** What `esc` puts back. */
	readonly before: string;
	readonly apply: (text: string, app: Application) => void;
	readonly label: string;
};

/** Typed in the footer, applied at every key. */
export const filter: OverlayKind<FilterState> = {
	id: 'filter',
	handle(state, press, app) {
		switch (press.key) {
			case 'esc': {
				state.apply('', app);
				return undefined;
			}

			case 'enter': {
				return undefined;
			}

			case 'up':
			case 'down': {
				// The list can be walked while its filter is being typed.
				const scene = app.scene();
				const index = Math.max(0, Math.min(scene.shown.rows.length - 1, scene.cursorIndex + (press.key === 'up' ? -press.count : press.count)));
				const row = scene.shown.rows[index];
				if (row && listOf(app.view.getState()).cursor !== row.id) {
					changeList(app.view, {cursor: row.id});
				}

				return state;
			}

			default: {
				const field = editText(state.field, press);
				if (field && field.text !== state.field.text) {
					state.apply(field.text, app);
				}

				return field ? {...state, field} : state;
			}
		}
	},
	paste(state, text, app) {
		const field = insertText(state.field, text);
		state.apply(field.text, app);
		return {...state, field};
	},
	/** Drawn by the footer. */
	View: () => null,
};
