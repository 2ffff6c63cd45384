import {Text} from 'ink';
import type {ReactElement} from 'react';
import {useStyle} from '../components/style.tsx';
import {headerLine, type HeaderContent} from './header-line.ts';

/** The first line of the screen. */
export function Header(content: HeaderContent): ReactElement {
	return <Text wrap='truncate'>{headerLine(content, useStyle())}</Text>;
}
