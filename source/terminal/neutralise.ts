/** How text is made harmless. `multiline` keeps line feeds and tabs; `limit` is in UTF-16 code units. */
export type NeutraliseOptions = {
	readonly multiline?: boolean;
	readonly limit?: number;
};

const lineLimit = 10_000;
const multilineLimit = 200_000;

/** Nearly every text is printable ASCII, and this is five times as fast as asking for Unicode properties. */
const plain = /^[\u{20}-\u{7E}]*$/v;

/**
Everything that a terminal obeys, reorders or does not draw: C0, DEL and C1 controls, lone surrogates, the format characters
(bidirectional overrides, zero-width ones, tags), line and paragraph separators, what Unicode calls default ignorable, and more
combining marks on one character than any script needs: they would pile up over other lines.
*/
const suspicious = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}]|\p{Mark}{9}/v;
const unsafe = /\r\n|[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}]/gv;
const piledMarks = /(?<kept>\p{Mark}{8})\p{Mark}+/gv;

const replacement = '\u{FFFD}';
const lineBreak = '\u{23CE}';

/** What a joiner may follow and precede, and what a variation selector may follow. */
const joinable = /\p{Extended_Pictographic}\u{FE0F}?\p{Emoji_Modifier}?$/v;
const joined = /^\p{Extended_Pictographic}/v;
const variable = /\p{Emoji}$/v;

/** True for what glues one emoji together: a joiner between two, a variation selector after one. */
function isPartOfEmoji(character: string, offset: number, whole: string): boolean {
	const before = whole.slice(Math.max(0, offset - 6), offset);
	return character === '\u{200D}' ? joinable.test(before) && joined.test(whole.slice(offset + 1, offset + 3)) : ['\u{FE0E}', '\u{FE0F}'].includes(character) && variable.test(before);
}

/** What stands for one unsafe character: a control picture where Unicode has one, so that an attack is seen and not hidden. */
function visible(character: string, isMultiline: boolean): string {
	const code = character.codePointAt(0) ?? 0;
	if (character === '\r\n' || character === '\n' || code === 0x20_28 || code === 0x20_29) {
		return isMultiline ? '\n' : lineBreak;
	}

	if (character === '\t') {
		return isMultiline ? '\t' : ' ';
	}

	if (code < 0x20) {
		return String.fromCodePoint(0x24_00 + code);
	}

	return code === 0x7F ? '\u{2421}' : replacement;
}

function cut(text: string, limit: number): string {
	if (text.length <= limit) {
		return text;
	}

	const kept = text.slice(0, Math.max(0, limit - 1));
	return `${/\p{Surrogate}$/v.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/**
Makes untrusted text harmless for a terminal: control characters become visible pictures (`␛`), what reorders or hides text
becomes `�`, and it is cut to a bounded length. A line feed becomes `⏎` and a tab a space unless `multiline`. Idempotent.
*/
export function neutralise(text: string, options: NeutraliseOptions = {}): string {
	const {multiline = false, limit = multiline ? multilineLimit : lineLimit} = options;
	const short = cut(text, limit);
	if (plain.test(short) || !suspicious.test(short)) {
		return short;
	}

	return short
		.replaceAll(unsafe, (character, offset: number, whole: string) => isPartOfEmoji(character, offset, whole) ? character : visible(character, multiline))
		.replaceAll(piledMarks, '$<kept>');
}
