/** Where an engine is reached. */
export type EndpointAddress
	= | {readonly kind: 'unix'; readonly path: string}
		| {readonly kind: 'npipe'; readonly path: string}
		| {readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles};

/** Certificates as read from disk; `verify: false` accepts any server. */
export type TlsFiles = {
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
	readonly verify: boolean;
};

/** An endpoint and the rule that chose it, such as `DOCKER_HOST` or `the current context "prod"`. */
export type Endpoint = {
	readonly address: EndpointAddress;
	/** As a person writes it: `unix:///var/run/docker.sock`. */
	readonly url: string;
	/** The docker context's name; `default` when none is involved; `demo` for the embedded engine. */
	readonly context: string;
	readonly chosenBy: string;
	/** DOCKER_API_VERSION when set: no negotiation then. */
	readonly pinnedVersion?: string;
	/** HttpHeaders of the docker config. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly demo?: boolean;
};

/** A docker context or a socket found, as the list behind `@` shows it. */
export type EndpointChoice = {
	readonly name: string;
	readonly url: string;
	readonly description: string;
	readonly source: 'context' | 'socket' | 'environment' | 'flag' | 'demo';
	readonly current: boolean;
	/** Set when it cannot be used, with the reason. */
	readonly problem?: string;
};
