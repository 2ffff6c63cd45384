import type {Engine} from '../engine/engine.ts';
import type {StoredLayer} from '../model/clean-up-layers.ts';
import type {CleanUpFacts} from '../model/clean-up.ts';
import {isUp} from '../model/container-state.ts';
import type {Container} from '../model/container.ts';
import {EngineError} from '../model/engine-error.ts';
import type {Image} from '../model/image.ts';
import {layersOf} from '../model/layers.ts';
import {fewAtOnce} from './few-at-once.ts';
import {layersOfImages} from './layers-of-images.ts';

/** Per engine and image: an id is a digest of the layers too. */
const knownLayers = new WeakMap<Engine, Map<string, readonly StoredLayer[] | undefined>>();

/** As long as a container's row is the same object it has not run. */
const knownTimes = new WeakMap<Container, {readonly started?: number; readonly finished?: number}>();

/** A failure of one request takes one fact away; one of the connection is told by who measures. */
async function unlessRefused(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof EngineError) || error.kind === 'cancelled') {
			throw error;
		}
	}
}

async function readTimes(containers: readonly Container[], engine: Engine, signal: AbortSignal | undefined): Promise<CleanUpFacts['times']> {
	const idle = containers.filter(container => !isUp(container));
	await fewAtOnce(idle.filter(container => !knownTimes.has(container)), async container => unlessRefused(async () => {
		const {started, finished} = await engine.containers.inspect(container.id, {signal});
		knownTimes.set(container, {started, finished});
	}));
	return new Map(idle.flatMap(container => {
		const times = knownTimes.get(container);
		return times ? [[container.id, times] as const] : [];
	}));
}

/** The layers of an image with their sizes; undefined where the engine's words do not add up to the image. */
async function readLayers({id, size}: Image, digests: readonly string[], engine: Engine, signal: AbortSignal | undefined): Promise<readonly StoredLayer[] | undefined> {
	const steps = layersOf(await engine.images.history(id, {signal}), size, digests);
	const layers = steps.flatMap(step => step.diffId === undefined ? [] : [{digest: step.diffId, size: step.size}]);
	const sum = layers.reduce((total, layer) => total + layer.size, 0);
	return layers.length === digests.length && sum === size ? layers : undefined;
}

async function readAllLayers(images: readonly Image[], engine: Engine, signal: AbortSignal): Promise<CleanUpFacts['layers']> {
	// The containerd store keeps compressed contents as well, which no history tells: its own shares are the best there is.
	if (images.length === 0 || engine.info.containerdStore) {
		return new Map();
	}

	const known = knownLayers.get(engine) ?? new Map<string, readonly StoredLayer[] | undefined>();
	knownLayers.set(engine, known);
	const digests = await layersOfImages(images.map(({id}) => id), engine, signal);
	await fewAtOnce(images.filter(({id}) => digests.has(id) && !known.has(id)), async image => unlessRefused(async () => {
		known.set(image.id, await readLayers(image, digests.get(image.id)!, engine, signal));
	}));
	return new Map(images.flatMap(({id}) => {
		const layers = known.get(id);
		return layers ? [[id, layers] as const] : [];
	}));
}

/**
Asks for what the lists do not tell: when each container ended, and the layers of every image. What was learnt before is not asked
again. Rejects with an `EngineError` when it is cancelled.
*/
export async function readCleanUpFacts(engine: Engine, {containers, images}: {readonly containers: readonly Container[]; readonly images: readonly Image[]}, signal: AbortSignal): Promise<CleanUpFacts> {
	const [times, layers] = await Promise.all([readTimes(containers, engine, signal), readAllLayers(images, engine, signal)]);
	return {times, layers};
}
