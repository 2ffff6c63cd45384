import type {Tone} from '../../config/theme.ts';
import type {Container} from '../../model/container.ts';
import {endedAsAsked} from '../../model/container-state.ts';

/** What the state means: good, to be watched, bad, or of no interest. */
export function stateTone({state, health, exitCode, oomKilled}: Container): Tone {
	switch (state) {
		case 'running': {
			return health === 'unhealthy' ? 'bad' : (health === 'starting' ? 'info' : 'good');
		}

		case 'exited': {
			if (oomKilled === true) {
				return 'bad';
			}

			// Without lack of memory 137 is a kill, or a stop that took too long: somebody's doing, yet not a clean end.
			return endedAsAsked(exitCode) ? 'dim' : (exitCode === 137 ? 'warn' : 'bad');
		}

		case 'dead': {
			return 'bad';
		}

		case 'created': {
			return 'dim';
		}

		case 'restarting':
		case 'paused':
		case 'removing':
		case 'unknown': {
			return 'warn';
		}
	}
}
