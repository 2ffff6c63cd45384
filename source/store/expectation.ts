import type {Container} from '../model/container.ts';
import type {EngineEvent} from '../model/event.ts';

/** What a list must show once it knows of an event. */
export type Expectation = (container: Container | undefined) => boolean;

const live: ReadonlySet<Container['state']> = new Set(['running', 'paused', 'restarting']);

/** A container that is gone has ended too. */
const hasEnded: Expectation = container => container === undefined || !live.has(container.state) || container.state === 'restarting';

const expectations: Record<string, Expectation | undefined> = {
	create: container => container !== undefined,
	start: container => container?.state !== 'created',
	die: hasEnded,
	died: hasEnded,
	pause: container => container === undefined || container.state === 'paused',
	unpause: container => container?.state !== 'paused',
};

/** Docker 20.10 tells the event before its list knows; a container that is gone is not asked for again. */
function isAttached({id, action, attributes}: EngineEvent): Expectation {
	return container => container === undefined
		|| (action === 'connect') === container.attachments.some(({networkId, networkName}) => networkId === id || networkName === attributes['name']);
}

/**
What the list should say after this event. An engine may still list a container as running for up to 140 ms
after its `die` event (measured on Docker 20.10; pausing lags 10 to 40 ms on every version), so a re-read that contradicts the event is asked again.
*/
export function expectationOf(event: EngineEvent): Expectation | undefined {
	if (event.type === 'network') {
		return event.action === 'connect' || event.action === 'disconnect' ? isAttached(event) : undefined;
	}

	return event.type === 'container' ? expectations[event.action] : undefined;
}
