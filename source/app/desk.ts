import {textField} from '../keys/text-field.ts';
import type {Desk} from '../store/action.ts';
import type {Application} from './application.ts';
import {openOverlay} from './overlays/overlay.ts';
import {pager, type PagerState} from './overlays/pager.tsx';

/** Milliseconds between two drawings of a sheet that grows. */
const pace = 80;

/** The person's side, as actions see it. */
export function deskOf(app: Application): Desk {
	return {
		visit: async visit => app.surroundings.terminal.visit(visit),
		read(title) {
			const overlay = openOverlay(app.overlays, pager, {
				title, lines: [], scroll: 0, search: textField(), searching: false,
			});
			let added: Array<PagerState['lines'][number]> = [];
			let timer: ReturnType<typeof setTimeout> | undefined;
			const put = (): void => {
				timer = undefined;
				const lines = added;
				added = [];
				overlay.change(state => {
					// At its end it follows.
					const isAtEnd = state.lines.length > 0 && state.scroll === state.lines.length - 1;
					const all = [...state.lines, ...lines];
					return {...state, lines: all, ...isAtEnd && {scroll: all.length - 1}};
				});
			};

			return {
				add(lines) {
					for (const line of lines) {
						added.push(line);
					}

					timer ??= setTimeout(put, pace);
				},
				say(status) {
					overlay.change(state => ({...state, status}));
				},
				closed: overlay.closed,
			};
		},
	};
}
