import {useEffect, useState} from 'react';
import {useStore} from 'zustand';
import type {StoreApi} from 'zustand/vanilla';

/** A store's state; draws again when it changes. */
export function useWhole<State>(store: StoreApi<State>): State {
	return useStore(store);
}

/**
The time, in epoch milliseconds, moved on when `changesIn` milliseconds have passed: so that what tells a time is drawn
exactly when it says something else, and nothing is drawn in between.
*/
export function useClock(changesIn: (now: number) => number | undefined): number {
	const [, tick] = useState(0);
	const now = Date.now();
	const wait = changesIn(now);
	const due = wait === undefined || !Number.isFinite(wait) ? undefined : now + wait;
	useEffect(() => {
		if (due === undefined) {
			return;
		}

		const timer = setTimeout(() => {
			tick(count => count + 1);
		}, Math.min(Math.max(due - Date.now(), 20), 2_000_000_000));
		return () => {
			clearTimeout(timer);
		};
	}, [due]);
	return now;
}
