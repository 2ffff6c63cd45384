import type {EngineError} from '../../model/engine-error.ts';
import type {Live} from '../../store/live.ts';
import {usersInWords} from '../used-by.ts';
import {childrenOf, imageRows, type ImageRow} from './rows.ts';

const namedChildren = 4;

/** The images built on it. Steps of the classic builder lie between most of them, which no list tells: then only the engine's words do. */
function childrenInWords(children: readonly ImageRow[], words: string): string | undefined {
	if (children.length === 0) {
		return words.includes('child images') ? 'other images are built on it' : undefined;
	}

	const more = children.length > namedChildren ? ` and ${children.length - namedChildren} more` : '';
	return `${children.slice(0, namedChildren).map(({name}) => name).join(', ')}${more} ${children.length === 1 ? 'is' : 'are'} built on it`;
}

/** Why an image could not be removed, from the live picture: an engine names one short id at most. Undefined when nothing here tells. */
export function conflictInWords(error: EngineError, row: ImageRow, live: Live): string | undefined {
	if (error.kind !== 'conflict') {
		return undefined;
	}

	const current = imageRows(live).find(({id}) => id === row.id) ?? row;
	const reasons = [
		current.usedBy.length > 0 ? `it is used by ${usersInWords(current.usedBy)}` : undefined,
		childrenInWords(childrenOf(current, live), error.context.words ?? ''),
		current.names.length > 1 ? `it has ${current.names.length} names: ${current.names.join(', ')}` : undefined,
	].filter(reason => reason !== undefined);
	return reasons.length > 0 ? `could not remove ${row.name}: ${reasons.join('; ')}` : undefined;
}
