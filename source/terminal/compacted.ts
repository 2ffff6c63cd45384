import {createCompactor} from './compact.ts';

/**
The same terminal, to which the same is said in fewer bytes. Only text that is written is changed, and never at any price: from an error on
everything passes as it is.
*/
export function compacted(output: NodeJS.WriteStream): NodeJS.WriteStream {
	let compact: ((piece: string) => string) | undefined = createCompactor();
	const shorter = (piece: string): string => {
		try {
			return compact ? compact(piece) : piece;
		} catch {
			compact = undefined;
			// How text is drawn is not known any more.
			return `\u001B[m${piece}`;
		}
	};

	const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean =>
		Reflect.apply(output.write, output, [typeof chunk === 'string' ? shorter(chunk) : chunk, ...rest]) as boolean;
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
