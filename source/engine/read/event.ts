import type {EngineEvent} from '../../model/event.ts';
import {fields, labels, number, text} from './values.ts';

const types: ReadonlySet<string> = new Set(['container', 'image', 'network', 'volume', 'daemon', 'builder', 'plugin']);

function isType(word: string): word is EngineEvent['type'] {
	return types.has(word);
}

/** Podman's verbs in Docker's words. */
const verbs: ReadonlyMap<string, string> = new Map([
	['container:remove', 'destroy'],
	['container:died', 'die'],
	['container:exec_died', 'exec_die'],
	['image:remove', 'delete'],
	['network:remove', 'destroy'],
	['volume:remove', 'destroy'],
]);

/** Nanoseconds exceed what a number holds exactly, but not by a millisecond. */
function eventTime(own: Readonly<Record<string, unknown>>): number {
	const nanoseconds = number(own['timeNano']);
	return nanoseconds > 0 ? Math.floor(nanoseconds / 1_000_000) : number(own['time']) * 1000;
}

/**
One event; undefined when it has no verb. What follows the verb (`health_status: healthy`) becomes the attribute `detail`.
Podman's `remove` and `died` are Docker's `destroy` and `die` here.
*/
export function readEvent(value: unknown): EngineEvent | undefined {
	const own = fields(value);
	const actor = fields(own['Actor']);
	const words = text(own['Action']) || text(own['status']);
	const colon = words.indexOf(':');
	const verb = colon === -1 ? words : words.slice(0, colon);
	if (verb === '') {
		return undefined;
	}

	const type = text(own['Type']).toLowerCase();
	const detail = colon === -1 ? '' : words.slice(colon + 1).trim();
	return {
		type: isType(type) ? type : 'other',
		action: verbs.get(`${type}:${verb}`) ?? verb,
		id: text(actor['ID']) || text(own['id']),
		time: eventTime(own),
		attributes: {...labels(actor['Attributes']), ...(detail !== '' && {detail})},
	};
}
