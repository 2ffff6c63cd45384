import type {LiveStore} from '../store/live.ts';

/** Milliseconds that what was typed waits at most. */
const longest = 1000;

/** Does now or later what was typed; `isUrgent` is done at once, and what waits then is never done. */
export type TypeAhead = (act: () => void, isUrgent?: boolean) => void;

/**
Rows are on the screen a moment before anything can be done with them: what is typed meanwhile waits until the engine is connected, and is
then done in its order.
*/
export function createTypeAhead(live: LiveStore): TypeAhead {
	let waiting: Array<() => void> | undefined;
	let isOver = false;
	let stopWaiting: (() => void) | undefined;
	const isEarly = () => {
		const {connection, containers} = live.getState();
		return connection.status === 'connecting' && containers.loaded;
	};

	const finish = () => {
		const acts = waiting ?? [];
		waiting = undefined;
		isOver = true;
		stopWaiting?.();
		return acts;
	};

	const doAll = () => {
		for (const act of finish()) {
			act();
		}
	};

	const wait = () => {
		waiting = [];
		const timer = setTimeout(doAll, longest);
		const unsubscribe = live.subscribe(() => {
			if (!isEarly()) {
				doAll();
			}
		});
		stopWaiting = () => {
			clearTimeout(timer);
			unsubscribe();
		};
	};

	return (act, isUrgent = false) => {
		if (isUrgent || (!waiting && (isOver || !isEarly()))) {
			finish();
			act();
			return;
		}

		if (!waiting) {
			wait();
		}

		waiting!.push(act);
	};
}
