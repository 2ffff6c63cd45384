import {useEffect} from 'react';
import type {Live} from '../store/live.ts';
import type {Wanted} from '../store/stats.ts';
import type {Application} from './application.ts';
import {placedColumns} from './placed-columns.ts';
import type {Scene} from './scene.ts';
import {unlessBroken} from './unless-broken.ts';

const nothingWanted: Wanted = {seen: [], others: []};

/** What has to be measured for this picture: the rows in the window while a column tells their use, the one whose tab does, and for an order by use all rows of the list. */
export function wantedOf(scene: Scene, live: Live): Wanted {
	const {pane, list, shown, layout, top, page, row, tab} = scene;
	const {isMeasurable} = pane;
	if (!isMeasurable) {
		return nothingWanted;
	}

	const inWindow = layout.list ? shown.rows.slice(top, top + page) : [];
	const isOrdered = layout.list !== undefined && pane.columns.some(({id, use}) => use !== undefined && id === (list.sort ?? pane.sort).column);
	const areShown = isOrdered || placedColumns(scene, live, 0, true).some(({column}) => column.use !== undefined);
	const looked = layout.detail && tab?.isMeasured && row ? [row] : [];
	const seen = [...new Set([...looked, ...areShown ? inWindow : []])].filter(item => isMeasurable(item));
	const others = isOrdered ? shown.rows.filter(item => isMeasurable(item) && !seen.includes(item)) : [];
	return {seen, others};
}

/** Has measured what the picture tells, and nothing while it tells nothing. */
export function useMeasurement(app: Application, scene: Scene, live: Live): void {
	const engine = app.engine();
	const {seen, others} = unlessBroken(app, 'what is to be measured', () => wantedOf(scene, live), nothingWanted);
	const key = [seen, others].map(rows => rows.map(({id}) => id).join(' ')).join('/');
	useEffect(() => {
		app.sampler.want({seen, others}, engine);
		// Who is wanted is named by `key`.
	}, [app, key, engine]);
}
