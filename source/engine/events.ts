import type {EngineEvent} from '../model/event.ts';
import type {Client} from './client.ts';
import type {Engine, EventHandlers} from './engine.ts';
import type {Subject} from './failure.ts';
import {lineSplitter} from './lines.ts';
import {readEvent} from './read/event.ts';
import {lostConnection} from './response.ts';

const subject: Subject = {operation: 'follow the events'};

/**
What changes a list. The engine filters, so that the three events of every health probe (`exec_create`, `exec_start`, `exec_die`)
never travel; there is no filter for "all but these". `remove`, `died`, `init` and `cleanup` are Podman's.
*/
const verbs = [
	...'create start die stop kill destroy rename pause unpause update oom health_status restart attach commit'.split(' '),
	...'remove died init cleanup'.split(' '),
	...'pull push tag untag delete import load loadfromarchive save build'.split(' '),
	...'connect disconnect mount unmount prune reload'.split(' '),
];

const types: ReadonlyArray<EngineEvent['type']> = ['container', 'image', 'network', 'volume', 'daemon', 'builder'];

/** As text: dockerode's types have no `builder`. */
const filters = JSON.stringify({type: types, event: verbs});

function parse(line: string): EngineEvent | undefined {
	try {
		return readEvent(JSON.parse(line));
	} catch {
		// One broken line is no reason to lose the stream.
		return undefined;
	}
}

/**
The engine's events. The stream is read as fast as it comes: the engine drops events and slows down for everybody when a reader
lags by about a thousand. There is no `since`: an engine forgets its events when it restarts, so the caller lists again instead.
*/
export function createEvents(client: Client): Engine['events'] {
	return async ({onEvent, onEnd}: EventHandlers, signal) => {
		const stream = await client.stream(subject, {signal}, async docker => docker.getEvents({filters}));
		let failure: Error | undefined;

		stream.on('data', lineSplitter(line => {
			const event = parse(line);
			if (event) {
				onEvent(event);
			}
		}));
		stream.once('error', error => {
			failure = error;
		});
		stream.once('close', () => {
			if (!signal.aborted) {
				onEnd(client.failure(failure ?? lostConnection(), subject));
			}
		});
	};
}
