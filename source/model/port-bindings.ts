import type {Container, ContainerDetails} from './container.ts';
import type {EngineError} from './engine-error.ts';
import type {Port} from './port.ts';
import type {Service} from './service.ts';

/** What only the inspection of a container tells of its ports. */
export type PortBindings = {
	/** What it asks for when it starts; host port 0 is "any". */
	readonly wanted: readonly Port[];
	/** What its image and `--expose` name, published or not. */
	readonly exposed: readonly Port[];
	/** Every exposed port gets a free port of the host when it starts. */
	readonly publishesAll: boolean;
	/** The engine's words on a start that failed; empty when none did. */
	readonly failure: string;
};

/** What the list of containers does not tell of ports. `bindings` are by container id. */
export type BindingsState = {
	readonly bindings: ReadonlyMap<string, PortBindings>;
	readonly services: readonly Service[];
	/** False until everything that is wanted was read once. */
	readonly complete: boolean;
	readonly error?: EngineError;
};

export const noBindings: BindingsState = {bindings: new Map(), services: [], complete: false};

/** The ports' part of an inspection. */
export function bindingsOf({wantedPorts, exposedPorts, publishesAllPorts, error}: ContainerDetails): PortBindings {
	return {wanted: wantedPorts, exposed: exposedPorts, publishesAll: publishesAllPorts, failure: error};
}

/** True while the ports of the list are those in force: between two starts it lists none. */
export function hasPortsInForce({state}: Pick<Container, 'state'>): boolean {
	return state === 'running' || state === 'paused';
}

/** True where the list tells less than there is to know: it has no ports of a container that does not run, nor of one in the host's network. */
export function needsBindings(container: Container): boolean {
	return !hasPortsInForce(container) || container.networkMode === 'host';
}
