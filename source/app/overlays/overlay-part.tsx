import {useCallback, type ReactElement} from 'react';
import type {Size} from '../layout.ts';
import {middleArea, Part} from '../part.tsx';
import {useApplication} from '../use-application.ts';
import type {Overlay} from './overlay.ts';

/** What lies over the panes; one that cannot be drawn says so and can be closed. */
export function OverlayPart({overlay: {kind, state, key}, about, size}: {readonly overlay: Overlay; readonly about: readonly unknown[]; readonly size: Size}): ReactElement {
	const app = useApplication();
	const whileBroken = useCallback(() => {
		app.brokenOverlays.add(key);
		return () => {
			app.brokenOverlays.delete(key);
		};
	}, [app, key]);
	return (
		<Part name={`what lies over the panes (${kind.id})`} about={about} area={middleArea(size)} stands='over' whileBroken={whileBroken}>
			<kind.View state={state} size={size}/>
		</Part>
	);
}
