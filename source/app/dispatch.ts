import {bytesOf, latin1Of, type Press} from '../keys/press.ts';
import {act} from './act.ts';
import {actionOnKey} from './actions-of.ts';
import {tell, type Application} from './application.ts';
import {pasteOverlay, pressOverlay} from './overlays/overlay.ts';

/**
The one way in for keys: to what lies on top, else to a command that means something here, else to an action of the pane.
*/
export function dispatch(app: Application, press: Press): void {
	if (app.surroundings.terminal.isTaken()) {
		// Typed in one go with the key that gave the terminal away: it is not for us.
		app.surroundings.terminal.typed(bytesOf(press));
		return;
	}

	// Before all else: whatever fails, this ends it.
	if (press.key === 'ctrl+c') {
		app.surroundings.quit(130);
		return;
	}

	app.active();
	handle(app, press);
	app.settle('key');
}

function handle(app: Application, press: Press): void {
	// Wherever one is, a dialog included: it is still there afterwards.
	if (press.key === 'ctrl+z') {
		void app.suspend();
		return;
	}

	if (pressOverlay(app.overlays, press, app)) {
		return;
	}

	const scene = app.scene();
	const isConnected = app.live.getState().connection.status !== 'failed';
	const placed = isConnected && app.view.getState().focus === 'list' ? actionOnKey(app, scene, press.key) : undefined;
	const command = placed ? undefined : app.surroundings.commands.find(({keys, applies}) => keys.includes(press.key) && (applies?.(scene, app) ?? true));
	if (command) {
		const reason = command.disabledReason?.(scene, app);
		if (reason) {
			tell(app, reason);
		} else {
			command.run(app, scene, press);
		}

		return;
	}

	// An action's key acts on the row from its detail too, when nothing there wants the key.
	const action = placed ?? (isConnected ? actionOnKey(app, scene, press.key) : undefined);
	if (action) {
		act(app, scene.pane, action.action, action.targets);
	} else if (isConnected && app.surroundings.readOnly && scene.pane.actions.some(({keys}) => keys.includes(press.key))) {
		tell(app, 'shipshape runs with --read-only', 'bad');
	}
}

/** Pasted text goes to what takes text; it never acts as keys. */
export function dispatchPaste(app: Application, text: string): void {
	if (app.surroundings.terminal.isTaken()) {
		app.surroundings.terminal.typed(latin1Of(text));
		return;
	}

	app.active();
	pasteOverlay(app.overlays, text, app);
}
