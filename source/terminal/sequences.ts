const escape = String.fromCodePoint(0x1B);
const bell = String.fromCodePoint(0x07);

/** A pattern of control sequences: `ESC` and `BEL` stand for the characters, which no source of a pattern may have. */
export function pattern(source: string): RegExp {
	return new RegExp(source.replaceAll(/ESC|BEL/gv, name => name === 'ESC' ? escape : bell), 'gv');
}

/** Whole sequences: CSI (ECMA-48 5.4) with its parameters and its last byte, and OSC 8, which makes a link of a text. */
export const sequences = pattern(String.raw`ESC\[(?<parameters>[\d:;<=>?]*)(?<between>[\x20-\x2F]*)(?<last>[\x40-\x7E])|ESC\]8;[^ESCBEL]*(?:BEL|ESC\\)`);

const colours = pattern(String.raw`ESC\[[\d:;]*m`);

/** A text at every second place, the colour sequence between them at the others. */
export function splitColours(text: string): readonly string[] {
	return text.split(separated);
}

const separated = pattern(String.raw`(ESC\[[\d:;]*m)`);

/** The text without its colours. */
export function plainText(text: string): string {
	return text.includes(escape) ? text.replaceAll(colours, '') : text;
}

/** The sequence of these SGR parameters. */
export function colourSequence(parameters: string): string {
	return `${escape}[${parameters}m`;
}
