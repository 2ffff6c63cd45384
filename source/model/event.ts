/** One event of the engine, neutralised. `time` in epoch milliseconds. */
export type EngineEvent = {
	readonly type: 'container' | 'image' | 'network' | 'volume' | 'daemon' | 'builder' | 'plugin' | 'other';
	/** The verb alone: an `exec_create: sh -c …` is `exec_create` here. */
	readonly action: string;
	/** Full id; a name for volumes; for images whatever the engine says. */
	readonly id: string;
	readonly time: number;
	readonly attributes: Readonly<Record<string, string>>;
};
