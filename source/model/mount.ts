/** What is mounted into a container. `source` is the volume's name for `volume`, a path of the host for `bind`. */
export type Mount = {
	readonly type: 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'image' | 'unknown';
	readonly source: string;
	readonly destination: string;
	readonly readOnly: boolean;
	readonly driver?: string;
};
