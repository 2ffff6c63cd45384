import type {Engine} from '../engine/engine.ts';

const atOnce = 4;

/** Per engine and image id: an id is a digest of the layers too, so what was read once is true for ever. */
const known = new WeakMap<Engine, Map<string, readonly string[]>>();

/**
The layers' digests of these images, a few requests at a time and one per image and connection. An image that cannot be read
(it may be gone by now) is left out. Rejects only when the signal is aborted.
*/
export async function layersOfImages(ids: readonly string[], engine: Engine, signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
	const cache = known.get(engine) ?? new Map<string, readonly string[]>();
	known.set(engine, cache);
	const missing = [...new Set(ids)].filter(id => !cache.has(id));
	const work = async (): Promise<void> => {
		const id = missing.shift();
		if (id === undefined) {
			return;
		}

		signal.throwIfAborted();
		try {
			const {layers} = await engine.images.inspect(id, {signal});
			cache.set(id, layers);
		} catch {
			signal.throwIfAborted();
		}

		return work();
	};

	await Promise.all(Array.from({length: Math.min(atOnce, missing.length)}, work));
	return new Map(ids.flatMap(id => {
		const layers = cache.get(id);
		return layers ? [[id, layers] as const] : [];
	}));
}
