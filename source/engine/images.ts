import type Dockerode from 'dockerode';
import {timeLimit, within, type Client} from './client.ts';
import type {ImageRequests, RequestOptions} from './engine.ts';
import {importImage} from './import-image.ts';
import {createNames} from './names.ts';
import {expectList, expectObject, readRows} from './read/expect.ts';
import {
	readHistoryEntry,
	readImage,
	readImageDetails,
	readImageRemoval,
} from './read/image.ts';
import {imagePath} from './reference.ts';

/** Images. A list costs about 10 ms for each on the containerd store (else 0.1 ms): its caller keeps to one at a time. */
export function createImages(client: Client): ImageRequests {
	const names = createNames('image');

	const on = async <Result>(operation: string, reference: string, options: RequestOptions, run: (image: Dockerode.Image) => Promise<Result>): Promise<Result> =>
		client.call({operation, object: names.of(reference)}, options, async docker => run(docker.getImage(imagePath(reference))));

	return {
		list: async (options = {}) => client.call({operation: 'list images'}, within(options, timeLimit.list), async docker => {
			const images = readRows(expectList(await docker.listImages()), readImage);
			names.learn(images.flatMap(({id, tags}) => tags.slice(0, 1).map(name => ({id, name}))), true);
			return images;
		}),
		inspect: async (id, options = {}) => on('inspect', id, options, async image => readImageDetails(expectObject(await image.inspect()), id)),
		import: async (archive, options) => importImage(client, archive, options),
		history: async (id, options = {}) => on('read the history of', id, options, async image => expectList(await image.history()).map(entry => readHistoryEntry(entry))),
		remove: async (reference, {force = false, ...options} = {}) => on('remove', reference, within(options, timeLimit.change), async image => readImageRemoval(await image.remove({force}))),
	};
}
