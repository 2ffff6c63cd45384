import type {DiskUsage} from '../model/disk.ts';
import {timeLimit, type Client} from './client.ts';
import type {RequestOptions} from './engine.ts';
import {engineError, type Subject} from './failure.ts';
import {limitCall} from './limit.ts';
import {expectObject} from './read/expect.ts';
import {readDiskUsage} from './read/disk.ts';

const subject: Subject = {operation: 'measure the disk usage'};

type Measurement = {
	readonly result: Promise<DiskUsage>;
	readonly controller: AbortController;
	waiting: number;
};

/**
Measures the disk usage, once at a time: Docker 20.10 refuses a second measurement while one runs. Whoever asks meanwhile shares
the one under way; it is given up only when everybody who waits for it has given up.
*/
export function createSharedMeasurement(client: Client): (options?: RequestOptions) => Promise<DiskUsage> {
	let current: Measurement | undefined;

	/** The next one to ask begins anew. */
	const leave = (controller: AbortController): void => {
		if (current?.controller === controller) {
			current = undefined;
		}
	};

	const begin = (): Measurement => {
		const controller = new AbortController();
		const measure = async (): Promise<DiskUsage> => {
			try {
				return await client.call(subject, {signal: controller.signal, timeout: timeLimit.measure}, async docker => readDiskUsage(expectObject(await docker.df()), Date.now()));
			} finally {
				leave(controller);
			}
		};

		return {result: measure(), controller, waiting: 0};
	};

	return async ({signal, timeout = timeLimit.measure} = {}) => {
		current ??= begin();
		const measurement = current;
		const limit = limitCall({
			signals: [signal],
			timeout,
			onCancel: cause => engineError('cancelled', subject, client.endpoint, {cause}),
			onTimeout: () => engineError('timeout', subject, client.endpoint, {words: `nothing came within ${timeout / 1000} s`}),
		});
		measurement.waiting++;
		try {
			return await Promise.race([limit.givenUp, measurement.result]);
		} finally {
			limit.release();
			measurement.waiting--;
			if (measurement.waiting === 0) {
				leave(measurement.controller);
				// Harmless when it has ended.
				measurement.controller.abort();
			}
		}
	};
}
