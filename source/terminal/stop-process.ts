import process from 'node:process';
import {setImmediate as immediate, setTimeout as delay} from 'node:timers/promises';

/** Milliseconds after which a process that is to be stopped has been: the clock goes on while it is, so that none of them is waited for afterwards. */
const untilStopped = 30;

/**
Stops this process, with all of its job, as ctrl+z does where no program reads it; resolves when it goes on. False when it was not stopped:
without a shell that could let it go on the kernel discards the signal (the job is orphaned), and Windows knows none.
*/
export async function stopProcess(): Promise<boolean> {
	let wasStopped = false;
	const goesOn = () => {
		wasStopped = true;
	};

	// While somebody listens, nothing stops.
	const listeners = process.listeners('SIGTSTP');
	process.removeAllListeners('SIGTSTP');
	process.on('SIGCONT', goesOn);
	try {
		process.kill(0, 'SIGTSTP');
		await delay(untilStopped);
		// The size may have changed meanwhile, which only the programs in front are told.
		process.kill(process.pid, 'SIGWINCH');
		// What came while it was stopped (an end above all) is heard before anything goes on: signals are told between these two.
		await immediate();
		await immediate();
	} catch {
		return false;
	} finally {
		process.off('SIGCONT', goesOn);
		for (const listener of listeners) {
			process.on('SIGTSTP', listener);
		}
	}

	return wasStopped;
}
