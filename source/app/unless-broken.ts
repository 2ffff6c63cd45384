import type {Application} from './application.ts';

/** What is worked out beside the parts from the same rows and columns that they draw: where that fails, something harmless stands for it, as the part says already what is wrong. */
export function unlessBroken<Value>(app: Application, what: string, workOut: () => Value, otherwise: Value): Value {
	try {
		return workOut();
	} catch (error) {
		app.surroundings.log?.fault(`${what} could not be worked out`, error);
		return otherwise;
	}
}
