import {Box} from 'ink';
import type {ReactElement} from 'react';
import {fill, paintLine, spansWidth, type PaintableSpan} from './paint.ts';
import {Lines} from './lines.tsx';
import {useStyle} from './style.tsx';

export type PanelProps = {
	readonly title: string;
	/** What stands in the lower border: the keys. */
	readonly keys?: string;
	readonly lines: ReadonlyArray<readonly PaintableSpan[] | string>;
	readonly width: number;
	readonly columns: number;
	readonly rows: number;
};

const corners = {unicode: {topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', horizontal: '─', vertical: '│'}, ascii: {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', horizontal: '-', vertical: '|'}};

/** A framed box in the middle of the screen, over everything else. Lines may be painted already. */
export function Panel({title, keys = '', lines, width, columns, rows}: PanelProps): ReactElement {
	const {theme, ascii, ellipsis} = useStyle();
	const border = ascii ? corners.ascii : corners.unicode;
	const inner = width - 4;
	const edge = (text: string, left: string, right: string, paint: (text: string) => string) => {
		const label = text === '' ? [] : [{text: ` ${text} `}];
		const room = width - 4;
		const taken = Math.min(room, spansWidth(label));
		return theme.border(left + border.horizontal) + paint(paintLine(label, {...theme, plain: unpainted}, room, ellipsis)) + theme.border(border.horizontal.repeat(Math.max(0, width - 3 - taken)) + right);
	};

	const side = theme.border(border.vertical);
	const drawn = [
		edge(title, border.topLeft, border.topRight, theme.heading),
		...lines.map(line => `${side} ${fill(typeof line === 'string' ? line : paintLine(line, theme, inner, ellipsis), inner)} ${side}`),
		edge(keys, border.bottomLeft, border.bottomRight, theme.dim),
	];
	const height = Math.min(drawn.length, rows);
	return (
		<Box position='absolute' left={Math.max(0, Math.floor((columns - width) / 2))} top={Math.max(0, Math.floor((rows - height) / 2))}>
			<Lines lines={drawn} width={width} height={height}/>
		</Box>
	);
}

const unpainted = (text: string): string => text;
