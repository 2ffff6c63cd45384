import type {Press} from '../keys/press.ts';
import type {Application} from './application.ts';
import type {Scene} from './scene.ts';

export const commandGroups = ['logs', 'move', 'panes', 'open, leave', 'find', 'select', 'list', 'object', 'app'] as const;
export type CommandGroup = typeof commandGroups[number];

/**
Something a key does that is not an action on an engine. The dispatcher, the footer, `?`, the palette and the readme's
table are made from these and from the panes' actions.
*/
export type Command = {
	readonly id: string;
	readonly title: string;
	readonly group: CommandGroup;
	readonly keys: readonly string[];
	/** Shown in the footer, shorter than the title. */
	readonly hint?: string;
	/** Its hint stands before those of the row's actions. */
	readonly leads?: boolean;
	/** Not in the palette: what only makes sense as a key. */
	readonly keyOnly?: boolean;
	/** True when it means something here; its keys are free for others when not. */
	readonly applies?: (scene: Scene, app: Application) => boolean;
	readonly disabledReason?: (scene: Scene, app: Application) => string | undefined;
	readonly run: (app: Application, scene: Scene, press: Press) => void;
};
