const colours = new RegExp(String.raw`${String.fromCodePoint(0x1B)}\[[\d:;]*m`, 'g');

/** A text without its colours: what is left of a control sequence after that should not be there. */
export function colourless(text: string): string {
	return text.split(colours).join('');
}
