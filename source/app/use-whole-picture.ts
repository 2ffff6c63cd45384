import {useEffect, useRef} from 'react';
import type {Application} from './application.ts';

/**
Draws everything anew after each change of size: terminals cut, move and keep lines each in their own way, and Ink, which
writes what changed only, takes the lines to be where it left them.
*/
export function useWholePicture(app: Application, columns: number, rows: number): void {
	const size = `${columns}x${rows}`;
	const drawn = useRef(size);
	useEffect(() => {
		if (drawn.current === size) {
			return;
		}

		drawn.current = size;
		// Not within React's own work, which cannot be begun again from here.
		const timer = setImmediate(() => {
			app.surroundings.redraw();
		});
		return () => {
			clearImmediate(timer);
		};
	}, [app, size]);
}
