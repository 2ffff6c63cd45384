/** One layer of an image: its digest, and the bytes it takes on the disk. */
export type StoredLayer = {readonly digest: string; readonly size: number};

/**
Which layers lie on the disk and how many images have each. A layer is stored once for all images that have it on the very same
layers: what it lies on is part of what it is.
*/
export type LayerIndex = {
	/** By image: the places of its layers in `sizes` and `users`, base first. */
	readonly places: ReadonlyMap<string, readonly number[]>;
	readonly sizes: readonly number[];
	readonly users: readonly number[];
	/** False when the layers of some image are not known: then others may share what seems to be one's own. */
	readonly isWhole: boolean;
};

/** Lays out the layers of all images of an engine, kept ones too: only then is it known what is shared. */
export function indexLayers(images: readonly string[], layers: ReadonlyMap<string, readonly StoredLayer[]>): LayerIndex {
	const stacked = new Map<string, number>();
	const sizes: number[] = [];
	const users: number[] = [];
	const places = new Map<string, readonly number[]>();
	for (const image of images) {
		const stack = layers.get(image);
		if (!stack) {
			continue;
		}

		let below = -1;
		const own: number[] = [];
		for (const {digest, size} of stack) {
			const key = `${below} ${digest}`;
			const place = stacked.get(key) ?? sizes.length;
			if (place === sizes.length) {
				stacked.set(key, place);
				sizes.push(size);
				users.push(0);
			}

			users[place]! += 1;
			own.push(place);
			below = place;
		}

		places.set(image, own);
	}

	return {places, sizes, users, isWhole: places.size === new Set(images).size};
}

/** Bytes that go when exactly these images go: of each layer that no other image has. Images whose layers are not known add nothing. */
export function freedTogether(images: Iterable<string>, {places, sizes, users}: LayerIndex): number {
	const going = new Map<number, number>();
	let freed = 0;
	for (const image of new Set(images)) {
		for (const place of places.get(image) ?? []) {
			const count = (going.get(place) ?? 0) + 1;
			going.set(place, count);
			if (count === users[place]) {
				freed += sizes[place]!;
			}
		}
	}

	return freed;
}
