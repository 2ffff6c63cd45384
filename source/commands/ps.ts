import type {Container} from '../model/container.ts';
import {isUp} from '../model/container-state.ts';
import {containersPane} from '../panes/containers/pane.ts';
import {anyPane} from '../panes/pane.ts';
import {answer, printContext} from './answer.ts';
import {createdJson, jsonText, type Created} from './json.ts';
import {paneText} from './pane-text.ts';
import {print} from './print.ts';
import {readContainers} from './read-overview.ts';
import type {Given} from './subcommand.ts';

/** What `shipshape ps --json` prints: each container as in the overview's `containers`, in the engine's order. */
export type PsJson = ReadonlyArray<Created<Container>>;

/** Prints the containers that are up, or all of them. Resolves to the exit code: 0; 1 when the list could not be read. */
export async function ps({flags, json, ...given}: Given & {readonly flags: {readonly all?: boolean}}): Promise<number> {
	return answer(given, async (engine, signal) => {
		const {items, error} = await readContainers(engine, {signal});
		if (error) {
			throw error;
		}

		const shown = flags.all ? items : items.filter(container => isUp(container));
		const isPrinted = await print(json ? jsonText(shown.map(item => createdJson(item)) satisfies PsJson) : `${paneText(anyPane(containersPane), shown, printContext(given)).join('\n')}\n`);
		return isPrinted ? 0 : 1;
	});
}
