import {Box, Text} from 'ink';
import {memo, type ReactElement} from 'react';

const Row = memo(({text}: {readonly text: string}) => <Text wrap='truncate'>{text === '' ? ' ' : text}</Text>);

export type LinesProps = {
	/** Painted, each at most `width` columns wide. */
	readonly lines: readonly string[];
	readonly width: number;
	readonly height: number;
};

/** Painted lines in a rectangle: one text a line, which is what costs least to draw. */
export function Lines({lines, width, height}: LinesProps): ReactElement {
	return (
		<Box flexDirection='column' flexShrink={0} width={width} height={height}>
			{lines.slice(0, height).map((text, index) => <Row key={index} text={text}/>)}
		</Box>
	);
}
