import type {Key} from 'ink';
import {pressesOf} from '../keys/press.ts';
import {tell, type Application} from './application.ts';
import {dispatch, dispatchPaste} from './dispatch.ts';
import {createTypeAhead} from './type-ahead.ts';

/**
An error of our own on the way of a key ends that key and no more. That is sound because a key changes nothing but stores, each at once from
one whole state to the next, so none is left half changed; and because what it asks of an engine runs apart, as a job with its own errors.
What was typed in one go behind that key is left out: it was meant for what the key would have opened.
*/
function attempt(app: Application, take: () => void): void {
	try {
		take();
	} catch (error) {
		app.surroundings.log?.fault('a key could not be carried out', error);
		tell(app, `this key could not be carried out: ${error instanceof Error ? error.message : String(error)}`, 'bad');
	}
}

/** What Ink hears of the person. */
export type Ears = {
	keys(input: string, key: Partial<Key>): void;
	paste(text: string): void;
};

/** Makes what takes keys and pasted text, in the order in which they came. */
export function createEars(app: Application): Ears {
	const whenReady = createTypeAhead(app.live);
	return {
		keys(input, key) {
			attempt(app, () => {
				const presses = pressesOf(input, key);
				whenReady(() => {
					attempt(app, () => {
						for (const press of presses) {
							dispatch(app, press);
						}
					});
				}, presses.some(press => press.key === 'ctrl+c'));
			});
		},
		paste(text) {
			whenReady(() => {
				attempt(app, () => {
					dispatchPaste(app, text);
				});
			});
		},
	};
}
