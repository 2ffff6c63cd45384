import type {StoredLayer} from './clean-up-layers.ts';
import type {Container, ContainerState} from './container.ts';
import type {DiskUsage} from './disk.ts';
import type {Image} from './image.ts';
import type {Item} from './item.ts';
import type {Network} from './network.ts';
import type {Volume} from './volume.ts';

/** Kinds of clean-up as they are asked for: the presets, and the words of `shipshape clean --only`. */
export const cleanUpKinds = ['containers', 'dangling', 'images', 'anonymous', 'volumes', 'networks', 'cache'] as const;
export type CleanUpKind = typeof cleanUpKinds[number];

/** "Everything safe": nothing that holds data somebody named, and no image that has a name. */
export const safeKinds: readonly CleanUpKind[] = ['containers', 'dangling', 'anonymous', 'networks', 'cache'];

export const candidateKinds = ['container', 'image', 'network', 'volume', 'cache'] as const;
export type CandidateKind = typeof candidateKinds[number];

/** What must still be so right before the removal: else it became used, or is another object. */
export type Expected
	= | {readonly kind: 'container'; readonly state: ContainerState; readonly started?: number; readonly finished?: number; readonly isDated: boolean}
		| {readonly kind: 'image'; readonly tags: readonly string[]}
		| {readonly kind: 'network'; readonly name: string}
		| {readonly kind: 'volume'; readonly created: number}
		| {readonly kind: 'cache'};

/**
Something that can be removed, at once or after what `needs` names. Sizes in bytes, -1 when they are not known; moments in epoch
milliseconds, 0 when they are not known.
*/
export type Candidate = Item & {
	/** `kind:objectId` */
	readonly id: string;
	readonly kind: CandidateKind;
	/** The narrowest kind of clean-up that takes it. */
	readonly group: CleanUpKind;
	/** The engine's id; a volume's is its name. */
	readonly objectId: string;
	/** Why it can go: `exited 137`, `no container uses it`. */
	readonly why: string;
	/** The moment that `why` has happened at, where one is known. */
	readonly whyAt?: number;
	/** What "older than" counts from: when it was made, for build cache when it was last used. */
	readonly since: number;
	readonly size: number;
	/** What its removal alone frees. */
	readonly frees: number;
	/** `frees` is the engine's own estimate and not the sum of layers. */
	readonly isAbout: boolean;
	readonly labels: Readonly<Record<string, string>>;
	readonly project?: string;
	/** Ids of the candidates that must go before: the containers that hold an image, the images built on it. */
	readonly needs: readonly string[];
	/** What only this object has and nothing brings back, in words. */
	readonly loss?: string;
	readonly expected: Expected;
};

/** A sum of bytes. `unknown` counts the objects whose part is not known: then it is the least. */
export type Total = {
	readonly count: number;
	readonly bytes: number;
	readonly isAbout: boolean;
	readonly unknown: number;
};

/** What the lists do not tell, asked for once and in the background. */
export type CleanUpFacts = {
	/** By image, base first; only those whose layers and sizes are known exactly. */
	readonly layers: ReadonlyMap<string, readonly StoredLayer[]>;
	/** By container: when it was last started and when it ended. */
	readonly times: ReadonlyMap<string, {readonly started?: number; readonly finished?: number}>;
};

/** All that is known of an engine when it is looked through for what can go. */
export type CleanUpWorld = {
	readonly now: number;
	/** False when the list of containers could not be read: then everything may be in use. */
	readonly knowsContainers: boolean;
	readonly containers: readonly Container[];
	readonly images: readonly Image[];
	readonly networks: readonly Network[];
	readonly volumes: readonly Volume[];
	readonly usage?: DiskUsage;
	readonly facts?: CleanUpFacts;
	/** Labels whose objects are never offered, beside `keepLabel`. */
	readonly keep?: readonly string[];
};

/** The parts of the label filters: `key` or `key=value`, all of `labels` and none of `without`. */
export type CleanUpRules = {
	readonly kinds: readonly CleanUpKind[];
	/** Milliseconds. */
	readonly olderThan?: number;
	readonly labels?: readonly string[];
	readonly without?: readonly string[];
};

/** An object with this label is never offered; the config names more. */
export const keepLabel = 'shipshape.keep';

/** True when the labels have `key`, or `key=value` exactly. */
export function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
	const end = wanted.indexOf('=');
	const key = end === -1 ? wanted : wanted.slice(0, end);
	return Object.hasOwn(labels, key) && (end === -1 || labels[key] === wanted.slice(end + 1));
}

/** The kinds of candidates that a kind of clean-up takes. All unused images are the dangling ones too, all unused volumes the anonymous ones. */
export function groupsOf(kinds: readonly CleanUpKind[]): ReadonlySet<CleanUpKind> {
	return new Set(kinds.flatMap((kind): readonly CleanUpKind[] => kind === 'images' ? ['dangling', 'images'] : (kind === 'volumes' ? ['anonymous', 'volumes'] : [kind])));
}
