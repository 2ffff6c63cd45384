/** When one call is to be given up: by signals, and by a clock. */
export type CallLimit = {
	/** Aborts with the reason when the call is given up. */
	readonly signal: AbortSignal;
	/** Rejects when the call is given up, and never resolves: to be raced with what may never settle. */
	readonly givenUp: Promise<never>;
	/** Gives the call up with an error of its own. */
	readonly fail: (error: unknown) => void;
	readonly stopClock: () => void;
	/** Stops the clock and lets go of the signals. */
	readonly release: () => void;
};

/** Watches `signals` and a clock of `timeout` milliseconds for one call. */
export function limitCall({signals, timeout, onCancel, onTimeout}: {
	readonly signals: ReadonlyArray<AbortSignal | undefined>;
	readonly timeout: number;
	onCancel(reason: unknown): Error;
	onTimeout(timeout: number): Error;
}): CallLimit {
	const controller = new AbortController();
	const {promise, reject} = Promise.withResolvers<never>();
	const watched = signals.filter(signal => signal !== undefined);

	const giveUp = (error: Error): void => {
		reject(error);
		controller.abort(error);
	};

	const cancel = (): void => {
		giveUp(onCancel(watched.find(signal => signal.aborted)?.reason));
	};

	const timer = setTimeout(() => {
		giveUp(onTimeout(timeout));
	}, timeout);

	for (const signal of watched) {
		signal.addEventListener('abort', cancel, {once: true});
	}

	if (watched.some(signal => signal.aborted)) {
		cancel();
	}

	const stopClock = (): void => {
		clearTimeout(timer);
	};

	return {
		signal: controller.signal,
		givenUp: promise,
		fail: reject,
		stopClock,
		release() {
			stopClock();
			for (const signal of watched) {
				signal.removeEventListener('abort', cancel);
			}
		},
	};
}
