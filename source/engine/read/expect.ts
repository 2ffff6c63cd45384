import {BadAnswerError} from '../response.ts';
import {isFields, type Fields} from './values.ts';

/** The answer as a list; null, which Go sends for an empty one, counts as such. Throws a `BadAnswerError` for anything else. */
export function expectList(answer: unknown): readonly unknown[] {
	if (answer === undefined || answer === null) {
		return [];
	}

	if (!Array.isArray(answer)) {
		throw new BadAnswerError('a list was expected');
	}

	return answer;
}

/** The answer as an object. Throws a `BadAnswerError` for anything else. */
export function expectObject(answer: unknown): Fields {
	if (!isFields(answer)) {
		throw new BadAnswerError('an object was expected');
	}

	return answer;
}

/**
The rows of a list's entries. An entry without an id is left out; when there are entries and none has one, a `BadAnswerError` is thrown:
what could not be read is no empty list.
*/
export function readRows<Row>(entries: readonly unknown[], read: (entry: unknown) => Row | undefined): readonly Row[] {
	const rows = entries.map(entry => read(entry)).filter(row => row !== undefined);
	if (rows.length === 0 && entries.length > 0) {
		throw new BadAnswerError('none of its entries has an id');
	}

	return rows;
}
