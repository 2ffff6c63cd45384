export type Subnet = {
	readonly subnet: string;
	readonly gateway: string;
};

export type Network = {
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	readonly scope: string;
	readonly subnets: readonly Subnet[];
	readonly internal: boolean;
	readonly ipv6: boolean;
	readonly created: number;
	readonly labels: Readonly<Record<string, string>>;
	/** True for bridge, host and none: an engine never lets them go. */
	readonly predefined: boolean;
	readonly unreadable: readonly string[];
};

export type NetworkEndpoint = {
	readonly containerId: string;
	readonly containerName: string;
	readonly ipv4: string;
	readonly ipv6: string;
	readonly mac: string;
};

export type NetworkDetails = {
	readonly id: string;
	readonly endpoints: readonly NetworkEndpoint[];
	readonly raw: unknown;
};
