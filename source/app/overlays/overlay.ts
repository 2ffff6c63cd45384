import type {FunctionComponent} from 'react';
import {createStore, type StoreApi} from 'zustand/vanilla';
import type {Press} from '../../keys/press.ts';
import type {Application} from '../application.ts';
import type {Size} from '../layout.ts';

/**
Something that lies over the panes and gets the keys first. `handle` gives the new state, or undefined to close;
`paste` is for what takes text.
*/
export type OverlayKind<State> = {
	readonly id: string;
	readonly handle: (state: State, press: Press, app: Application) => State | undefined;
	readonly paste?: (state: State, text: string, app: Application) => State;
	readonly View: FunctionComponent<{readonly state: State; readonly size: Size}>;
};

export type Overlay = {readonly kind: OverlayKind<unknown>; readonly state: unknown; readonly key: number};

export type Overlays = {readonly stack: readonly Overlay[]};

export type OverlayStore = StoreApi<Overlays>;

let lastKey = 0;

/** Nothing lies over the panes. */
export function createOverlays(): OverlayStore {
	return createStore<Overlays>(() => ({stack: []}));
}

/** One that lies over the panes, for who opened it. */
export type OpenOverlay<State> = {
	/** Changes its state, unless it is closed. */
	change(change: (state: State) => State): void;
	readonly closed: Promise<void>;
};

/** Lays one on top. */
export function openOverlay<State>(overlays: OverlayStore, kind: OverlayKind<State>, state: State): OpenOverlay<State> {
	const overlay: Overlay = {kind: kind as unknown as OverlayKind<unknown>, state, key: ++lastKey};
	overlays.setState(({stack}) => ({stack: [...stack, overlay]}));
	return {
		change(change) {
			overlays.setState(({stack}) => ({stack: stack.map(item => item.key === overlay.key ? {...item, state: change(item.state as State)} : item)}));
		},
		closed: new Promise(resolve => {
			const stop = overlays.subscribe(({stack}) => {
				if (stack.every(({key}) => key !== overlay.key)) {
					stop();
					resolve();
				}
			});
		}),
	};
}

/** Gives a key to the top one; false when there is none. */
export function pressOverlay(overlays: OverlayStore, press: Press, app: Application): boolean {
	const top = overlays.getState().stack.at(-1);
	if (!top) {
		return false;
	}

	let isBroken = app.brokenOverlays.has(top.key);
	try {
		replace(overlays, top, top.kind.handle(top.state, press, app));
	} catch (error) {
		isBroken = true;
		throw error;
	} finally {
		// Whatever it makes of the key: nobody is kept in what cannot be drawn or does not work.
		if (isBroken && press.key === 'esc') {
			replace(overlays, top, undefined);
		}
	}

	return true;
}

/** Gives pasted text to the top one; false when there is none or it takes no text. */
export function pasteOverlay(overlays: OverlayStore, text: string, app: Application): boolean {
	const top = overlays.getState().stack.at(-1);
	if (!top?.kind.paste) {
		return top !== undefined;
	}

	replace(overlays, top, top.kind.paste(top.state, text, app));
	return true;
}

// What `handle` opened meanwhile stays on top.
function replace(overlays: OverlayStore, overlay: Overlay, state: unknown): void {
	overlays.setState(({stack}) => ({
		stack: stack.flatMap(item => item.key !== overlay.key ? [item] : (state === undefined ? [] : [{...item, state}])),
	}));
}
