/**
Gathers requests for one piece of work: runs at once after a quiet time, then in growing steps while the burst goes on
(50 ms to 2 s), never twice at the same time. So a single event is seen at once and two hundred make a handful of requests.
*/
export type Refresher = {
	/** Asks for one more run. */
	ask(): void;
	/** Gives up what is planned. What runs now is not waited for. */
	stop(): void;
};

const firstPause = 50;
const longestPause = 2000;
const quiet = 1000;

/** `work` must not reject. */
export function createRefresher(work: () => Promise<void>, now: () => number = Date.now): Refresher {
	let running = false;
	let asked = false;
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let pause = 0;
	let lastEnd = 0;

	const run = async () => {
		timer = undefined;
		running = true;
		asked = false;
		const start = now();
		await work();
		running = false;
		lastEnd = now();
		// An engine whose answers take long is asked less often.
		pause = Math.min(longestPause, Math.max(firstPause, pause * 2, (lastEnd - start) * 2));
		if (asked) {
			plan();
		}
	};

	const plan = () => {
		if (stopped || running || timer) {
			return;
		}

		if (now() - lastEnd > Math.max(quiet, pause)) {
			pause = 0;
		}

		// Not at once even when quiet: an event comes in company, and all of one action arrive within a few milliseconds.
		timer = setTimeout(() => {
			void run();
		}, pause === 0 ? 8 : pause);
	};

	return {
		ask() {
			asked = true;
			plan();
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
			timer = undefined;
		},
	};
}
