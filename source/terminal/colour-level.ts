import type {ColorSupportLevel} from 'chalk';

/**
How many colours may be used: 0 none, 1 the sixteen, 2 the 256, 3 all.
`NO_COLOR` (any value but empty, see no-color.org) and `TERM=dumb` forbid all; an unknown `TERM` is given the sixteen.
*/
export function colourLevel(environment: NodeJS.ProcessEnv): ColorSupportLevel {
	const {NO_COLOR: noColour, TERM: terminal = '', COLORTERM: colourTerminal = ''} = environment;
	if ((noColour !== undefined && noColour !== '') || terminal === 'dumb' || /-m(?:ono)?$/.test(terminal)) {
		return 0;
	}

	if (/^(?:truecolor|24bit)$/.test(colourTerminal)) {
		return 3;
	}

	return /-256(?:color)?$|^(?:xterm-ghostty|xterm-kitty|alacritty|wezterm|foot)/.test(terminal) ? 2 : 1;
}

/** True when the terminal can be sent UTF-8: by the locale, as every C program decides it. macOS and Windows are UTF-8 without one. */
export function isUtf8(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
	const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
	return locale === '' ? platform !== 'linux' : /utf-?8/i.test(locale);
}
