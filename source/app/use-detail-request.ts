import {useEffect} from 'react';
import type {Application} from './application.ts';
import {detailKey} from './detail-lines.ts';
import type {Scene} from './scene.ts';

/** Asks for what the visible detail tab shows, and gives up what it showed before. */
export function useDetailRequest(app: Application, {pane, row, tab: chosen, layout}: Scene): void {
	const tab = layout.detail && row ? chosen : undefined;
	const isWanted = tab?.load !== undefined && row !== undefined && tab.unavailable?.(row) === undefined;
	const version = row && tab?.version ? tab.version(row) : row;
	const key = row && tab && isWanted ? detailKey(pane.id, row, tab) : '';
	const engine = app.engine();
	useEffect(() => {
		app.details.show(row && tab?.load && key !== '' ? {key, version, load: async (connected, signal) => tab.load!(row, connected, signal, app.live.getState())} : undefined, engine);
		// `row` and `tab` are named by `key` and `version`.
	}, [app, key, version, engine]);
}
