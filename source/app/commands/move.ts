import type {Application} from '../application.ts';
import type {Command} from '../command.ts';
import type {Scene} from '../scene.ts';
import {changeList} from '../../store/view.ts';

/** Puts the cursor on a row by its place in the list as it was drawn. */
export function moveTo(app: Application, scene: Scene, index: number): void {
	const row = scene.shown.rows[Math.max(0, Math.min(scene.shown.rows.length - 1, index))];
	if (row) {
		const {detail} = app.view.getState();
		changeList(app.view, {cursor: row.id});
		if (row.id !== scene.row?.id && (detail.scroll > 0 || detail.unmasked)) {
			app.view.setState({detail: {...detail, scroll: 0, match: 0, unmasked: false}});
		}
	}
}

/** Scrolls the detail; its end is where its view stops it. */
export function scrollDetail(app: Application, by: number): void {
	app.view.setState(({detail}) => ({detail: {...detail, scroll: Math.max(0, Math.min(detail.scroll + by, app.detailEnd()))}}));
}

const inList = (scene: Scene, app: Application): boolean => !inDetail(scene, app);
const inDetail = (_scene: Scene, app: Application): boolean => app.view.getState().focus === 'detail';

type Mover = {readonly id: string; readonly title: string; readonly keys: readonly string[]; readonly list: (scene: Scene, count: number) => number; readonly detail: (page: number, count: number) => number};

const movers: readonly Mover[] = [
	{id: 'down', title: 'down', keys: ['j', 'down'], list: ({cursorIndex}, count) => cursorIndex + count, detail: (_page, count) => count},
	{id: 'up', title: 'up', keys: ['k', 'up'], list: ({cursorIndex}, count) => cursorIndex - count, detail: (_page, count) => -count},
	{id: 'top', title: 'first', keys: ['g', 'home'], list: () => 0, detail: () => Number.NEGATIVE_INFINITY},
	{id: 'bottom', title: 'last', keys: ['G', 'end'], list: ({shown}) => shown.rows.length - 1, detail: () => Infinity},
	{id: 'page-down', title: 'page down', keys: ['pgdn'], list: ({cursorIndex, page}, count) => cursorIndex + (page * count), detail: (page, count) => page * count},
	{id: 'page-up', title: 'page up', keys: ['pgup'], list: ({cursorIndex, page}, count) => cursorIndex - (page * count), detail: (page, count) => -page * count},
	{id: 'half-page-down', title: 'half a page down', keys: ['ctrl+d'], list: ({cursorIndex, page}, count) => cursorIndex + (Math.ceil(page / 2) * count), detail: (page, count) => Math.ceil(page / 2) * count},
	{id: 'half-page-up', title: 'half a page up', keys: ['ctrl+u'], list: ({cursorIndex, page}, count) => cursorIndex - (Math.ceil(page / 2) * count), detail: (page, count) => -Math.ceil(page / 2) * count},
];

export const moveCommands: readonly Command[] = movers.flatMap(mover => [
	{
		id: `move.${mover.id}`,
		title: mover.title,
		group: 'move',
		keys: mover.keys,
		keyOnly: true,
		applies: inList,
		run(app, scene, {count}) {
			moveTo(app, scene, mover.list(scene, count));
		},
	},
	{
		id: `scroll.${mover.id}`,
		title: mover.title,
		group: 'move',
		keys: mover.keys,
		keyOnly: true,
		applies: inDetail,
		run(app, scene, {count}) {
			scrollDetail(app, mover.detail((scene.layout.detail?.height ?? 2) - 1, count));
		},
	},
]);
