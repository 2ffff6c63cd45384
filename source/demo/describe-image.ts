import {describeHealthCheck} from './inspect-container.ts';
import {engineTime} from './world/duration.ts';
import {chainIds, filledLayers, imageSize} from './world/layers.ts';
import type {Image} from './world/types.ts';
import type {World} from './world/world.ts';

/** How many images stand on each chain of layers. */
export function countChains(images: Iterable<Image>): ReadonlyMap<string, {readonly count: number; readonly size: number}> {
	const chains = new Map<string, {count: number; size: number}>();
	for (const image of images) {
		for (const {chainId, size} of chainIds(image)) {
			chains.set(chainId, {count: (chains.get(chainId)?.count ?? 0) + 1, size});
		}
	}

	return chains;
}

/** Bytes of the layers that an image has in common with others. */
export const sharedSize = (image: Image, chains: ReturnType<typeof countChains>): number => chainIds(image).reduce((sum, {chainId, size}) => sum + ((chains.get(chainId)?.count ?? 0) > 1 ? size : 0), 0);

/** Whether an image is only a step on the way to another one: untagged, and the parent of one. */
export function isIntermediate(world: World, image: Image): boolean {
	return image.tags.length === 0 && image.digests.length === 0 && world.images.values().some(other => other.parentId === image.id);
}

/** One entry of `GET /images/json`. `shared` and `containers` are -1 when they were not computed. */
export function summarizeImage(image: Image, version: number, computed: {readonly shared: number; readonly containers: number}): object {
	const isUntagged = version < 43 && image.tags.length === 0;
	return {
		Containers: computed.containers,
		Created: Math.floor(image.created / 1000),
		Id: image.id,
		Labels: Object.keys(image.labels).length > 0 ? image.labels : null,
		ParentId: image.parentId,
		RepoDigests: image.digests.length === 0 && version < 43 ? ['<none>@<none>'] : image.digests,
		RepoTags: isUntagged ? ['<none>:<none>'] : image.tags,
		SharedSize: computed.shared,
		Size: imageSize(image),
		...(version < 44 && {VirtualSize: imageSize(image)}),
	};
}

const orNull = (values: readonly string[]) => values.length > 0 ? values : null;

/** The answer to `GET /images/{name}/json`. */
export function inspectImage(image: Image, version: number): object {
	const overlay = `/var/lib/docker/overlay2/${image.id.slice(7)}`;
	return {
		Id: image.id,
		RepoTags: image.tags,
		RepoDigests: image.digests,
		Parent: image.parentId,
		Comment: image.layers.at(-1)?.comment ?? '',
		Created: engineTime(image.created),
		DockerVersion: image.parentId === '' ? '' : '27.3.1',
		Author: image.author,
		Config: {
			Hostname: '',
			Domainname: '',
			User: image.user,
			AttachStdin: false,
			AttachStdout: false,
			AttachStderr: false,
			...(image.exposedPorts.length > 0 && {ExposedPorts: Object.fromEntries(image.exposedPorts.map(port => [port, {}]))}),
			Tty: false,
			OpenStdin: false,
			StdinOnce: false,
			Env: image.environment,
			Cmd: orNull(image.command),
			...(image.healthCheck && {Healthcheck: describeHealthCheck(image.healthCheck)}),
			Image: '',
			Volumes: image.volumes.length > 0 ? Object.fromEntries(image.volumes.map(volume => [volume, {}])) : null,
			WorkingDir: image.workingDirectory,
			Entrypoint: orNull(image.entrypoint),
			OnBuild: null,
			Labels: Object.keys(image.labels).length > 0 ? image.labels : null,
			...(image.stopSignal && {StopSignal: image.stopSignal}),
		},
		Architecture: 'amd64',
		Os: 'linux',
		Size: imageSize(image),
		...(version < 44 && {VirtualSize: imageSize(image)}),
		GraphDriver: {Data: {MergedDir: `${overlay}/merged`, UpperDir: `${overlay}/diff`, WorkDir: `${overlay}/work`}, Name: 'overlay2'},
		RootFS: {Type: 'layers', Layers: filledLayers(image).map(layer => layer.diffId)},
		Metadata: {LastTagTime: image.tags.length > 0 ? engineTime(image.created) : '0001-01-01T00:00:00Z'},
	};
}

/** The answer to `GET /images/{name}/history`: newest first; what was built elsewhere or by BuildKit has no ids of its own. */
export function describeHistory(image: Image): readonly object[] {
	return image.layers.map((layer, position) => {
		const isLast = position === image.layers.length - 1;
		return {
			Comment: layer.comment,
			Created: Math.floor(layer.created / 1000),
			CreatedBy: layer.createdBy,
			Id: isLast ? image.id : layer.imageId ?? '<missing>',
			Size: layer.size,
			Tags: isLast ? orNull(image.tags) : null,
		};
	}).toReversed();
}
