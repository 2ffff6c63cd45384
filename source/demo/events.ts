import {type Filters, matchesAnyValue, matchesLabels} from './filters.ts';

export type EngineEventType = 'container' | 'image' | 'network' | 'volume' | 'builder';

export type EngineEvent = {
	readonly type: EngineEventType;
	readonly action: string;
	readonly id: string;
	readonly attributes: Readonly<Record<string, string>>;
	/** Nanoseconds since the epoch. */
	readonly time: bigint;
};

/** The engine's memory of events, and those who listen. */
export type EventBook = {
	emit(type: EngineEventType, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
	/** Hears each later event, until the returned function is called. */
	listen(listener: (event: EngineEvent) => void): () => void;
	/** What is remembered, oldest first. */
	past(): readonly EngineEvent[];
	forget(): void;
};

/** How many events an engine remembers (moby daemon/events: eventsLimit). */
const memory = 256;

/** Makes an empty book. `now` tells milliseconds since the epoch. */
export function createEventBook(now: () => number): EventBook {
	let remembered: EngineEvent[] = [];
	let lastTime = 0n;
	const listeners = new Set<(event: EngineEvent) => void>();
	return {
		emit(type, action, id, attributes) {
			const time = BigInt(Math.trunc(now())) * 1_000_000n;
			// No two events share a time, so that "since" can tell them apart.
			lastTime = time > lastTime ? time : lastTime + 1037n;
			const event = {
				type, action, id, attributes, time: lastTime,
			};
			remembered.push(event);
			if (remembered.length > memory) {
				remembered.shift();
			}

			for (const listener of listeners) {
				listener(event);
			}
		},
		listen(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		past: () => remembered,
		forget() {
			remembered = [];
		},
	};
}

/** Which filter keys the engine knows for events; others are not refused but match nothing. */
const knownKeys = new Set(['type', 'event', 'container', 'image', 'network', 'volume', 'label', 'scope', 'daemon', 'node', 'plugin', 'service', 'secret', 'config']);

const names = (event: EngineEvent) => [event.id, event.attributes['name'] ?? ''];

function matchesObject(event: EngineEvent, filters: Filters, key: EngineEventType): boolean {
	const values = filters.get(key);
	if (!values) {
		return true;
	}

	const own = event.type === key ? names(event) : [];
	const mentioned = event.type === 'container' && key === 'image' ? [event.attributes['image'] ?? ''] : [];
	return matchesAnyValue(values, [...own, ...mentioned].filter(Boolean), 'prefix');
}

/** Whether an event passes the filters of `GET /events`. `event=health_status` also matches `health_status: healthy`. */
export function passesFilters(event: EngineEvent, filters: Filters): boolean {
	const types = filters.get('type');
	const actions = filters.get('event');
	const scopes = filters.get('scope');
	const [base = ''] = event.action.split(':', 1);
	return filters.keys().every(key => knownKeys.has(key))
		&& (!types || types.includes(event.type))
		&& (!actions || actions.includes(event.action) || actions.includes(base))
		&& (!scopes || scopes.includes('local'))
		&& (['container', 'image', 'network', 'volume'] as const).every(key => matchesObject(event, filters, key))
		&& matchesLabels(event.attributes, filters.get('label'));
}

/** The JSON line of an event. The time is put in as text: it is larger than what a JavaScript number holds. */
export function eventLine(event: EngineEvent): string {
	const legacy = event.type === 'container' || event.type === 'image'
		? {status: event.action, id: event.id, ...(event.attributes['image'] && {from: event.attributes['image']})}
		: {};
	const body = JSON.stringify({
		...legacy,
		Type: event.type,
		Action: event.action,
		Actor: {ID: event.id, Attributes: event.attributes},
		scope: 'local',
		time: Number(event.time / 1_000_000_000n),
	});
	return `${body.slice(0, -1)},"timeNano":${event.time}}\n`;
}
