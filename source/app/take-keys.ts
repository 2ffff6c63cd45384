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

/** Makes what takes what Ink read of the keyboard. */
export function createKeyTaker(app: Application): (input: string, key: Partial<Key>) => void {
	const hear = createTypeAhead(app.live, presses => {
		attempt(app, () => {
			for (const press of presses) {
				dispatch(app, press);
			}
		});
	});
	return (input, key) => {
		attempt(app, () => {
			hear(pressesOf(input, key));
		});
	};
}

/** Takes what was pasted. */
export function takePaste(app: Application, text: string): void {
	attempt(app, () => {
		dispatchPaste(app, text);
	});
}
