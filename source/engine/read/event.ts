import type {EngineEvent} from '../../model/event.ts';
import {imageId} from './image.ts';
import {
	fields,
	filled,
	labels,
	latest,
	number,
	secondsMoment,
	text,
	type Fields,
} from './values.ts';

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
function eventTime(own: Fields): number {
	const nanoseconds = number(own.timeNano);
	return nanoseconds > 0 ? Math.min(latest, Math.floor(nanoseconds / 1_000_000)) : secondsMoment(own.time);
}

/** Podman names volumes by an attribute alone, and images without their `sha256:`. */
function eventId(type: string, own: Fields, actor: Fields): string {
	const id = filled(text(actor.ID)) ?? text(own.id);
	if (type === 'image') {
		return imageId(id);
	}

	return id === '' ? text(fields(actor.Attributes).name) : id;
}

/**
One event; undefined when it has no verb. What follows the verb (`health_status: healthy`) becomes the attribute `detail`.
Podman's `remove` and `died` are Docker's `destroy` and `die` here.
*/
export function readEvent(value: unknown): EngineEvent | undefined {
	const own = fields(value);
	const actor = fields(own.Actor);
	const words = filled(text(own.Action)) ?? text(own.status);
	const [verb = '', ...rest] = words.split(':');
	if (verb === '') {
		return undefined;
	}

	const type = text(own.Type).toLowerCase();
	const detail = rest.join(':').trim();
	return {
		type: isType(type) ? type : 'other',
		action: verbs.get(`${type}:${verb}`) ?? verb,
		id: eventId(type, own, actor),
		time: eventTime(own),
		attributes: {...labels(actor.Attributes), ...(detail !== '' && {detail})},
	};
}
