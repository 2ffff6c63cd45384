import type {Protocol} from './port.ts';

/** A port that a swarm service publishes on every node. */
export type ServicePort = {
	readonly hostPort: number;
	readonly containerPort: number;
	readonly protocol: Protocol;
};

/** A service of a swarm, as far as its ports go. */
export type Service = {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	/** The stack it belongs to, from its labels. */
	readonly project?: string;
	/** Those of the ingress network; what a task publishes on its own node is its container's. */
	readonly ports: readonly ServicePort[];
};
