import {describeHistory, type Instruction} from './dockerfile.ts';
import type {HistoryEntry} from './image.ts';

/** One step of an image's history with its place in the stack, base first. Sizes in bytes. */
export type Layer = Instruction & {
	readonly created: number;
	readonly size: number;
	/** The size of this layer and all below it. */
	readonly cumulative: number;
	/** The layer's part of the whole image, 0 to 1. */
	readonly share: number;
	/** The digest of the uncompressed layer; absent for empty steps and where steps and layers cannot be matched. */
	readonly diffId?: string;
	/** The place of the layer among the image's layers, from 0; absent as `diffId` is. */
	readonly depth?: number;
	readonly comment: string;
	readonly tags: readonly string[];
};

/** An image as far as its layers go. */
export type LayeredImage = {
	readonly id: string;
	readonly name: string;
	/** The digests of its uncompressed layers, base first. */
	readonly layers: readonly string[];
};

/** The image that another one was built on, and how many layers it gave. */
export type Base = {
	readonly id: string;
	readonly name: string;
	readonly count: number;
};

type Step = {
	readonly entry: HistoryEntry;
	readonly instruction: Instruction;
	readonly size: number;
};

/**
The history of an image, oldest step first, matched onto its layers. The sizes add up to the image's own,
except in containerd's store, whose image size counts the compressed content too: `imageSize` then only widens what
`share` is part of.
*/
export function layersOf(history: readonly HistoryEntry[], imageSize: number, diffIds: readonly string[]): readonly Layer[] {
	const steps = history.toReversed().map((entry): Step => ({entry, instruction: describeHistory(entry), size: Math.max(0, entry.size)}));
	const matched = matchSteps(steps, diffIds.length);
	const whole = Math.max(1, imageSize, steps.reduce((sum, {size}) => sum + size, 0));
	const layers: Layer[] = [];
	let cumulative = 0;
	let depth = 0;
	for (const [index, {entry, instruction, size}] of steps.entries()) {
		cumulative += size;
		const isLayer = matched?.[index] ?? false;
		layers.push({
			...instruction,
			empty: matched ? !isLayer : instruction.empty && size === 0,
			created: entry.created,
			size,
			cumulative,
			share: size / whole,
			comment: entry.comment,
			tags: entry.tags,
			...(isLayer && {depth, diffId: diffIds[depth]}),
		});
		depth += isLayer ? 1 : 0;
	}

	return layers;
}

/**
The present image that this one was built on: the one with most layers of those whose layers all lie at the bottom of
these. Between equals a named one wins. Two images with the very same layers are not each other's base.
*/
export function baseOf(diffIds: readonly string[], others: readonly LayeredImage[]): Base | undefined {
	const bases = others.filter(({layers}) => layers.length > 0 && layers.length < diffIds.length && commonDepth(diffIds, layers) === layers.length);
	const [best] = bases.toSorted((a, b) => preference(b) - preference(a));
	return best && {id: best.id, name: best.name, count: best.layers.length};
}

/** More layers first; a name weighs less than a layer. */
function preference({layers, name}: LayeredImage): number {
	return layers.length + (name === '' ? 0 : 0.5);
}

/** For each layer, in how many of the other images it lies on the very same layers: only then is it stored once. */
export function sharedWith(diffIds: readonly string[], others: readonly LayeredImage[]): readonly number[] {
	const depths = others.map(({layers}) => commonDepth(diffIds, layers));
	return diffIds.map((_, index) => depths.filter(depth => depth > index).length);
}

function commonDepth(first: readonly string[], second: readonly string[]): number {
	const end = Math.min(first.length, second.length);
	const different = first.findIndex((diffId, index) => index >= end || diffId !== second[index]);
	return different === -1 ? end : different;
}

/**
Engines do not tell which steps made a layer, and a layer may have 0 bytes (WORKDIR, `RUN true`). The readings below
are tried from the most to the least likely, and one counts only if it yields as many layers as the image has.
*/
const readings: ReadonlyArray<(step: Step) => boolean> = [
	({instruction, size}) => size > 0 || !instruction.empty,
	({instruction, size}) => size > 0 || !(instruction.empty || instruction.instruction === 'WORKDIR'),
	({size}) => size > 0,
];

function matchSteps(steps: readonly Step[], count: number): readonly boolean[] | undefined {
	return readings.map(reading => steps.map(step => reading(step))).find(flags => flags.filter(Boolean).length === count);
}
