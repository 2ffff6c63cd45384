import type {AnyPane} from '../../panes/pane.ts';
import type {Command} from '../command.ts';
import {applicationCommands} from './application.ts';
import {cleanUpCommands} from './clean-up.ts';
import {findCommands} from './find.ts';
import {leaveCommands} from './leave.ts';
import {jumpCommands} from './jump.ts';
import {listCommands} from './list.ts';
import {logCommands} from './logs.ts';
import {moveCommands} from './move.ts';
import {navigationCommands, paneCommands} from './panes.ts';
import {objectCommands} from './object.ts';
import {relatedCommands} from './related.ts';
import {selectCommands} from './select.ts';

/** Every command there is, in the order keys are looked up and help is written. */
export function allCommands(panes: readonly AnyPane[]): readonly Command[] {
	return [
		...logCommands,
		...moveCommands,
		...paneCommands(panes),
		...navigationCommands,
		...leaveCommands,
		...findCommands,
		...selectCommands,
		...listCommands,
		...jumpCommands,
		...objectCommands,
		...relatedCommands,
		...cleanUpCommands,
		...applicationCommands,
	];
}
