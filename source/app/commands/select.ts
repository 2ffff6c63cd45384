import {changeList} from '../../store/view.ts';
import {tell} from '../application.ts';
import type {Command} from '../command.ts';
import {moveTo} from './move.ts';

export const selectCommands: readonly Command[] = [
	{
		id: 'mark',
		title: 'mark and go down',
		group: 'select',
		keys: ['space'],
		keyOnly: true,
		hint: 'mark',
		run(app, scene, {count}) {
			const marks = new Set(scene.list.marks);
			const rows = scene.shown.rows.slice(Math.max(0, scene.cursorIndex), scene.cursorIndex + count);
			for (const {id} of rows) {
				if (!marks.delete(id)) {
					marks.add(id);
				}
			}

			changeList(app.view, {marks, anchor: rows.at(-1)?.id});
			moveTo(app, scene, scene.cursorIndex + count);
		},
	},
	{
		id: 'mark.range',
		title: 'mark a range from the last mark',
		group: 'select',
		keys: ['v'],
		disabledReason: ({list, shown}) => shown.rows.some(({id}) => id === list.anchor && list.marks.has(id)) ? undefined : 'no mark to start from: space marks',
		run(app, {list, shown, cursorIndex}) {
			const start = shown.rows.findIndex(row => row.id === list.anchor);
			if (start === -1) {
				tell(app, 'no mark to start from: space marks');
				return;
			}

			const range = shown.rows.slice(Math.min(start, cursorIndex), Math.max(start, cursorIndex) + 1);
			changeList(app.view, {marks: new Set([...list.marks, ...range.map(({id}) => id)]), anchor: shown.rows[cursorIndex]?.id});
		},
	},
	{
		id: 'mark.all',
		title: 'mark all that is shown, again to unmark',
		group: 'select',
		keys: ['*'],
		run(app, {list, shown}) {
			const isAll = shown.rows.length > 0 && shown.rows.every(row => list.marks.has(row.id));
			// Marks that a filter hides stay as they are.
			const marks = new Set(list.marks);
			for (const {id} of shown.rows) {
				if (isAll) {
					marks.delete(id);
				} else {
					marks.add(id);
				}
			}

			changeList(app.view, {marks});
		},
	},
];
