import type Dockerode from 'dockerode';
import {neutraliseDeep} from '../terminal/neutralise-deep.ts';
import {timeLimit, within, type Client} from './client.ts';
import type {RequestOptions, VolumeRequests} from './engine.ts';
import {expectList, expectObject, readRows} from './read/expect.ts';
import {fields, text} from './read/values.ts';
import {readVolume} from './read/volume.ts';
import {pathPart} from './reference.ts';

/** Volumes, which have no other id than their name. */
export function createVolumes(client: Client): VolumeRequests {
	const on = async <Result>(operation: string, name: string, options: RequestOptions, run: (volume: Dockerode.Volume) => Promise<Result>): Promise<Result> =>
		client.call({operation, object: `volume ${name}`}, options, async docker => run(docker.getVolume(pathPart(name))));

	return {
		list: async (options = {}) => client.call({operation: 'list volumes'}, within(options, timeLimit.list), async docker => {
			const answer = expectObject(await docker.listVolumes());
			return readRows(expectList(answer.Volumes), readVolume);
		}),
		inspect: async (name, options = {}) => on('inspect', name, options, async volume => neutraliseDeep(expectObject(await volume.inspect()))),
		create: async ({name = '', driver = 'local', labels = {}}, options = {}) => client.call({operation: 'create', object: name === '' ? 'a volume' : `volume ${name}`}, options, async docker => {
			const volume: unknown = await docker.createVolume({...(name !== '' && {Name: name}), Driver: driver, Labels: {...labels}});
			return text(fields(volume).name);
		}),
		async remove(name, {force = false, ...options} = {}) {
			await on('remove', name, within(options, timeLimit.change), async volume => {
				await volume.remove({force});
			});
		},
	};
}
