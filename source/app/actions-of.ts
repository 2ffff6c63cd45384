import type {Item} from '../model/item.ts';
import type {Action} from '../store/action.ts';
import {reasonAgainst} from './act.ts';
import type {Application} from './application.ts';
import {targetsOf, type Scene} from './scene.ts';

/** An action in its place: what it would touch, and why it cannot be done now. */
export type PlacedAction = {
	readonly action: Action;
	readonly targets: readonly Item[];
	readonly disabledReason?: string;
};

/** The actions of the pane that is shown. With --read-only there are none. */
export function actionsOf(app: Application, scene: Scene): readonly PlacedAction[] {
	if (app.surroundings.readOnly) {
		return [];
	}

	const targets = targetsOf(scene);
	return scene.pane.actions.map(action => {
		const disabledReason = reasonAgainst(app, action, targets);
		return {action, targets, ...disabledReason && {disabledReason}};
	});
}

/** What a key does here: of several actions on one key (pause, unpause) the one that can be done. */
export function actionOnKey(app: Application, scene: Scene, key: string): PlacedAction | undefined {
	const candidates = actionsOf(app, scene).filter(({action}) => action.keys.includes(key));
	return candidates.find(({disabledReason}) => disabledReason === undefined) ?? candidates[0];
}
