import type {Engine} from '../../engine/engine.ts';
import type {HistoryEntry} from '../../model/image.ts';
import {
	baseOf,
	layersOf,
	sharedWith,
	type Base,
	type Layer,
	type LayeredImage,
} from '../../model/layers.ts';
import type {Live} from '../../store/live.ts';
import {layersOfImages} from '../../store/layers-of-images.ts';
import {imageRows, type ImageRow} from './rows.ts';

/** What the Layers tab shows. */
export type LayersData = {
	/** Oldest first, empty steps too. */
	readonly steps: readonly Layer[];
	/** By a layer's depth: in how many other images it is. */
	readonly shared: readonly number[];
	/** The present image that this one was built on; `steps` is how many of the steps are its. */
	readonly base?: Base & {readonly steps: number};
	/** How many of the other images could not be read. */
	readonly unread: number;
};

/** Reads an image's history, and the layers of all other images to tell what is shared. */
export async function loadLayers(row: ImageRow, engine: Engine, signal: AbortSignal, live: Live): Promise<LayersData> {
	const others = imageRows(live).filter(({id}) => id !== row.id);
	const [history, known] = await Promise.all([
		engine.images.history(row.id, {signal}),
		layersOfImages([row.id, ...others.map(({id}) => id)], engine, signal),
	]);
	const diffIds = known.get(row.id) ?? [];
	const layered = others.flatMap(({id, name, dangling}): readonly LayeredImage[] => {
		const layers = known.get(id);
		return layers ? [{id, name: dangling ? '' : name, layers}] : [];
	});
	const base = baseOf(diffIds, layered);
	const steps = layersOf(history, row.size, diffIds);
	return {
		steps,
		shared: sharedWith(diffIds, layered),
		...(base && {
			base: {
				...base,
				name: others.find(({id}) => id === base.id)!.name,
				steps: await countBaseSteps(history, base, engine, signal, steps),
			},
		}),
		unread: others.length - layered.length,
	};
}

/** How many steps, oldest first, are the base's: those up to its last layer, and the empty ones after it that its own history ends with (its CMD, its ENV). */
async function countBaseSteps(history: readonly HistoryEntry[], base: Base, engine: Engine, signal: AbortSignal, steps: readonly Layer[]): Promise<number> {
	const least = steps.findIndex(({depth}) => depth === base.count - 1) + 1;
	try {
		const newestFirst = await engine.images.history(base.id, {signal});
		const own = newestFirst.toReversed();
		const all = history.toReversed();
		const different = own.findIndex(({createdBy}, index) => createdBy !== all[index]?.createdBy);
		return Math.max(least, different === -1 ? own.length : different);
	} catch {
		signal.throwIfAborted();
		return least;
	}
}
