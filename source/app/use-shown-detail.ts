import {useEffect, useState} from 'react';
import type {Loaded} from '../store/detail-loader.ts';
import type {View} from '../store/view.ts';
import {createDetailHold, type ShownDetail} from './detail-hold.ts';
import type {Scene} from './scene.ts';

/** The detail that is to be drawn; draws again when it has to follow the cursor. */
export function useShownDetail(scene: Scene, loaded: Loaded, focus: View['focus']): ShownDetail {
	const [hold] = useState(createDetailHold);
	const [, look] = useState(0);
	const shown = hold(scene, loaded, focus, Date.now());
	useEffect(() => {
		if (shown.until === undefined) {
			return;
		}

		const timer = setTimeout(() => {
			look(count => count + 1);
		}, shown.until - Date.now());
		return () => {
			clearTimeout(timer);
		};
	}, [shown.until]);
	return shown;
}
