const escape = String.fromCodePoint(0x1B);

/** Longer than any sequence that changes the screen: so much of a chunk is kept, for one that is cut. */
const longest = 32;

/** Written without its escape: no pattern's source may have one. */
const switches = new RegExp(String.raw`ESC(?:\[\?(?<modes>[\d;]+)(?<final>[hl])|(?<reset>c))`.replace('ESC', () => escape), 'gv');
const alternateScreens: ReadonlySet<string> = new Set(['47', '1047', '1049']);

/** Follows what a program writes; tells whether it left the alternate screen on. */
export type ScreenWatch = {
	see(bytes: Uint8Array): void;
	isAlternate(): boolean;
};

/** Starts on the normal screen. */
export function createScreenWatch(): ScreenWatch {
	const decoder = new TextDecoder('latin1');
	let rest = '';
	let isAlternate = false;
	return {
		see(bytes) {
			const text = rest + decoder.decode(bytes);
			let end = 0;
			for (const match of text.matchAll(switches)) {
				const {modes = '', final, reset} = match.groups!;
				if (reset !== undefined) {
					isAlternate = false;
				} else if (modes.split(';').some(mode => alternateScreens.has(mode))) {
					isAlternate = final === 'h';
				}

				end = match.index + match[0].length;
			}

			rest = text.slice(Math.max(end, text.length - longest));
		},
		isAlternate: () => isAlternate,
	};
}

/** Keeps the window's title, for terminals that can. */
export const keepTitle = `${escape}[22;0t`;

/**
Undoes what a program may have left on when it was ended in the middle: a string or a synchronised update that was not finished, mouse and
focus reports, bracketed paste, application keys, kitty's and xterm's key protocols, scroll margins, insert mode, line drawing, a hidden or
changed cursor, colours, a link, and the title. What homes the cursor stands between saving and restoring it. Ends at the start of a line: a
terminal keeps its column when it changes to the alternate screen, where Ink takes it for the first one.
*/
export function restoreModes(isAlternate: boolean): string {
	return [
		`${escape}\\`,
		`${escape}[?2026l`,
		`${escape}[=0u`,
		isAlternate ? `${escape}[?1049l` : '',
		`${escape}7${escape}[?6l${escape}[r${escape}8`,
		`${escape}[?1;5;9;1000;1001;1002;1003;1004;1005;1006;1015;2004l`,
		`${escape}[?7;25h`,
		`${escape}[4l${escape}>${escape}[>4m${escape}(B\u000F`,
		`${escape}[0 q${escape}]8;;${escape}\\${escape}[m`,
		`${escape}[23;0t\r\n`,
	].join('');
}
