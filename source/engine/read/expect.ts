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
