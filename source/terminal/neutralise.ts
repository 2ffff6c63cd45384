/** How text is made harmless. `multiline` keeps line feeds and tabs; `limit` is in UTF-16 code units. */
export type NeutraliseOptions = {
	readonly multiline?: boolean;
	readonly limit?: number;
};

const lineLimit = 10_000;
const multilineLimit = 200_000;

/**
Everything that a terminal obeys, reorders or does not draw: C0, DEL and C1 controls, lone surrogates, the format characters
(bidirectional overrides, zero-width ones, tags), line and paragraph separators, what Unicode calls default ignorable, and more
combining marks on one character than any script needs: they would pile up over other lines.
*/
const suspicious = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{9}/u;
const unsafe = /\r\n|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const piledMarks = /(?<kept>\p{M}{8})\p{M}+/gu;

const replacement = '\uFFFD';
const lineBreak = '\u23CE';

/** What a joiner may follow and precede, and what a variation selector may follow. */
const joinable = /\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?$/u;
const joined = /^\p{Extended_Pictographic}/u;
const variable = /\p{Emoji}$/u;

/** True for what glues one emoji together: a joiner between two, a variation selector after one. */
function belongsToEmoji(character: string, offset: number, whole: string): boolean {
	const before = whole.slice(Math.max(0, offset - 6), offset);
	if (character === '\uFE0F' || character === '\uFE0E') {
		return variable.test(before);
	}

	return character === '\u200D' && joinable.test(before) && joined.test(whole.slice(offset + 1, offset + 3));
}

/** What stands for one unsafe character: a control picture where Unicode has one, so that an attack is seen and not hidden. */
function visible(character: string, multiline: boolean): string {
	const code = character.codePointAt(0) ?? 0;
	if (character === '\r\n' || character === '\n' || code === 0x20_28 || code === 0x20_29) {
		return multiline ? '\n' : lineBreak;
	}

	if (character === '\t') {
		return multiline ? '\t' : ' ';
	}

	if (code < 0x20) {
		return String.fromCodePoint(0x24_00 + code);
	}

	return code === 0x7F ? '\u2421' : replacement;
}

function cut(text: string, limit: number): string {
	if (text.length <= limit) {
		return text;
	}

	const kept = text.slice(0, Math.max(0, limit - 1));
	return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/**
Makes untrusted text harmless for a terminal: control characters become visible pictures (`␛`), what reorders or hides text
becomes `�`, and it is cut to a bounded length. A line feed becomes `⏎` and a tab a space unless `multiline`. Idempotent.
*/
export function neutralise(text: string, options: NeutraliseOptions = {}): string {
	const {multiline = false, limit = multiline ? multilineLimit : lineLimit} = options;
	const short = cut(text, limit);
	if (!suspicious.test(short)) {
		return short;
	}

	return short
		.replaceAll(unsafe, (character, offset: number, whole: string) => belongsToEmoji(character, offset, whole) ? character : visible(character, multiline))
		.replaceAll(piledMarks, '$<kept>');
}
