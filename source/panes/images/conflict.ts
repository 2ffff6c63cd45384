import type {EngineError} from '../../model/engine-error.ts';
import type {Live} from '../../store/live.ts';
import {usersInWords} from '../used-by.ts';
import {childrenOf, imageRows, type ImageRow} from './rows.ts';

/** Why an image could not be removed, from the live picture: an engine names one short id at most. Undefined when nothing here tells. */
export function conflictInWords(error: EngineError, row: ImageRow, live: Live): string | undefined {
	if (error.kind !== 'conflict') {
		return undefined;
	}

	const current = imageRows(live).find(({id}) => id === row.id) ?? row;
	const children = childrenOf(current, live);
	const reasons = [
		current.usedBy.length > 0 && `it is used by ${usersInWords(current.usedBy)}`,
		children.length > 0 && `${children.slice(0, 4).map(({name}) => name).join(', ')}${children.length > 4 ? ` and ${children.length - 4} more` : ''} ${children.length === 1 ? 'is' : 'are'} built on it`,
		current.names.length > 1 && `it has ${current.names.length} names: ${current.names.join(', ')}`,
	].filter(reason => reason !== false);
	return reasons.length > 0 ? `could not remove ${row.name}: ${reasons.join('; ')}` : undefined;
}
