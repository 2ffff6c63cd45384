const escape = '\u{1B}';
const bell = '\u{7}';

/** Written without its control characters, which no pattern's source may have. */
const pattern = (source: string, flags = 'gv'): RegExp => new RegExp(source.replaceAll('ESC', () => escape).replaceAll('BEL', () => bell), flags);

/** One control function (ECMA-48): a sequence, a string with its end, a lone ESC with what follows, or a control character. */
const control = pattern(String.raw`ESC\[[0-\?]*[ -\/]*[@-~]|ESC[\]PX\^_][^ESCBEL\u{9C}]*(?:BEL|ESC\\|\u{9C})?|ESC[\s\S]?|\p{Control}`);

/** All control functions in what a program wrote, in their order. */
export function controlsOf(output: string): readonly string[] {
	return output.match(control) ?? [];
}

/** What is left for the screen to show. */
export function textOf(output: string): string {
	return output.replaceAll(control, ' ');
}

/** A colour of 16, of 256 or of all, a style, or the end of one; what blinks (5, 6) or hides (8) is none of these. */
const style = String.raw`(?:[0-4]|7|9|2[2-4]|27|29|3[0-7]|39|4[0-7]|49|9[0-7]|10[0-7]|[34]8;5;\d{1,3}|[34]8;2;\d{1,3};\d{1,3};\d{1,3})`;

/** What shipshape is known to send: ink's drawing, its modes, its colours. Copying is left out: only who copies expects it. */
const own: readonly RegExp[] = [
	pattern(String.raw`^[\r\n]$`, 'v'),
	pattern(String.raw`^ESC\[(?:${style}(?:;${style})*)?m$`, 'v'),
	// Moves within a screen, erasing, homing.
	pattern(String.raw`^ESC\[\d{0,3}[ABCDEFG]$`, 'v'),
	pattern(String.raw`^ESC\[[0-2]?K$`, 'v'),
	pattern(String.raw`^ESC\[(?:1;1)?H$`, 'v'),
	pattern(String.raw`^ESC\[[0-2]?J$`, 'v'),
	// The alternate screen, the cursor, bracketed paste, synchronised updates.
	pattern(String.raw`^ESC\[\?(?:1049|25|2004|2026)[hl]$`, 'v'),
];

/** The control functions among those in `output` that shipshape never sends of its own accord. */
export function foreignControls(output: string): readonly string[] {
	return controlsOf(output).filter(sequence => own.every(each => !each.test(sequence)));
}
