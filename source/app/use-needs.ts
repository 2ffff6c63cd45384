import {useEffect} from 'react';
import type {Need} from '../panes/pane.ts';
import type {Application} from './application.ts';
import type {Scene} from './scene.ts';

/** The parts of the picture that the pane and the visible tab show and that are only read while they are looked at. */
export function needsOf({pane, tab, layout}: Scene): readonly Need[] {
	const needs = [pane.needs, layout.detail ? tab?.needs : undefined].filter(need => need !== undefined);
	return [...new Set(needs)].toSorted();
}

/** Has them read, of whatever engine there is, for as long as they are looked at: from the first pane on. */
export function useNeeds(app: Application, scene: Scene): void {
	const wanted = needsOf(scene).join(' ');
	const engine = app.engine();
	useEffect(() => {
		const supplies = needsOf(scene).map(need => app.supplies[need]);
		for (const supply of supplies) {
			supply.want();
		}

		return () => {
			for (const supply of supplies) {
				supply.leave();
			}
		};
		// What is needed is named by `wanted`.
	}, [app, wanted, engine]);
}
