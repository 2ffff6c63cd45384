import fc from 'fast-check';
import type {CleanUpWorld} from '../../source/model/clean-up.ts';
import type {Container, ContainerState} from '../../source/model/container.ts';
import type {BuildCacheEntry} from '../../source/model/disk.ts';
import type {Image} from '../../source/model/image.ts';
import type {Network} from '../../source/model/network.ts';
import type {Volume} from '../../source/model/volume.ts';

/** The moment at which all of it takes place. */
export const now = Date.UTC(2026, 10, 22, 12);
export const day = 86_400_000;

/** A container that ended three days after it was made. */
export const container = (id: string, rest: Partial<Container> = {}): Container => ({
	id, name: id, image: 'none', imageId: 'none', command: '', created: now - (5 * day), state: 'exited', status: 'Exited (0) 2 days ago', exitCode: 0, ports: [], labels: {}, attachments: [], mounts: [], unreadable: [], ...rest,
});

/** A named image without parent or labels. */
export const image = (id: string, rest: Partial<Image> = {}): Image => ({
	id, parentId: '', tags: [`${id}:latest`], digests: [], created: now - (9 * day), size: 0, labels: {}, unreadable: [], ...rest,
});

export const network = (id: string, rest: Partial<Network> = {}): Network => ({
	id, name: id, driver: 'bridge', scope: 'local', subnets: [], internal: false, ipv6: false, created: now - day, labels: {}, predefined: false, unreadable: [], ...rest,
});

export const volume = (id: string, rest: Partial<Volume> = {}): Volume => ({
	id, name: id, anonymous: false, driver: 'local', mountpoint: '', created: now - day, labels: {}, unreadable: [], ...rest,
});

export const cacheEntry = (id: string, rest: Partial<BuildCacheEntry> = {}): BuildCacheEntry => ({
	id, parents: [], type: 'regular', description: `step ${id}`, inUse: false, shared: false, size: 0, created: now - day, usageCount: 1, ...rest,
});

type Contents = Partial<Omit<CleanUpWorld, 'usage'>> & {
	readonly cache?: readonly BuildCacheEntry[];
	readonly writable?: Readonly<Record<string, number>>;
	readonly volumeSizes?: Readonly<Record<string, number>>;
	readonly imageSizes?: Readonly<Record<string, {readonly size: number; readonly sharedSize: number}>>;
};

/** An engine's whole picture, measured. */
export const worldOf = ({cache = [], writable = {}, volumeSizes = {}, imageSizes = {}, ...rest}: Contents): CleanUpWorld => ({
	now,
	knowsContainers: true,
	containers: [],
	images: [],
	networks: [],
	volumes: [],
	usage: {
		measuredAt: now,
		lines: [],
		layersSize: 0,
		images: new Map(Object.entries(imageSizes).map(([id, sizes]) => [id, {...sizes, containers: 0}])),
		containers: new Map(Object.entries(writable).map(([id, writableSize]) => [id, {writableSize, rootSize: 0}])),
		volumes: new Map(Object.entries(volumeSizes).map(([id, size]) => [id, {size, references: 0}])),
		cache,
	},
	...rest,
});

const states: readonly ContainerState[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown'];

const at = <Thing>(things: readonly Thing[], index: number): Thing | undefined => things.length === 0 ? undefined : things[index % things.length];

/** Engines of any shape: images on images, with layers that some share; containers in every state that hold all of it. */
export const anyWorld: fc.Arbitrary<CleanUpWorld> = fc.record({
	images: fc.array(fc.record({parent: fc.constantFrom('none', 'base', 'unlisted'), base: fc.option(fc.nat()), own: fc.array(fc.record({digest: fc.integer({min: 0, max: 5}), size: fc.nat(1000)}), {maxLength: 4}), isTagged: fc.boolean(), isKnown: fc.boolean()}), {maxLength: 8}),
	volumes: fc.array(fc.boolean(), {maxLength: 5}),
	networks: fc.array(fc.boolean(), {maxLength: 4}),
	cache: fc.array(fc.record({parents: fc.array(fc.nat(), {maxLength: 2}), inUse: fc.boolean(), shared: fc.boolean(), size: fc.nat(500)}), {maxLength: 6}),
	containers: fc.array(fc.record({state: fc.constantFrom(...states), image: fc.option(fc.nat()), volumes: fc.array(fc.nat(), {maxLength: 2}), networks: fc.array(fc.nat(), {maxLength: 2}), isByName: fc.boolean(), isKept: fc.boolean(), writable: fc.nat(100)}), {maxLength: 8}),
}).map(given => {
	const sizes = new Map<string, number>();
	const layers: Array<ReadonlyArray<{readonly digest: string; readonly size: number}>> = [];
	for (const [index, {base, own}] of given.images.entries()) {
		const below = base === null || index === 0 ? [] : layers[base % index]!;
		const stack = [...below];
		for (const {digest, size} of own) {
			// What lies on the same layers under the same digest is the same layer, of one size.
			const key = [...stack.map(layer => layer.digest), digest].join('/');
			sizes.set(key, sizes.get(key) ?? size);
			stack.push({digest: String(digest), size: sizes.get(key)!});
		}

		layers.push(stack);
	}

	const images = given.images.map(({parent, base, isTagged}, index) => image(`image-${index}`, {
		...(!isTagged && {tags: []}),
		...(parent !== 'none' && base !== null && index > 0 && {parentId: parent === 'unlisted' ? 'unlisted' : `image-${base % index}`}),
		size: layers[index]!.reduce((sum, {size}) => sum + size, 0),
	}));
	const volumes = given.volumes.map((anonymous, index) => volume(`volume-${index}`, {anonymous}));
	const networks = given.networks.map((predefined, index) => network(`network-${index}`, {predefined}));
	const containers = given.containers.map(({state, image: used, volumes: mounted, networks: joined, isByName, isKept}, index) => container(`container-${index}`, {
		state,
		...(used !== null && images.length > 0 && {imageId: at(images, used)!.id, image: at(images, used)!.id}),
		mounts: mounted.flatMap(place => at(volumes, place) ?? []).map(({name}) => ({type: 'volume' as const, source: name, destination: '/data', readOnly: false})),
		attachments: joined.flatMap(place => at(networks, place) ?? []).map(({id, name}) => ({networkId: isByName ? '' : id, networkName: name, aliases: []})),
		labels: isKept ? {'shipshape.keep': ''} : {},
	}));
	return worldOf({
		images,
		volumes,
		networks,
		containers,
		cache: given.cache.map(({parents, ...entry}, index) => cacheEntry(`cache-${index}`, {...entry, parents: index === 0 ? [] : [...new Set(parents.map(parent => `cache-${parent % index}`))]})),
		writable: Object.fromEntries(given.containers.map(({writable}, index) => [`container-${index}`, writable])),
		facts: {
			layers: new Map(given.images.flatMap(({isKnown}, index) => isKnown ? [[`image-${index}`, layers[index]!] as const] : [])),
			times: new Map(),
		},
	});
});
