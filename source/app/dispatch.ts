import type {Press} from '../keys/press.ts';
import {act} from './act.ts';
import {actionOnKey} from './actions-of.ts';
import {tell, type Application} from './application.ts';
import {pasteOverlay, pressOverlay} from './overlays/overlay.ts';

/**
The one way in for keys: to what lies on top, else to a command that means something here, else to an action of the pane.
*/
export function dispatch(application: Application, press: Press): void {
	application.active();
	if (press.key === 'ctrl+c') {
		application.surroundings.quit(130);
		return;
	}

	if (pressOverlay(application.overlays, press, application)) {
		return;
	}

	const scene = application.scene();
	const isConnected = application.live.getState().connection.status !== 'failed';
	const placed = isConnected && application.view.getState().focus === 'list' ? actionOnKey(application, scene, press.key) : undefined;
	const command = placed ? undefined : application.surroundings.commands.find(({keys, applies}) => keys.includes(press.key) && (applies?.(scene, application) ?? true));
	if (command) {
		const reason = command.disabledReason?.(scene, application);
		if (reason) {
			tell(application, reason);
		} else {
			command.run(application, scene, press);
		}

		return;
	}

	// An action's key acts on the row from its detail too, when nothing there wants the key.
	const action = placed ?? (isConnected ? actionOnKey(application, scene, press.key) : undefined);
	if (action) {
		act(application, scene.pane, action.action, action.targets);
	} else if (isConnected && application.surroundings.readOnly && scene.pane.actions.some(({keys}) => keys.includes(press.key))) {
		tell(application, 'shipshape runs with --read-only', 'bad');
	}
}

/** Pasted text goes to what takes text; it never acts as keys. */
export function dispatchPaste(application: Application, text: string): void {
	application.active();
	pasteOverlay(application.overlays, text, application);
}
