import {shortId} from './read/name.ts';

/** The names of objects as last listed, so that an error can say `container web` and not sixty-four digits. */
export type Names = {
	/** Remembers what a list told; a whole list replaces what was known. */
	learn(objects: ReadonlyArray<{readonly id: string; readonly name: string}>, isWhole: boolean): void;
	/** `container web`; with the short id when the name is not known. */
	of(id: string): string;
};

/** Names of one `kind` of objects, such as `container`. */
export function createNames(kind: string): Names {
	const known = new Map<string, string>();
	return {
		learn(objects, isWhole) {
			if (isWhole) {
				known.clear();
			}

			for (const {id, name} of objects) {
				known.set(id, name);
			}
		},
		of(id) {
			const plain = /^(?:sha256:)?[\da-f]{64}$/v.test(id) ? shortId(id) : id;
			return `${kind} ${known.get(id) ?? plain}`;
		},
	};
}
