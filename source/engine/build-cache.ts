import {promisify} from 'node:util';
import {timeLimit, within, type Client} from './client.ts';
import type {RequestOptions} from './engine.ts';
import type {DialOptions, Modem} from './modem.ts';
import {fields, texts} from './read/values.ts';

/**
Removes one entry of the build cache; false when the engine kept it, because it is in use or others stand on it. There is no request
for one entry but a prune that is given its id. Dockerode drops the options of that one: its path has no `?` (4.0, 5.0).
`all` is what makes an engine let go of entries that images share.
*/
export async function removeBuildCache(client: Client, id: string, options: RequestOptions = {}): Promise<boolean> {
	return client.call({operation: 'remove', object: `build cache ${id}`}, within(options, timeLimit.change), async docker => {
		const modem = docker.modem as Modem;
		const dial = promisify<DialOptions, unknown>((request, callback) => {
			modem.dial(request, callback);
		});
		const answer = await dial({path: '/build/prune?', method: 'POST', options: {_query: {all: true, filters: {id: [id]}}, _body: {}}});
		return texts(fields(answer).CachesDeleted).includes(id);
	});
}
