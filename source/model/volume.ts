export type Volume = {
	/** A volume has no other id than its name. */
	readonly id: string;
	readonly name: string;
	/** Made by the engine for a container that named none. */
	readonly anonymous: boolean;
	readonly driver: string;
	readonly mountpoint: string;
	readonly created: number;
	readonly labels: Readonly<Record<string, string>>;
	readonly project?: string;
	readonly unreadable: readonly string[];
};
