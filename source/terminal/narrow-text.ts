/**
What nearly all text of a screen is made of: ASCII, Latin-1 and its neighbours, dashes and dots, arrows, frames, blocks, Braille. Each of these
characters is one UTF-16 unit, one grapheme and one column, whatever stands beside it in such a text; the soft hyphen, whatever joins or
combines, and the emoji among the symbols are left out. Terminals that draw "ambiguous" ones wide are not meant.
*/
const characters = String.raw`\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2030}-\u{205E}\u{2190}-\u{21FF}\u{2500}-\u{25FC}\u{2713}\u{2717}\u{2800}-\u{28FF}`;
const narrow = new RegExp(`^[${characters}]*$`, 'v');

/** True when a text is as many columns wide as it is long: no tables of Unicode are needed to know. */
export function isNarrow(text: string): boolean {
	return narrow.test(text);
}

/** What a segmenter gives that is of use here: the graphemes in their order, and the one at an index. */
type Graphemes = Iterable<Intl.SegmentData> & {readonly containing: (index: number) => Intl.SegmentData | undefined};

class NarrowGraphemes implements Graphemes {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	containing(index = 0): Intl.SegmentData | undefined {
		const segment = this.#text[index];
		return segment === undefined ? undefined : {segment, index, input: this.#text};
	}

	* [Symbol.iterator](): Generator<Intl.SegmentData, undefined> {
		for (let index = 0; index < this.#text.length; index++) {
			yield {segment: this.#text[index]!, index, input: this.#text};
		}
	}
}

let segmenter: Intl.Segmenter | undefined;

/**
The graphemes of a text, as `Intl.Segmenter` gives them in every language. Its tables take more than 10 ms to load: they are loaded for
the first text that needs them.
*/
export function graphemesOf(text: string): Graphemes {
	// What begins an escape sequence is no column, but a grapheme.
	if (isNarrow(text.replaceAll('\u001B', ''))) {
		return new NarrowGraphemes(text);
	}

	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return segmenter.segment(text);
}
