import {createCompactor} from './compact.ts';

/** The same terminal, to which the same is said in fewer bytes. Only text that is written is changed. */
export function compacted(output: NodeJS.WriteStream): NodeJS.WriteStream {
	const compact = createCompactor();
	const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean =>
		Reflect.apply(output.write, output, [typeof chunk === 'string' ? compact(chunk) : chunk, ...rest]) as boolean;
	return new Proxy(output, {
		get(target, key) {
			if (key === 'write') {
				return write;
			}

			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? value.bind(target) as unknown : value;
		},
	});
}
