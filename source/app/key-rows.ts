import type {KeyRow} from '../keys/key-table.ts';
import type {AnyPane} from '../panes/pane.ts';
import {commandGroups, type Command} from './command.ts';

/** Every key there is and what it does, by place: from the same tables that the keys are looked up in. */
export function keyRows(commands: readonly Command[], panes: readonly AnyPane[]): readonly KeyRow[] {
	const groups = commandGroups.flatMap(group => commands.filter(command => command.group === group && command.keys.length > 0).map(({keys, title}) => ({where: group, keys, title})));
	const actions = panes.flatMap(pane => pane.actions.filter(({keys}) => keys.length > 0).map(({keys, title}) => ({where: pane.noun.one, keys, title})));
	return [...groups, ...actions];
}
