import {changeList, listOf} from '../../store/view.ts';
import {tell, type Application} from '../application.ts';
import type {Command} from '../command.ts';
import {menu, type MenuItem} from '../overlays/menu.tsx';
import {openOverlay} from '../overlays/overlay.ts';
import {isReducedIn} from '../rows.ts';
import type {Scene} from '../scene.ts';
import {shownColumns} from '../shown-columns.ts';
import {needsOf} from '../use-needs.ts';

function sortItems(app: Application, {pane, list}: Scene): readonly MenuItem[] {
	const sort = list.sort ?? pane.sort;
	return pane.columns.map(column => ({
		id: column.id,
		title: column.title.toLowerCase(),
		note: sort.column === column.id ? (sort.reversed ? 'now, downwards' : 'now, upwards') : '',
		run() {
			changeList(app.view, {sort: {column: column.id, reversed: sort.column === column.id ? !sort.reversed : column.use !== undefined}}, pane.id);
		},
	}));
}

function columnItems(app: Application, {pane}: Scene): readonly MenuItem[] {
	const chosen = shownColumns(pane, listOf(app.view.getState(), pane.id)).map(({id}) => id);
	return pane.columns.map(column => ({
		id: column.id,
		title: column.title.toLowerCase(),
		checked: chosen.includes(column.id),
		stays: true,
		...column.priority === 0 && {disabledReason: 'always shown'},
		run() {
			const columns = chosen.includes(column.id) ? chosen.filter(id => id !== column.id) : [...chosen, column.id];
			changeList(app.view, {columns}, pane.id);
		},
	}));
}

export const listCommands: readonly Command[] = [
	{
		id: 'sort',
		title: 'choose the sort column',
		group: 'list',
		keys: ['o'],
		run(app, scene) {
			openOverlay(app.overlays, menu, {
				title: `sort ${scene.pane.noun.many} by`,
				cursor: Math.max(0, scene.pane.columns.findIndex(({id}) => id === (scene.list.sort ?? scene.pane.sort).column)),
				items: () => sortItems(app, scene),
			});
		},
	},
	{
		id: 'sort.reverse',
		title: 'reverse the order',
		group: 'list',
		keys: ['O'],
		run(app, {pane, list}) {
			const sort = list.sort ?? pane.sort;
			changeList(app.view, {sort: {...sort, reversed: !sort.reversed}});
		},
	},
	{
		id: 'reduce',
		title: 'all ↔ fewer',
		group: 'list',
		keys: ['A'],
		applies: ({pane}) => pane.hides !== undefined,
		run(app, {pane, list}) {
			const isReduced = isReducedIn(pane, list);
			changeList(app.view, {reduced: !isReduced});
			tell(app, isReduced ? `all ${pane.noun.many} are shown` : `${pane.hides!.words} ${pane.noun.many} are hidden`);
		},
	},
	{
		id: 'columns',
		title: 'columns',
		group: 'list',
		keys: ['C'],
		run(app, scene) {
			openOverlay(app.overlays, menu, {
				title: `columns of ${scene.pane.noun.many}`,
				cursor: 0,
				keys: 'space choose  esc close',
				items: () => columnItems(app, scene),
			});
		},
	},
	{
		id: 'refresh',
		title: 'refresh; try to connect at once',
		group: 'list',
		keys: ['ctrl+r'],
		run(app, scene) {
			app.refresh();
			for (const need of needsOf(scene)) {
				app.supplies[need].again();
			}

			app.details.reload(app.engine());
		},
	},
];
