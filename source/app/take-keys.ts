import type {Key} from 'ink';
import {pressesOf} from '../keys/press.ts';
import {tell, type Application} from './application.ts';
import {dispatch, dispatchPaste} from './dispatch.ts';

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

/** Takes what Ink read of the keyboard. */
export function takeKeys(app: Application, input: string, key: Partial<Key>): void {
	attempt(app, () => {
		for (const press of pressesOf(input, key)) {
			dispatch(app, press);
		}
	});
}

/** Takes what was pasted. */
export function takePaste(app: Application, text: string): void {
	attempt(app, () => {
		dispatchPaste(app, text);
	});
}
