import type {Press} from '../keys/press.ts';
import type {LiveStore} from '../store/live.ts';

/** Milliseconds that keys wait at most. */
const longest = 1000;

/**
Rows are on the screen a moment before anything can be done with them: keys pressed meanwhile wait until the engine is connected, and then
do what they say in the order in which they were pressed. `ctrl+c` never waits.
*/
export function createTypeAhead(live: LiveStore, hear: (presses: readonly Press[]) => void): (presses: readonly Press[]) => void {
	let held: Press[] | undefined;
	let isOver = false;
	const isEarly = () => {
		const {connection, containers} = live.getState();
		return connection.status === 'connecting' && containers.loaded;
	};

	const hold = () => {
		held = [];
		const release = () => {
			clearTimeout(timer);
			unsubscribe();
			isOver = true;
			const presses = held ?? [];
			held = undefined;
			hear(presses);
		};

		const timer = setTimeout(release, longest);
		const unsubscribe = live.subscribe(() => {
			if (!isEarly()) {
				release();
			}
		});
	};

	return presses => {
		if (!isOver && !held) {
			if (isEarly()) {
				hold();
			} else {
				isOver = true;
			}
		}

		if (!held) {
			hear(presses);
			return;
		}

		held.push(...presses);
		if (presses.some(({key}) => key === 'ctrl+c')) {
			hear([{key: 'ctrl+c', count: 1}]);
		}
	};
}
