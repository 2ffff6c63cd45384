import {Fzf} from 'fzf';

type Finder = {find(text: string): ReadonlyArray<{readonly item: unknown}>};
// The package's own types do not resolve under Node's module rules.
const TypedFzf = Fzf as unknown as new (items: readonly unknown[], options: {readonly selector: (item: never) => string; readonly casing: 'case-insensitive'}) => Finder;

/** The items whose text has these letters in this order, the best match first; all of them for no letters. */
export function rank<Entry>(items: readonly Entry[], text: string, textOf: (item: Entry) => string): readonly Entry[] {
	const wanted = text.trim();
	return wanted === '' ? items : new TypedFzf(items, {selector: textOf, casing: 'case-insensitive'}).find(wanted).map(({item}) => item as Entry);
}
