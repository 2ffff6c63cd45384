import type {Engine} from '../../../engine/engine.ts';
import type {Container, ContainerDetails} from '../../../model/container.ts';

/** What most tabs are made from. It is read anew whenever the list's row was, which every event of the container sees to. */
export const inspection = {
	load: async (row: Container, engine: Engine, signal: AbortSignal): Promise<ContainerDetails> => engine.containers.inspect(row.id, {signal}),
	version: (row: Container): unknown => row,
};

/** A field of a document that is not trusted to have any shape. */
export function member(value: unknown, ...path: readonly string[]): unknown {
	let current = value;
	for (const key of path) {
		current = typeof current === 'object' && current !== null ? (current as Record<string, unknown>)[key] : undefined;
	}

	return current;
}

/** The names of an object's fields; none for anything else. */
export function keysOf(value: unknown): readonly string[] {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
