const programs: ReadonlySet<string> = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio']);

/**
True when the terminal is known to make links of OSC 8. Others may print it, and tmux and screen swallow or break it unless they are
told to pass it on: without that knowledge a URL stays plain text.
*/
export function knowsHyperlinks(environment: Readonly<Record<string, string | undefined>>): boolean {
	const {TERM: terminal = '', TERM_PROGRAM: program = '', VTE_VERSION: vte = '', WT_SESSION: windows, KONSOLE_VERSION: konsole = '', TMUX: tmux, STY: screen} = environment;
	if (tmux || screen || /^(?:screen|tmux|dumb|linux)/.test(terminal)) {
		return false;
	}

	// VTE before 0.50.1 crashed on some of them (bugs.gnome.org 788494); Konsole has them since 20.12.
	return programs.has(program) || Boolean(windows) || /^(?:xterm-kitty|xterm-ghostty|foot|alacritty|contour)/.test(terminal) || Number(vte) > 5000 || Number(konsole) >= 201_200;
}

/** A text as a link (OSC 8, ended by ST). The URL must be harmless already. */
export function hyperlink(text: string, url: string): string {
	return `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\`;
}
