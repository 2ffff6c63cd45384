import {removeBuildCache} from './build-cache.ts';
import type {Client} from './client.ts';
import type {SystemRequests} from './engine.ts';
import {createSharedMeasurement} from './disk-usage.ts';
import {expectObject} from './read/expect.ts';
import {moment} from './read/values.ts';
import {BadAnswerError} from './response.ts';
import {readInfo, type VersionAnswer} from './read/info.ts';

/** The engine as a whole. */
export function createSystem(client: Client, version: VersionAnswer, apiVersion: string): SystemRequests {
	const measurement = createSharedMeasurement(client);
	return {
		async ping(options = {}) {
			await client.call({operation: 'reach the engine'}, options, async docker => {
				await docker.ping();
			});
		},
		info: async (options = {}) => client.call({operation: 'read the engine\'s information'}, options, async docker => readInfo(expectObject(await docker.info()), version, apiVersion)),
		clock: async (options = {}) => client.call({operation: 'read the engine\'s clock'}, options, async docker => {
			const time = moment(expectObject(await docker.info()).SystemTime);
			if (time === undefined) {
				throw new BadAnswerError('it has no time');
			}

			return time;
		}),
		diskUsage: measurement,
		removeBuildCache: async (id, options) => removeBuildCache(client, id, options),
	};
}
