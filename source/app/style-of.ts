import type {ColorSupportLevel} from 'chalk';
import type {Style} from '../components/style.tsx';
import {makeTheme, type ThemeName} from '../config/theme.ts';

/** How everything is drawn with these settings on a terminal with these colours. */
export function styleOf({theme, ascii}: {readonly theme: ThemeName; readonly ascii: boolean}, colours: ColorSupportLevel, links = false): Style {
	return {theme: makeTheme(theme, colours, ascii), ascii, ellipsis: ascii ? '~' : '…', links};
}
