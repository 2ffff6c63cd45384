export type Protocol = 'tcp' | 'udp' | 'sctp';

/**
One port of a container. `hostPort` is absent when the port is exposed but not published.
`hostAddress` is `0.0.0.0` or `::` for "all addresses of that family", and empty when the engine does not say.
*/
export type Port = {
	readonly hostAddress?: string;
	readonly hostPort?: number;
	readonly containerPort: number;
	readonly protocol: Protocol;
};
