import {useEffect, useState} from 'react';
import type {Loaded} from '../store/detail-loader.ts';
import type {View} from '../store/view.ts';
import {createDetailHold, type ShownDetail} from './detail-hold.ts';
import type {Scene} from './scene.ts';

/** The detail that is to be drawn; draws again when it has to follow the cursor. */
export function useShownDetail(scene: Scene, loaded: Loaded, focus: View['focus']): ShownDetail {
	const [hold] = useState(createDetailHold);
	const [turn, look] = useState(0);
	const shown = hold(scene, loaded, focus, Date.now());
	useEffect(() => {
		if (shown.until === undefined) {
			return;
		}

		const timer = setTimeout(() => {
			look(count => count + 1);
		}, Math.max(0, shown.until - Date.now()) + 1);
		return () => {
			clearTimeout(timer);
		};
		// A timer may be a little early by this clock: then there is another turn.
	}, [shown.until, turn]);
	return shown;
}
