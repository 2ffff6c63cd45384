import {findCleanUp, type CleanUp} from '../model/clean-up-candidates.ts';
import type {Live} from './live.ts';

let lastParts: readonly unknown[] = [];
let last: CleanUp = findCleanUp({now: 0, knowsContainers: false, containers: [], images: [], networks: [], volumes: []});

/** Everything that can be removed, as the live picture has it: found anew only when a part of the picture that matters changed. */
export function cleanUpOf({containers, images, networks, volumes, disk, keep}: Live): CleanUp {
	const parts = [containers, images.items, networks.items, volumes.items, disk.usage, disk.facts, keep];
	if (parts.some((part, index) => part !== lastParts[index])) {
		lastParts = parts;
		last = findCleanUp({
			// A person takes longer to decide than a container to be started: nothing is too young to be listed.
			now: 0,
			knowsContainers: containers.loaded,
			containers: containers.items,
			images: images.items,
			networks: networks.items,
			volumes: volumes.items,
			usage: disk.usage,
			facts: disk.facts,
			keep,
		});
	}

	return last;
}
