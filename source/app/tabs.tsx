import {Text} from 'ink';
import type {ReactElement} from 'react';
import {useStyle} from '../components/style.tsx';
import type {AnyPane} from '../panes/pane.ts';
import type {Live} from '../store/live.ts';
import {tabsLine, tabTitle} from './tabs-line.ts';

export type TabsProps = {readonly panes: readonly AnyPane[]; readonly active: string; readonly live: Live; readonly width: number};

/** The second line of the screen. */
export function Tabs({panes, active, live, width}: TabsProps): ReactElement {
	return <Text wrap='truncate'>{tabsLine(panes.map(pane => tabTitle(pane, live)), active, width, useStyle())}</Text>;
}
