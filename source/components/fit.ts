import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

const narrow = /^[\u0020-\u007E]*$/;

/** Columns a text takes on the screen. */
export function widthOf(text: string): number {
	return narrow.test(text) ? text.length : stringWidth(text);
}

export type Cut = 'end' | 'middle';

/** The text in exactly `width` columns: padded, or cut with an ellipsis. */
export function fit(text: string, width: number, {cut = 'end', align = 'left', ellipsis = '…'}: {readonly cut?: Cut; readonly align?: 'left' | 'right'; readonly ellipsis?: string} = {}): string {
	if (width <= 0) {
		return '';
	}

	const shown = shorten(text, width, cut, ellipsis);
	const padding = ' '.repeat(Math.max(0, width - widthOf(shown)));
	return align === 'right' ? padding + shown : shown + padding;
}

/** The text in at most `width` columns. */
export function shorten(text: string, width: number, cut: Cut = 'end', ellipsis = '…'): string {
	if (widthOf(text) <= width) {
		return text;
	}

	if (width <= ellipsis.length) {
		return ellipsis.slice(0, Math.max(0, width));
	}

	if (!narrow.test(text)) {
		return cliTruncate(text, width, {position: cut, truncationCharacter: ellipsis});
	}

	const room = width - ellipsis.length;
	if (cut === 'end') {
		return text.slice(0, room) + ellipsis;
	}

	const head = Math.ceil(room / 2);
	return text.slice(0, head) + ellipsis + text.slice(text.length - (room - head));
}
