import {digestOf} from '../random.ts';
import type {Image, Layer} from './types.ts';

const megabyte = 1_000_000;

/** Bytes from decimal megabytes, with an odd rest so that sums can be told apart. */
export const megabytes = (count: number): number => Math.round(count * megabyte) + (count > 0 ? Number.parseInt(digestOf(`rest ${count}`).slice(0, 4), 16) : 0);

/** One line of a history: what made it, and how many megabytes it brought (undefined: no layer). */
export type Step = readonly [createdBy: string, size?: number];

/** Layers of a BuildKit build or of a pulled image: nothing is known of the images between. */
export function modernLayers(steps: readonly Step[], created: number): readonly Layer[] {
	return steps.map(([createdBy, size], position) => ({
		diffId: `sha256:${digestOf(`layer ${createdBy} ${size ?? ''}`)}`,
		size: megabytes(size ?? 0),
		createdBy,
		created: created + (position * 1000),
		comment: 'buildkit.dockerfile.v0',
		empty: size === undefined,
	}));
}

/** Layers of the classic builder: `#(nop)` for what is only configuration, and each step an image of its own. */
export function classicLayers(steps: readonly Step[], created: number): readonly Layer[] {
	return steps.map(([createdBy, size], position) => ({
		diffId: `sha256:${digestOf(`layer ${createdBy} ${size ?? ''}`)}`,
		size: megabytes(size ?? 0),
		createdBy: size === undefined ? `/bin/sh -c #(nop)  ${createdBy}` : createdBy,
		created: created + (position * 1000),
		comment: '',
		empty: size === undefined,
	}));
}

/** The layers that hold files, oldest first. */
export const filledLayers = (image: Image): readonly Layer[] => image.layers.filter(layer => !layer.empty);

/** Bytes of all layers of an image, as the engine's Size. */
export const imageSize = (image: Image): number => image.layers.reduce((sum, layer) => sum + layer.size, 0);

/** The chain ids of an image's layers, oldest first: a layer is only shared when all below it are the same (OCI image spec, "Layer ChainID"). */
export function chainIds(image: Image): ReadonlyArray<{readonly chainId: string; readonly size: number}> {
	let chain = '';
	return filledLayers(image).map(({diffId, size}) => {
		chain = chain === '' ? diffId : `sha256:${digestOf(`${chain} ${diffId}`)}`;
		return {chainId: chain, size};
	});
}
