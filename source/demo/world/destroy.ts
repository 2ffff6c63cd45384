import {tellContainer, tellVolume} from './tell.ts';
import type {Container} from './types.ts';
import {dropContainer, type World} from './world.ts';

/** Takes a container out of the world, and with `withVolumes` the anonymous volumes only it had. */
export function destroy(world: World, container: Container, withVolumes: boolean): void {
	dropContainer(world, container);
	tellContainer(world, 'destroy', container);
	for (const {name} of withVolumes ? container.mounts : []) {
		const volume = name === undefined ? undefined : world.volumes.get(name);
		const isUsedElsewhere = world.containers.values().some(other => other.mounts.some(mount => mount.name === name));
		if (!(volume && 'com.docker.volume.anonymous' in volume.labels) || isUsedElsewhere) {
			continue;
		}

		world.volumes.delete(volume.name);
		tellVolume(world, 'destroy', volume.name, {}, volume.driver);
	}
}
