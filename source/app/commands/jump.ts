import {textField} from '../../keys/text-field.ts';
import {changeList} from '../../store/view.ts';
import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import {menu} from '../overlays/menu.tsx';
import {openOverlay} from '../overlays/overlay.ts';
import {prompt} from '../overlays/prompt.tsx';
import type {Scene} from '../scene.ts';

/** Opens a browser on the person's screen, else copies: over SSH a browser would open where nobody sits. */
function browse(app: Application, url: string): void {
	if (app.surroundings.browse(url)) {
		tell(app, `opened ${url}`, 'good');
	} else if (app.surroundings.copy(url)) {
		tell(app, `${url} (copied: there is no browser here)`, 'good');
	} else {
		tell(app, url);
	}
}

const urlsOf = ({pane, row}: Scene, app: Application): readonly string[] => row ? pane.urls?.(row, app.live.getState()) ?? [] : [];

const inList = (app: Application): boolean => app.view.getState().focus === 'list';

/** What leads somewhere: a place in the list by its number, parts of a row, a browser. */
export const jumpCommands: readonly Command[] = [
	{
		id: 'jump',
		title: 'jump to a port',
		group: 'list',
		keys: ['#'],
		hint: 'jump',
		applies: ({pane}) => pane.jump !== undefined,
		run(app, {pane}) {
			const {title, problem, find} = pane.jump!;
			// What is not read yet must not be told as free.
			const found = (text: string) => {
				const live = app.live.getState();
				return pane.loaded(live) ? find(text, pane.rows(live)) : {words: `the ${pane.noun.many} are not read yet`};
			};

			openOverlay(app.overlays, prompt, {
				title,
				field: textField(),
				problem,
				note: text => found(text).words,
				done(text) {
					const {id, words}: {readonly id?: string; readonly words: string} = found(text);
					tell(app, words);
					if (id !== undefined) {
						changeList(app.view, ({unfolded}) => ({cursor: id, filter: '', unfolded: new Set([...unfolded].filter(open => open !== id))}), pane.id);
					}
				},
			});
		},
	},
	{
		id: 'fold',
		title: 'unfold a range, fold it again',
		group: 'list',
		keys: ['f'],
		applies: ({pane}, app) => pane.folding !== undefined && inList(app),
		disabledReason: ({pane, row}) => row && (pane.folding!.wholeOf(row.id) !== undefined || pane.folding!.parts(row).length > 0) ? undefined : 'this is no range',
		run(app, {pane, row, list}) {
			const {parts, wholeOf} = pane.folding!;
			const whole = row && wholeOf(row.id);
			if (whole !== undefined) {
				changeList(app.view, {cursor: whole, unfolded: new Set([...list.unfolded].filter(id => id !== whole))}, pane.id);
				return;
			}

			const [first] = row ? parts(row) : [];
			if (row && first) {
				changeList(app.view, {cursor: first.id, unfolded: new Set([...list.unfolded, row.id])}, pane.id);
			} else {
				tell(app, 'this is no range');
			}
		},
	},
	{
		id: 'browse',
		title: 'open in a browser, or show the URL',
		group: 'object',
		keys: ['w'],
		applies: ({pane}, app) => pane.urls !== undefined && inList(app),
		disabledReason: (scene, app) => urlsOf(scene, app).length > 0 ? undefined : 'nothing there looks like a web server: y copies its address',
		run(app, scene) {
			const urls = urlsOf(scene, app);
			if (urls.length === 0) {
				tell(app, scene.row ? 'nothing there looks like a web server: y copies its address' : 'there is nothing under the cursor');
			} else if (urls.length === 1) {
				browse(app, urls[0]!);
			} else {
				openOverlay(app.overlays, menu, {
					title: `open of ${scene.row!.name}`,
					cursor: 0,
					items: () => urls.map(url => ({
						id: url,
						title: url,
						copy: url,
						run() {
							browse(app, url);
						},
					})),
				});
			}
		},
	},
];
