/** One image of the list. `size` in bytes, `created` in epoch milliseconds (0 when unknown). */
export type Image = {
	/** With its `sha256:`. */
	readonly id: string;
	readonly parentId: string;
	/** Every `repository:tag`, none when the image is dangling. */
	readonly tags: readonly string[];
	/** `repository@sha256:…` */
	readonly digests: readonly string[];
	readonly created: number;
	readonly size: number;
	/** Bytes shared with other images; absent when it was not measured. */
	readonly sharedSize?: number;
	readonly labels: Readonly<Record<string, string>>;
	readonly unreadable: readonly string[];
};

export type ImageDetails = {
	readonly id: string;
	readonly tags: readonly string[];
	readonly digests: readonly string[];
	readonly created?: number;
	readonly size: number;
	readonly architecture: string;
	readonly os: string;
	readonly author: string;
	readonly comment: string;
	/** The digests of the uncompressed layers, base first. */
	readonly layers: readonly string[];
	readonly config: {
		readonly entrypoint: readonly string[];
		readonly command: readonly string[];
		readonly env: readonly string[];
		readonly user: string;
		readonly workingDirectory: string;
		readonly exposedPorts: readonly string[];
		readonly volumes: readonly string[];
		readonly labels: Readonly<Record<string, string>>;
		readonly healthcheck: readonly string[];
		readonly stopSignal: string;
	};
	readonly raw: unknown;
};

/** One entry of an image's history, as the engine tells it, newest first. */
export type HistoryEntry = {
	/** Empty for `<missing>`. */
	readonly id: string;
	readonly created: number;
	readonly createdBy: string;
	readonly size: number;
	readonly comment: string;
	readonly tags: readonly string[];
};

/** What a removal did: names that were taken off and objects that are gone. */
export type ImageRemoval = {
	readonly untagged: readonly string[];
	readonly deleted: readonly string[];
};
