import {createContext, useContext} from 'react';
import {type Theme, makeTheme} from '../config/theme.ts';

/** How everything is drawn: colours, whether only ASCII may be used, and whether the terminal makes links (OSC 8). */
export type Style = {readonly theme: Theme; readonly ascii: boolean; readonly ellipsis: string; readonly links?: boolean};

const StyleContext = createContext<Style>({theme: makeTheme('terminal', 0), ascii: false, ellipsis: '…'});

export const StyleProvider = StyleContext.Provider;

/** The style in force. */
export function useStyle(): Style {
	return useContext(StyleContext);
}
