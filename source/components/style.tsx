import {createContext, useContext} from 'react';
import {type Theme, makeTheme} from '../config/theme.ts';

/** How everything is drawn: colours, and whether only ASCII may be used. */
export type Style = {readonly theme: Theme; readonly ascii: boolean; readonly ellipsis: string};

const StyleContext = createContext<Style>({theme: makeTheme('terminal', 0), ascii: false, ellipsis: '…'});

export const StyleProvider = StyleContext.Provider;

/** The style in force. */
export function useStyle(): Style {
	return useContext(StyleContext);
}
